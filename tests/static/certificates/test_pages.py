"""Which page of a paper is asked for: the newest alone is shown, older requests are dropped, the ends are ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.static.conftest import Run

MODULE = "certificates/pages.js"
#: A world whose answers come when the test lets them, and a log of all that happens.
WORLD = """
  const log = [];
  const open = [];
  const pages = module.pagesOf({
    ask: (page, signal) => new Promise((resolve, reject) => {
      log.push(`ask ${page}`);
      signal.addEventListener("abort", () => log.push(`drop ${page}`));
      open.push({ answer: (count, at = page) => resolve({ page: at, pages: count }), fail: reject });
    }),
    waiting: () => {},
    show: (drawn) => log.push(`show ${drawn.page}/${drawn.pages}`),
    fail: (reason) => log.push(`fail ${reason.message}`),
  });
  const settle = async () => { for (let turn = 0; turn < 9; turn += 1) await null; };
"""


def happened(run: Run, acts: str) -> Any:
    return run(MODULE, f"async (module) => {{ {WORLD} {acts} await settle(); return log; }}")


def test_a_page_is_asked_for_and_shown(run: Run) -> None:
    assert happened(run, "pages.draw(); open[0].answer(3);") == ["ask 1", "show 1/3"]


def test_an_older_answer_never_overtakes_a_newer_one(run: Run) -> None:
    acts = "pages.draw(); pages.draw(); open[1].answer(2); await settle(); open[0].answer(9);"
    assert happened(run, acts) == ["ask 1", "drop 1", "ask 1", "show 1/2"]


def test_a_request_that_was_dropped_is_no_failure(run: Run) -> None:
    acts = "pages.draw(); pages.draw(); open[0].fail(new Error('dropped')); await settle(); open[1].answer(1);"
    assert happened(run, acts) == ["ask 1", "drop 1", "ask 1", "show 1/1"]


def test_what_fails_is_said_and_the_next_request_goes_on(run: Run) -> None:
    acts = "pages.draw(); open[0].fail(new Error('away')); await settle(); pages.draw(); open[1].answer(1);"
    assert happened(run, acts) == ["ask 1", "fail away", "ask 1", "show 1/1"]


@pytest.mark.parametrize(("wanted", "asked"), [(2, ["ask 2"]), (9, ["ask 3"]), (0, []), (1, [])])
def test_pages_are_turned_as_far_as_there_are_any(run: Run, wanted: int, asked: list[str]) -> None:
    acts = f"pages.draw(); open[0].answer(3); await settle(); log.length = 0; pages.turn({wanted});"
    assert happened(run, acts) == asked


def test_a_paper_that_became_shorter_is_shown_at_its_last_page(run: Run) -> None:
    acts = """pages.draw(); open[0].answer(3); await settle(); pages.turn(3); open[1].answer(3); await settle();
    pages.draw(); open[2].answer(2, 2); await settle(); log.push(pages.at());"""
    assert happened(run, acts)[-3:] == ["ask 3", "show 2/2", 2]


def test_a_picture_stands_in_its_own_address(run: Run) -> None:
    script = """(module) => [
      module.pictureOf({ kind: "svg", data: "<svg>#% 签</svg>" }), module.pictureOf({ kind: "png", data: "AAAA" })]"""
    assert run(MODULE, script) == [
        "data:image/svg+xml;charset=utf-8,%3Csvg%3E%23%25%20%E7%AD%BE%3C%2Fsvg%3E",
        "data:image/png;base64,AAAA",
    ]
