"""Comparing text with what was read back: the same words are found however they were set, other words are not."""

from __future__ import annotations

import pytest

from app.reports.read_text import folded, missing, runs_from_the_right

#: written, read, and why that is the same text
SAME = {
    "blanks and line ends": ("12 EXAMPLE ROAD, BUSAN", "12 EXAMPLE\r\nROAD,BUSAN"),
    "ligatures": ("office", "o\ufb03ce"),
    "composed letters": ("Ằ", "A\u0306\u0300"),
    "widths": ("ＡＢＣ１２３", "ABC123"),
    "hyphens of one look": ("A\u2010B\u2011C", "A-B-C"),
    "what draws nothing": ("冻\u200b鱼\ufe00", "冻鱼"),
    "Arabic in the order of the eye": ("شركة (لا)", ")لا) شركة"),
    "Arabic in shaped letters": ("لا", "\ufefb"),
    "Khmer with a cluster told twice": ("កម្ពុជា", "កម្ពុម្ពុជា"),
    "Devanagari with a cluster told twice": ("निर्यात", "निर्यार्यात"),
    "compatible ideographs": ("金", "金"),
}
#: written, read, and what is said to be missing
OTHER = {
    "the end is cut off": ("FROZEN POLLOCK FILLETS", "FROZEN POLL", "OCK FILLETS"),
    "all is cut off": ("FROZEN", "", "FROZEN"),
    "a digit is another": ("TCLU0009120", "TCLU0009129", "0"),
    "the order is another": ("12", "21", "2"),
    "a lookalike": ("ABC", "АBC", "ABC"),
    "Arabic lacks a letter": ("شركة", "شرة", "ك"),
    "twice was written, once is read": ("شش", "ش", "ش"),
    "hyphens are no dashes": ("A-B", "A–B", "-B"),
    "a replaced character": ("A\ufffdB", "AB", "\ufffdB"),
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_words_are_found_however_they_are_set(case: str) -> None:
    written, read = SAME[case]
    assert missing((written,), [folded(read)]) == ""


@pytest.mark.parametrize("case", OTHER)
def test_what_is_not_there_is_named(case: str) -> None:
    written, read, lacking = OTHER[case]
    assert missing((written,), [folded(read)]) == lacking


def test_lines_are_found_one_after_the_other() -> None:
    assert missing(("one", "two", "one"), ["Labelonetwoone"]) == ""
    assert missing(("one", "two", "one"), ["Labelonetwo"]) == "one"
    assert missing(("one", "two"), ["twoone"]) == "two"


def test_a_line_goes_on_on_the_next_sheet_below_its_head() -> None:
    line = "LOT-1,LOT-2,LOT-3,LOT-4"
    assert missing((line, "end"), ["LabelLOT-1,LOT-2,", "HeadLOT-3,LOT-4end"]) == ""
    assert missing((line,), ["LOT-1,", "HeadLOT-2,LOT-3,", "HeadLOT-4"]) == ""
    assert missing((line,), ["LOT-1,LOT-2,", "HeadLOT-4"]) == "3,LOT-4"
    assert missing((line,), ["LOT-1,LOT-2,tail", "HeadLOT-3,LOT-4"]) != "", "only the end of a part goes on"
    assert missing((line,), []) == line


def test_beside_arabic_only_which_characters_there_are_is_compared() -> None:
    assert missing(("一般货物",), [folded("物货般一")]) == "般货物"
    assert missing(("一般货物",), [folded("物货般一")], is_in_order=False) == ""
    assert missing(("一般货物",), [folded("物般一")], is_in_order=False) == "货"
    assert runs_from_the_right("رقم 123")
    assert not runs_from_the_right("No. 123 冻鱼 ក")
