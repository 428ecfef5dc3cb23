"""The data of a document: what stands in its boxes, what points to a list, previews, markings, what the PDF says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.catalogue.loader import catalogue
from app.domain.document.content import Content
from app.reports.certificate import PAPER, CodePlace, Preview
from tests.factories.contents import SAMPLES, with_value
from tests.support.papers import (
    FORMATS,
    NUMBER,
    boxes_of,
    data_of,
    letters,
    pages_of,
    printed,
    sample,
    squeezed,
    text_of,
)

if TYPE_CHECKING:
    from app.reports.sheet_data import SheetData

PREVIEW = Preview("my0003", date(2021, 3, 16))


def said(data: SheetData, key: str) -> list[str]:
    """Return the lines of a field."""
    return [line if isinstance(line, str) else line["text"] for line in data["lines"][key]]


def test_every_format_of_the_catalogue_has_a_sample() -> None:
    assert set(FORMATS) == set(catalogue().formats)


@pytest.mark.parametrize("code", FORMATS)
def test_the_data_is_plain(code: str) -> None:
    data = data_of(code, preview=PREVIEW)
    assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize("code", FORMATS)
def test_a_usual_document_stands_on_one_sheet_at_the_normal_size(code: str) -> None:
    made = sample(code)
    assert (made.pages, made.step) == (1, "normal")


@pytest.mark.parametrize("code", FORMATS)
def test_every_field_of_the_layout_has_its_box(code: str) -> None:
    data = data_of(code)
    cells = [cell for block in data["layout"]["blocks"] for row in block.get("rows", ()) for cell in row]  # type: ignore[attr-defined]
    keys = [cell if isinstance(cell, str) else cell["f"] for cell in cells]
    wanted = {key if isinstance(key, str) else key[0] for key in keys}
    left_out = {c["f"] for c in cells if not isinstance(c, str) and c.get("hide") and not said(data, c["f"])}
    assert wanted - left_out <= {box.key for box in sample(code).boxes}


@pytest.mark.parametrize("code", ["3-2", "3-3", "5-3"])
def test_slips_are_in_chinese_below_their_titles(code: str) -> None:
    data = data_of(code)
    assert data["lang"] == ["zh"]
    assert data["head"]["languages"] == ["zh", "en"]
    text = text_of(sample(code).pdf)
    assert squeezed(catalogue().formats[code].title_en) in text
    assert "2026年11月" in text
    assert "Nov." not in text


def test_the_sample_of_the_manual_prints_as_in_the_manual() -> None:
    content = Content(
        values={
            "consignor": "韩国", "consignee": "美国", "marks_and_numbers": "1345678", "place_of_despatch": "大连",
            "country_and_place_of_destination": "阿塞拜疆", "means_of_conveyance": "飞机",
            "date_of_despatch": "2021-03-01", "place_of_issue": "大连", "date_of_issue": "2021-03-09",
            "official_veterinarian": "兽医",
        },
        rows={
            "goods_lines": ({"goods_name_zh": "鱼", "weight": "30", "weight_unit": "kg", "origin_place": "大连",
                             "package_count": "30", "package_type": "密封"},),
            "containers": ({"container_no": "0009", "seal_no": "2220"},),
        },
    )  # fmt: skip
    text = text_of(printed(data_of("c3-1", content, preview=PREVIEW, certificate_no=""), is_final=False).pdf)
    for words in ("~30kg", "~30密封", "1345678", "0009", "2220", "1Mar.2021", "9Mar.2021", "Remark:*****"):
        assert words in text
    assert "预览PREVIEW2021/3/16my0003" in text


@pytest.mark.parametrize("code", FORMATS)
def test_an_empty_document_still_prints(code: str) -> None:
    assert printed(data_of(code, Content(), certificate_no="", preview=PREVIEW), is_final=False).pages == 1


def test_a_consignee_that_is_left_out_prints_asterisks_and_missing_marks_print_nm() -> None:
    data = data_of("c3-1", with_value(SAMPLES["c3-1"], consignee="", marks_and_numbers=""))
    assert (said(data, "consignee"), said(data, "marks_and_numbers")) == (["***"], ["N/M"])


@pytest.mark.parametrize("sort", ["latin", "chinese", "paragraphs"])
def test_a_long_attestation_continues_without_losing_a_word(sort: str) -> None:
    texts = {
        "latin": "The goods were processed hygienically in an approved establishment. " * 117,
        "chinese": "兹证明上述产品来自安全非疫区的健康动物，经检验未发现传染病症状。" * 250,
        "paragraphs": "1. 感官检验：合格。\nOrganoleptic examination: passed.\n" * 150,
    }
    text = texts[sort][:8000].strip()
    made = printed(data_of("c3-1", with_value(SAMPLES["c3-1"], attestation=text)))
    assert made.pages > 1
    assert [box.page for box in boxes_of(made, "attestation")] == [*range(1, made.pages + 1)]
    pages = pages_of(made.pdf)
    assert all("Continuedonpage" in page for page in pages[:-1])
    assert all("内容（续）Content(continued)" in page for page in pages[1:])
    places = boxes_of(made, "attestation")
    inside = [
        x for x in letters(made.pdf) if any(box.page == x.page and box.y < x.top < box.y + box.height for box in places)
    ]
    assert "".join(letter.char for letter in inside) == f"内容Content{squeezed(text)}*****"


def test_long_boxes_go_on_in_the_order_of_the_layout() -> None:
    long = "WAREHOUSE ROAD 12, " * 60
    content = with_value(SAMPLES["c5-1"], consignor=long, consignee=long, to_nppo=long, marks_and_numbers=long)
    made = printed(data_of("c5-1", content))
    assert made.pages > 1
    assert text_of(made.pdf).count("WAREHOUSEROAD12,") == 4 * 60
    tops = [(box.page, box.y) for key in ("to_nppo", "consignor", "consignee") for box in boxes_of(made, key)]
    assert tops == sorted(tops)


def test_the_alternative_statement_and_the_optional_clause_are_printed_when_chosen() -> None:
    key = "certifying_statement_cn_form"
    usual = data_of("c5-1", replace(SAMPLES["c5-1"], statements=frozenset()))["texts"][key]["en"]
    assert "They are deemed" not in usual
    assert "conform with the current phytosanitary requirements of the importing country/region" in usual
    chosen = frozenset({"certifying_statement_ippc_model", "practically_free_clause"})
    other = data_of("c5-1", replace(SAMPLES["c5-1"], statements=chosen))["texts"][key]["en"]
    assert "regulated non-quarantine pests. They are deemed to be practically free" in other
    assert "importing country/region" not in other


def test_a_statement_that_has_a_place_of_its_own_is_printed_there_only() -> None:
    spec = catalogue().formats["c5-1"]
    places = [*spec.layout.blocks]
    at = next(n for n, block in enumerate(places) if getattr(block, "text", "").startswith("@"))
    places.insert(at + 1, type(places[at])(text="@practically_free_clause"))
    spec = spec.model_copy(update={"layout": spec.layout.model_copy(update={"blocks": tuple(places)})})
    from app.reports.certificate import Printout, sheet_of

    texts = sheet_of(Printout(format=spec, content=SAMPLES["c5-1"], certificate_no=NUMBER))["texts"]
    assert "They are deemed" not in texts["certifying_statement_cn_form"]["en"]
    assert texts["practically_free_clause"]["en"] == "They are deemed to be practically free from other pests."


def test_the_blank_form_may_leave_its_boxes_out() -> None:
    text = text_of(printed(data_of("general", replace(SAMPLES["general"], hidden=True))).pdf)
    assert "NameandAddressofConsignor" not in text


def test_the_blank_form_has_the_title_that_was_typed() -> None:
    text = text_of(sample("general").pdf)
    assert "自由销售证书CERTIFICATEOFFREESALE" in text
    assert "证书名称" not in text


def test_choices_are_ticked_in_drawn_boxes() -> None:
    options = data_of("3-2")["options"]
    ticked = {choice["label"]["zh"]: choice["on"] for choices in options.values() for choice in choices}
    assert (ticked["海运"], ticked["空运"], ticked["危险货物"]) == (True, False, True)
    assert "海运" in text_of(sample("3-2").pdf)


@pytest.mark.parametrize("code", FORMATS)
def test_only_previews_say_that_they_are_not_issued(code: str) -> None:
    preview = text_of(printed(data_of(code, preview=PREVIEW), is_final=False).pdf)
    assert "未签发NOTISSUED" in preview
    assert preview.count("my0003") == 1  # in the foot: the watermark stays out of the text layer
    assert "未签发" not in text_of(sample(code).pdf)


def test_markings_stand_across_the_sheet_and_in_words_at_its_foot() -> None:
    plain, marked = sample("c3-1"), printed(data_of("c3-1", markings=("void", "viewing_only")))
    assert text_of(marked.pdf).count("作废VOID") == text_of(marked.pdf).count("仅供查阅FORVIEWINGONLY") == 1
    assert "作废" not in text_of(plain.pdf)
    assert marked.pdf.count(b"/Pattern") >= plain.pdf.count(b"/Pattern")


def test_a_code_of_31_mm_fits() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1H0z"/></svg>'
    assert printed(data_of("c5-1", code=CodePlace(size=31, svg=square))).pages == 1


def test_what_is_typed_is_never_evaluated() -> None:
    hostile = '#let x = 1 $ * @ref <label> #panic() #read("/etc/passwd") [*b*] _i_ {{ 7*7 }} \\ // /* "q"'
    values = dict.fromkeys(SAMPLES["c3-1"].values, hostile)
    made = printed(data_of("c3-1", Content(values=values), preview=Preview(hostile, date(2026, 1, 1))), is_final=False)
    assert text_of(made.pdf).count(squeezed(hostile)) >= len(values) - 3


def test_the_pdf_says_what_it_is() -> None:
    meta = data_of("c3-1")["meta"]
    assert meta["title"] == f"兽医（卫生）证书 VETERINARY (HEALTH) CERTIFICATE {NUMBER}"
    assert meta["date"] == {"year": 2026, "month": 11, "day": 26}
    assert (PAPER / "sheet.typ").is_file()
