"""Every function of docs/functions.md that is built has a test that proves it on a database or a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture import marked

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (?P<id>[\w.-]+) \| .+ \| (?P<state>built|later) \|$")
MARKED = tuple(marked.marked())
IDS = {found for test in MARKED for found in test.ids}


def _rows() -> dict[str, str]:
    lines = (ROOT / "docs/functions.md").read_text(encoding="utf-8").splitlines()
    found = [match for match in map(ROW.match, lines) if match]
    return {match["id"]: match["state"] for match in found}


def test_the_table_lists_every_function_once() -> None:
    text = (ROOT / "docs/functions.md").read_text(encoding="utf-8")
    ids = [match["id"] for match in map(ROW.match, text.splitlines()) if match]
    assert len(ids) == len(set(ids)) == 65


@pytest.mark.parametrize("function_id", [i for i, state in _rows().items() if state == "built"])
def test_a_built_function_is_proved_by_a_marked_test(function_id: str) -> None:
    assert function_id in IDS


def test_only_known_functions_are_marked() -> None:
    assert set(_rows()) >= IDS


def test_a_marked_test_asserts() -> None:
    assert [test.name for test in MARKED if not marked.asserts(test)] == []


def test_a_marked_test_looks_at_a_database_or_a_page() -> None:
    assert [test.name for test in MARKED if not marked.has_a_place(test)] == []
