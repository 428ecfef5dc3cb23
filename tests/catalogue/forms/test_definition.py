"""Definitions of format language 2: what each word may say, and the sentence and place where it may not."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from tests.factories.paper_forms import CODES, definition, form, small, told, with_blocks

#: word → blocks that say it rightly
RIGHT: dict[str, dict[str, Any]] = {
    "rows": {"rows": [["owner"]]},
    "w": {"rows": [[{"f": "owner", "w": 8}, {"f": "way", "w": 4}]]},
    "label in mm": {"rows": [[{"f": "owner", "label": 30}]]},
    "label top": {"rows": [["owner"]], "label": "top"},
    "label run": {"rows": [[{"f": "owner", "label": "run"}]]},
    "as checks": {"rows": [[{"f": "way", "as": "checks"}]]},
    "as range": {"rows": [[{"f": ["sent_on", "due_on"], "as": "range"}]]},
    "a text as a cell": {"rows": [[{"f": "@say"}, "owner"]]},
    "hide a cell": {"rows": [[{"f": "owner", "hide": "empty"}]]},
    "hide a block": {"rows": [["owner"]], "hide": "chosen"},
    "when on a cell": {"rows": [[{"f": "owner", "when": {"way": "sea"}}]]},
    "when on a block": {"rows": [["owner"]], "when": {"way": ["sea", "air"]}},
    "when any": {"text": "@say", "when": {"way": "any"}},
    "when none": {"text": "@say", "when": {"way": "none"}},
    "when on a free field": {"text": "@say", "when": {"owner": "any"}},
    "stack": {"rows": [["owner", {"stack": [["sent_on"], ["due_on"]]}]]},
    "table": {"table": "animals", "cols": [91, 91], "min": 3, "hide": "empty"},
    "sets": {"table": "animals", "cols": [41, 50], "sets": 2},
    "text of a field": {"text": "owner", "grow": True, "run": True, "label": "none", "mark": False},
    "section": {"section": "@say"},
    "clauses": {"clauses": [{"num": "1", "t": "@say", "sub": [{"num": "1.1", "t": "@say"}]}]},
    "clauses small": {"clauses": [{"t": "@say"}], "small": True, "title": "@say"},
    "when on an item": {"clauses": [{"t": "@say", "when": {"way": "air"}}]},
    "keep": {"clauses": [{"num": "{^1} 1", "t": "@say", "keep": {"way": "air"}}]},
    "issue here": {"issue": {"sheets": "here", "push": True, "seal": "none", "height": 20, "rows": [["owner"]]}},
    "issue with seal": {"issue": {"sheets": "here", "seal": "owner", "seal_w": 50, "low": True, "rows": [["way"]]}},
    "part": {"part": {"key": "one", "side": "@say", "blocks": [{"rows": [["owner"]]}]}},
    "space": {"space": True},
}
#: word → block that says it wrongly, and where and what the sentence is about
WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "no known block": ({"boxes": []}, "", "block_unknown"),
    "unknown word": ({"rows": [["owner"]], "colour": "red"}, ".colour", "unknown_key"),
    "unknown field": ({"rows": [["nobody"]]}, ".rows.0.0", "field_unknown"),
    "unknown field in a stack": ({"rows": [[{"stack": [["nobody"]]}]]}, ".rows.0.0.stack.0.0", "field_unknown"),
    "a name that is none": ({"rows": [["No Body"]]}, ".rows.0.0", "not_a_key"),
    "w of 13": ({"rows": [[{"f": "owner", "w": 13}]]}, ".rows.0.0.w", "out_of_range"),
    "row not full": ({"rows": [[{"f": "owner", "w": 5}]]}, ".rows.0", "row_widths"),
    "row too full": ({"rows": [[{"f": "owner", "w": 8}, {"f": "way", "w": 8}]]}, ".rows.0", "row_widths"),
    "empty row": ({"rows": [[]]}, ".rows.0", "row_empty"),
    "empty cell": ({"rows": [[{"w": 12}]]}, ".rows.0.0", "cell_empty"),
    "label of 500 mm": ({"rows": [["owner"]], "label": 500}, ".label", "out_of_range"),
    "label wider than its box": ({"rows": [["owner", "way"]], "label": 85}, ".rows.0.0", "label_too_wide"),
    "label beside": ({"rows": [["owner"]], "label": "beside"}, ".label", "wrong_kind"),
    "checks of a text": ({"rows": [[{"f": "owner", "as": "checks"}]]}, ".rows.0.0", "checks_without_options"),
    "range of texts": ({"rows": [[{"f": ["owner", "sent_on"]}]]}, ".rows.0.0", "span_of_no_dates"),
    "hide never": ({"rows": [[{"f": "owner", "hide": "never"}]]}, ".rows.0.0.hide", "not_a_choice"),
    "when of nobody": ({"text": "@say", "when": {"nobody": "any"}}, ".when", "field_unknown"),
    "when of no option": ({"text": "@say", "when": {"way": "rail"}}, ".when", "option_unknown"),
    "when of nothing": ({"text": "@say", "when": {"way": []}}, ".when.way", "too_short"),
    "when read as a boolean": ({"text": "@say", "when": {"way": False}}, ".when.way", "wrong_kind"),
    "stack too deep": (
        {"rows": [[{"stack": [[{"stack": [[{"stack": [["owner"]]}]]}]]}]]},
        ".rows.0.0.stack.0.0.stack.0.0.stack",
        "stack_too_deep",
    ),
    "unknown rows": ({"table": "birds", "cols": [182]}, ".table", "group_unknown"),
    "table too narrow": ({"table": "animals", "cols": [90, 90]}, "", "table_width"),
    "table with a width too few": ({"table": "animals", "cols": [182]}, "", "table_columns"),
    "column of no width": ({"table": "animals", "cols": [0, 182]}, ".cols.0", "out_of_range"),
    "unknown text": ({"text": "@nothing"}, ".text", "text_unknown"),
    "section without @": ({"section": "say"}, ".section", "no_text_name"),
    "no clauses": ({"clauses": []}, ".clauses", "too_short"),
    "number of a clause": ({"clauses": [{"num": 4.1, "t": "@say"}]}, ".clauses.0.num", "needs_quotes"),
    "keep of no option": ({"clauses": [{"t": "@say", "keep": {"way": "rail"}}]}, ".clauses.0.keep", "option_unknown"),
    "mark of nothing": ({"clauses": [{"num": "{^", "t": "@say"}]}, ".clauses.0.num", "piece_wrong"),
    "issue elsewhere": ({"issue": {"rows": [["owner"]], "sheets": "last"}}, ".issue.sheets", "not_a_choice"),
    "issue of 300 mm": ({"issue": {"rows": [["owner"]], "height": 300}}, ".issue.height", "out_of_range"),
    "seal of nobody": (
        {"issue": {"sheets": "here", "rows": [["owner"]], "seal": "nobody"}}, ".issue.seal", "field_unknown"
    ),
    "part without side": ({"part": {"key": "a", "blocks": [{"rows": [["owner"]]}]}}, ".part.side", "needed"),
    "page first": ({"page": True}, "", "page_without_blocks"),
    "page no": ({"page": False}, ".page", "not_a_choice"),
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_a_form_is_read_and_written_alike(code: str) -> None:
    fmt = form(code)
    written = fmt.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert written["format"] == 2
    again = Format.model_validate(written)
    assert again.model_dump(mode="json", by_alias=True, exclude_defaults=True) == written
    assert [one.key for one in again.fields] == [one.key for one in fmt.fields]
    assert again.columns == fmt.columns


@pytest.mark.parametrize("block", RIGHT.values(), ids=RIGHT)
def test_a_word_is_accepted(block: dict[str, Any]) -> None:
    assert told(with_blocks(block)) == {}


@pytest.mark.parametrize(("block", "place", "code"), WRONG.values(), ids=WRONG)
def test_a_wrong_word_is_refused_at_its_place(block: dict[str, Any], place: str, code: str) -> None:
    found = [fault for fault in catalogue().format_faults(with_blocks(block)) if fault.code == code]
    assert [fault.place for fault in found][:1] == [f"layout.blocks.0{place}"]
    assert found[0].text.startswith(found[0].place)


@pytest.mark.parametrize(
    ("changed", "place", "code"),
    [
        ({"languages": []}, "languages", "too_short"),
        ({"languages": ["english"]}, "languages.0", "no_language"),
        ({"languages": [False]}, "languages.0", "needs_quotes"),
        ({"format": 3}, "format", "not_a_choice"),
        ({"title": {1: "FORM"}}, "title.1", "needs_quotes"),
        ({"number_label": {"en": 7}}, "number_label.en", "needs_quotes"),
        ({"mark": {"third": {"en": "THIRD"}}}, "mark.third", "not_a_choice"),
        ({"destinations": ["Japan"]}, "destinations.0", "no_country"),
        ({"about": {"source": "x", "date": "2026", "state": "invented"}}, "about.state", "not_a_choice"),
        ({"about": {"source": "x", "date": "soon", "state": "official"}}, "about.date", "no_day"),
        ({"emblem": "yes please"}, "emblem", "wrong_kind"),
        ({"words": {}}, "words", "unknown_key"),
        ({"fields": {"owner": {"en": "Owner", "the address": None}}}, "fields.0.the address", "comma_unquoted"),
        ({"fields": {"owner": {"en": "Owner", "kind": "song"}}}, "fields.0.kind", "not_a_choice"),
        ({"fields": {"owner": "Owner"}}, "fields.0", "wrong_kind"),
        ({7: "x"}, "7", "key_no_text"),
    ],
)
def test_a_wrong_entry_is_refused_at_its_place(changed: dict[str, Any], place: str, code: str) -> None:
    assert (code, place) in [(one.code, one.place) for one in catalogue().format_faults({**small(), **changed})]


def test_old_formats_stay_word_for_word() -> None:
    for fmt in catalogue().formats.values():
        assert fmt.form is None
        assert fmt.languages == (("zh", "en") if fmt.bilingual else ("zh",))
    assert "unknown_key" in told({**definition("ippc-export"), "title_zh": "证书"})
