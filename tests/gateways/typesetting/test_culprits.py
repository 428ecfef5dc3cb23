"""Finding the line that the engine does not bear."""

from __future__ import annotations

from app.gateways.typesetting.culprits import boxes_with, culprit
from app.gateways.typesetting.port import Sheet

SHEET = Sheet(title="x", data={"lines": {f"box{n}": [f"line {n}", f"second {n}"] for n in range(300)}, "other": 1})


def fails_with(text: str, tried: list[Sheet] | None = None):  # noqa: ANN201 a lambda's type says it
    def fails(sheet: Sheet) -> bool:
        if tried is not None:
            tried.append(sheet)
        return text in sheet.json

    return fails


def test_one_line_of_six_hundred_is_found_in_few_tries() -> None:
    tried: list[Sheet] = []
    assert culprit(SHEET, fails_with("second 217", tried)) == ("second 217", "box217")
    assert len(tried) < 21
    assert all(sheet.data["other"] == 1 for sheet in tried)


def test_what_is_not_one_line_alone_is_not_blamed_on_one() -> None:
    assert culprit(SHEET, lambda sheet: "line 1" in sheet.json and "second 299" in sheet.json) == ("", "")
    assert culprit(Sheet(title="x", data={}), fails_with("x")) == ("", "")


def test_boxes_are_known_by_their_lines() -> None:
    assert boxes_with("line 250", SHEET) == ["box250"]
    assert len(boxes_with("line", SHEET)) == 300
    assert boxes_with("nowhere", SHEET) == []
