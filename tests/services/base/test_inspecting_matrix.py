"""Every format with every text in every field: what is printed passes its inspection, whatever was typed."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalogue.loader import catalogue
from app.domain.document.characters import settled
from app.domain.document.content import Content
from app.domain.document.unprintable import unprintable
from app.gateways.typesetting import SheetRefusedError, typesetter
from app.gateways.typesetting.engine import Typst
from app.reports.certificate import PAPER, Printout, sheet_of
from app.services.base import inspecting
from app.services.base.paper import as_sheet
from tests.factories.contents import CONTAINERS, SAMPLES, with_goods
from tests.support.payloads import PAYLOADS, RARE, RUNS, SCRIPTS, filled, random_texts, row_fields, text_fields

NUMBER = "221000004178628001"
#: another one whenever the tests are changed, and the same for all workers of a run
SEED = zlib.crc32(Path(__file__).read_bytes())
#: what a hostile text is mixed of; much of the last row is refused rather than printed, or dropped
POOLS = [
    "ABCabc 0123,.-/", "#$*_@<>\\`~[]{}()\"'=+-/|&^%!?:;", "冻狭鳕鱼片，。；《》（）",
    "شركة المثال", "अआइईक्षत्र", "ก็ขี้น้ำ", "កម្ពុជា", "한국어", "𠮷𡃁𰻝", "e\u0301o\u0308\u0323", "\n",
    "\U0001f469\U0001f680", "\u200b\u200d\u2067\ufeff\u00ad", "\ue863\ufffd\U0002cea8",
]  # fmt: skip


def typeset() -> Typst:
    return typesetter(PAPER, Path())


def faults(code: str, content: Content) -> list[str]:
    """Print a document and return what its inspection finds; a refusal names the text and its box, or all of them."""
    printout = Printout(format=catalogue().formats[code], content=content, certificate_no=NUMBER)
    sheet = as_sheet(sheet_of(printout))
    try:
        printed = typeset().print(sheet)
    except SheetRefusedError as refused:
        text = str(refused.params["text"])
        is_named = bool(text) and (bool(refused.params["box"]) or sheet.json.count(text) > 1)
        return [] if is_named else [f"refused without a place: {refused}"]
    return [f"{finding.code} {dict(finding.params)}" for finding in inspecting.findings(printed, sheet)]


def chosen(count: int) -> Iterator[tuple[str, str]]:
    """Yield pairs of format and payload: each format once at least, the kinds of payloads in turn."""
    chance = random.Random(SEED)  # noqa: S311 a choice, no secret
    kinds = [list(RUNS), list(SCRIPTS), list(RARE)]
    formats = chance.sample(sorted(SAMPLES), len(SAMPLES))
    for number in range(count):
        yield formats[number % len(formats)], chance.choice(kinds[number % len(kinds)])


@pytest.mark.bar("D1")
@pytest.mark.parametrize(("code", "name"), chosen(16))
def test_a_payload_in_all_text_fields_is_printed_whole(code: str, name: str) -> None:
    content = filled(catalogue().formats[code], SAMPLES[code], PAYLOADS[name])
    assert faults(code, content) == [], f"seed {SEED}"


@pytest.mark.soak
@pytest.mark.bar("D1")
@pytest.mark.parametrize("code", SAMPLES)
def test_every_payload_in_every_text_field_is_printed_whole(code: str) -> None:
    fmt, content = catalogue().formats[code], SAMPLES[code]
    wrong = {}
    for name, text in PAYLOADS.items():
        for key in (*text_fields(fmt), *row_fields(fmt, content)):
            if found := faults(code, filled(fmt, content, text, {key})):
                wrong[name, key] = found
    assert wrong == {}


def long(code: str, what: str) -> Content:
    """Return contents with as much of something as anybody has declared."""
    fmt, content = catalogue().formats[code], SAMPLES[code]
    if what == "300 goods":
        return with_goods(content, 300)
    if what == "60 containers":
        rows = tuple({**CONTAINERS[0], "container_no": f"TCLU{at:07}", "seal_no": f"CN{at:06}"} for at in range(60))
        return Content(**{**vars(content), "rows": {**content.rows, "containers": rows}})
    longest = max(text_fields(fmt).items(), key=lambda item: item[1])[0]
    return filled(fmt, content, ("The products are fit for consumption. 产品适合食用。\n" * 200)[:8000], {longest})


LONG = ("8,000 characters", "300 goods", "60 containers")


@pytest.mark.bar("D1")
@pytest.mark.parametrize(
    ("code", "what"),
    [
        pytest.param(
            code, what, marks=() if (code, what) in {("c3-1", LONG[0]), ("c2-2", LONG[2])} else pytest.mark.soak
        )
        for code in SAMPLES
        for what in LONG
    ],
)
def test_long_documents_are_printed_whole(code: str, what: str) -> None:
    assert faults(code, long(code, what)) == []


def accepted(text: str) -> str:
    """Return what a form lets through: a settled text, or nothing where it names characters as unprintable."""
    kept = settled(text, has_lines=True)
    named = [one.text for one in unprintable(kept, typeset().covers)]
    assert all(part in kept for part in named)
    return "" if named else kept


def hostile(code: str, count: int, seed: int) -> Iterator[Content]:
    """Yield contents with random texts in ten of their fields."""
    chance = random.Random(f"{seed} {code}")  # noqa: S311
    fmt, texts = catalogue().formats[code], random_texts(chance, POOLS)
    for _ in range(count):
        content, keys = SAMPLES[code], list(text_fields(fmt))
        for key in chance.sample(keys, min(10, len(keys))):
            content = filled(fmt, content, accepted(next(texts)), {key})
        yield content


@pytest.mark.bar("D5")
@pytest.mark.parametrize("count", [4, pytest.param(91, marks=pytest.mark.soak)])
@pytest.mark.parametrize("code", SAMPLES)
def test_hostile_documents_are_printed_or_refused_by_text_and_field(code: str, count: int) -> None:
    wrong = [found for content in hostile(code, count, SEED) if (found := faults(code, content))]
    assert wrong == [], f"seed {SEED}"
