"""Forms as the data of the sheet: their words, conditions, alternatives and rows, and that they print."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.catalogue.loader import catalogue
from app.catalogue.samples import usual_content
from app.domain.document.content import Content
from app.reports.certificate import Printout, sheet_of
from app.reports.certificate_head import replacement_note
from tests.factories.paper_forms import CODES, form, small
from tests.support.papers import NUMBER, boxes_of, pages_of, printed, squeezed, text_of

if TYPE_CHECKING:
    from app.reports.sheet_data import SheetData


def data_of(code: str, **values: str) -> SheetData:
    """Return what a form prints of its sample, with other values."""
    fmt = form(code)
    content = usual_content(fmt)
    content = replace(content, values={**content.values, **values})
    return sheet_of(Printout(format=fmt, content=content, certificate_no=NUMBER))


def of_small(content: Content, **changed: Any) -> SheetData:
    """Return what the small form prints."""
    fmt = catalogue().parse_format(small(**changed))
    return sheet_of(Printout(format=fmt, content=content, certificate_no=NUMBER, copy_mark="copy"))


@pytest.mark.parametrize(("code", "sheets"), zip(CODES, (2, 2, 1, 1), strict=True))
def test_the_four_forms_print(code: str, sheets: int) -> None:
    made = printed(data_of(code))
    assert len(pages_of(made.pdf)) == sheets
    fmt = form(code)
    said = text_of(made.pdf)
    for key, value in usual_content(fmt).values.items():
        spec = fmt.field(key)
        if spec.entered_by != "system" and not spec.options and spec.kind != "date" and not spec.conditions:
            assert squeezed(value) in said, key


def test_every_language_of_the_paper_is_printed_in_its_order() -> None:
    said = text_of(printed(data_of("eaeu-fish")).pdf)
    places = [
        said.index(squeezed(word))
        for word in ("1.2 Название и адрес грузополучателя", "Name and address of consignee", "收货人名称及地址")
    ]
    assert places == sorted(places)
    assert "ОРИГИНАЛ" in said
    assert "VETERINARYCERTIFICATE" in said


def test_a_form_in_english_prints_no_chinese() -> None:
    assert not any("\u4e00" <= char <= "\u9fff" for char in text_of(printed(data_of("ippc-export")).pdf))


def test_what_a_condition_leaves_out_is_neither_printed_nor_counted() -> None:
    usual = data_of("ippc-export")
    assert {"text": "@free"} in usual["layout"]["blocks"]
    assert {"text": "@free"} not in data_of("ippc-export", practically_free="")["layout"]["blocks"]
    eu = data_of("eu-fish-crust-hc", listed="", origin="farm", farm_no="2100X")
    assert eu["lines"]["farm_no"] == []
    assert "farm_no" not in eu["chosen"]


def test_clauses_are_left_out_by_when_and_struck_by_keep() -> None:
    def clauses(**values: str) -> list[Any]:
        parts = data_of("eu-fish-crust-hc", **values)["layout"]["blocks"]
        return parts[2]["part"]["blocks"][1]["clauses"]

    assert [one["num"] for one in clauses(i20="live")] == ["{^(1)} II.1", "II.2", "II.3", "II.3"]
    assert [one["num"] for one in clauses()] == ["{^(1)} II.1", "II.2", "II.3"]
    assert clauses()[0]["keep"] == {"final": ["eu"]}


def test_titles_sections_and_side_titles_are_words() -> None:
    blocks = data_of("eu-fish-crust-hc")["layout"]["blocks"]
    assert blocks[0]["part"]["side"] == {"en": "Part I: Description of consignment"}
    assert blocks[2]["part"]["blocks"][3]["title"] == {"en": "Notes"}
    assert blocks[2]["part"]["blocks"][3]["key"] != blocks[2]["part"]["blocks"][1]["key"]
    assert data_of("ippc-export")["layout"]["blocks"][1]["section"] == {"en": "I. Description of Consignment"}


def test_rows_are_tables_in_the_order_of_their_columns() -> None:
    table = data_of("eaeu-fish")["tables"]["vessels"]
    assert table["caption"]["ru"] == "3.3 Перерабатывающие суда и холодильники"
    assert table["rows"][0] == ["F/V EXAMPLE 8", "2100/X0008", "DALIAN"]
    assert [column["zh"] for column in table["columns"]] == ["名称", "注册号", "地址"]


def test_boxes_to_tick_have_the_words_of_their_options() -> None:
    choices = data_of("eu-fish-crust-hc")["options"]["i15"]
    assert [(one["label"]["en"], one["on"]) for one in choices][:2] == [("Aircraft", False), ("Vessel", True)]


def test_head_and_foot_are_the_form_s_own() -> None:
    foot = [{"text": "@say", "when": {"way": "sea"}}, "say"]
    data = of_small(Content(values={"way": "air"}), foot=foot, mark={"copy": {"en": "THIRD COPY"}}, emblem=False)
    assert [one["en"][:7] for one in data["foot"]["statements"]] == ["It goes"]
    assert data["head"]["mark"] == {"en": "THIRD COPY"}
    assert data["head"]["emblem"] is False
    assert data["head"]["number_label"] == {"en": "No."}
    assert data["meta"]["title"] == f"SMALL FORM {NUMBER}"
    assert data["meta"]["author"] == ["CUSTOMS"]
    assert of_small(Content(), mark=False)["head"]["mark"] is None


def test_a_language_that_we_have_no_mark_in_gets_the_english_one() -> None:
    made = small(languages=["fi"])
    for item in (made["title"], made["letterhead"], *made["fields"].values(), made["texts"]["say"]):
        item["fi"] = item["en"]
    for item in (*made["fields"]["way"]["options"].values(), made["groups"]["animals"]["label"]):
        item["fi"] = item["en"]
    for item in made["groups"]["animals"]["columns"].values():
        item["fi"] = item["en"]
    data = sheet_of(Printout(format=catalogue().parse_format(made), content=Content(), certificate_no=NUMBER))
    assert data["head"]["mark"] == {"fi": "ORIGINAL"}
    assert data["head"]["number_label"] == {"fi": "No."}


def test_notes_of_reissues_are_in_a_language_of_the_paper() -> None:
    note = replacement_note("221000004178628000", issued_on="2026-11-20")
    fmt = form("ippc-export")
    data = sheet_of(Printout(format=fmt, content=usual_content(fmt), certificate_no=NUMBER, notes=[note]))
    assert data["head"]["notes"] == [note.en]
    fish = form("eaeu-fish")
    both = sheet_of(Printout(format=fish, content=usual_content(fish), certificate_no=NUMBER, notes=[note]))
    assert both["head"]["notes"] == [note.zh, note.en]


def test_a_text_alone_in_a_box_and_a_stack_print() -> None:
    made = printed(data_of("eu-fish-crust-hc"))
    assert boxes_of(made, "i03")
    assert text_of(made.pdf).count(NUMBER) == 4  # in both heads, and in its box of both parts
    assert "II.Healthinformation" in text_of(made.pdf)


def test_a_box_that_nobody_chose_a_field_for_yet_is_left_out_and_the_rest_is_drawn() -> None:
    definition = small()
    blocks = definition["layout"]["blocks"]
    blocks.append({"issue": {"sheets": "here", "rows": [[{}]]}})
    next(block for block in blocks if "rows" in block)["rows"] += [[{}], [{"w": 6}, "owner"]]
    fmt = catalogue().draft_format(definition)
    assert fmt is not None
    data = sheet_of(Printout(format=fmt, content=usual_content(fmt), certificate_no=NUMBER))
    assert printed(data).pages == 1
    assert {} not in [cell for block in data["layout"]["blocks"] for row in block.get("rows", ()) for cell in row]  # type: ignore[attr-defined]
