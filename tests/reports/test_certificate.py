"""The printed sheets as HTML: what stands in the boxes, what continues, previews and several documents."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest

from app.catalogue.loader import catalogue
from app.domain.document.content import Content
from app.reports.certificate import (
    CertificatePages,
    Preview,
    Printout,
    certificate_html,
    certificates_html,
    document_of,
    paper_css,
)
from app.reports.sheets import Boxes, Text
from tests.factories.contents import SAMPLES, with_value

NUMBER = "221000004178628001"


FORMATS = tuple(SAMPLES)


PREVIEW = Preview("my0003", date(2021, 3, 16))


def lay_out(code: str, content: Content | None = None, **options: object) -> CertificatePages:
    options.setdefault("certificate_no", NUMBER)
    return certificate_html(catalogue().formats[code], content or SAMPLES[code], **options)  # type: ignore[arg-type]


def words(pages: CertificatePages) -> str:
    body = re.sub(r"</?span>", "", pages.html.partition("<body>")[2])
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_every_format_of_the_catalogue_has_a_sample() -> None:
    assert set(FORMATS) == set(catalogue().formats)


@pytest.mark.parametrize("code", FORMATS)
def test_a_usual_document_fits_on_one_sheet(code: str) -> None:
    pages = lay_out(code)
    assert pages.pages == pages.html.count('<div class="page') == 1


@pytest.mark.parametrize("code", FORMATS)
def test_every_label_of_the_layout_is_printed(code: str) -> None:
    text = words(lay_out(code))
    format_ = catalogue().formats[code]
    document = document_of(Printout(format=format_, content=SAMPLES[code], certificate_no=NUMBER))
    labels = [
        box.label
        for block in document.sheets[0].blocks
        if isinstance(block, Boxes)
        for row in block.rows
        for box in row
    ]
    assert labels
    for label in labels:
        assert label.zh in text
        assert bool(label.en) == format_.bilingual


@pytest.mark.parametrize("code", ["3-2", "3-3", "5-3"])
def test_slips_are_in_chinese_only(code: str) -> None:
    pages = lay_out(code)
    assert "zh-only" in pages.html
    assert "2026年11月" in pages.html
    assert " Nov. " not in pages.html


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
    text = words(lay_out("c3-1", content, preview=PREVIEW, certificate_no=""))
    for printed in ("~ 30 kg", "~ 30 密封", "1345678", "0009", "2220", "1 Mar. 2021", "9 Mar. 2021", "Remark: *****"):
        assert printed in text
    assert "预览 PREVIEW 2021/3/16 my0003" in text


def test_an_empty_document_still_lays_out_every_format() -> None:
    for code in FORMATS:
        assert lay_out(code, Content(), certificate_no="", preview=PREVIEW).pages == 1


def test_a_consignee_that_is_left_out_prints_asterisks_and_missing_marks_print_nm() -> None:
    text = words(lay_out("c3-1", with_value(SAMPLES["c3-1"], consignee="", marks_and_numbers="")))
    assert "Name and Address of Consignee ***" in text
    assert "Mark &amp; No. N/M" in text


@pytest.mark.parametrize("sort", ["latin", "chinese", "paragraphs"])
def test_a_long_attestation_continues_without_losing_a_word(sort: str) -> None:
    texts = {
        "latin": "The goods were processed hygienically in an approved establishment. " * 117,
        "chinese": "兹证明上述产品来自安全非疫区的健康动物，经检验未发现传染病症状。" * 250,
        "paragraphs": "1. 感官检验：合格。\nOrganoleptic examination: passed.\n" * 170,
    }
    text = texts[sort][:8000].strip()
    document = document_of(
        Printout(
            format=catalogue().formats["c3-1"],
            content=with_value(SAMPLES["c3-1"], attestation=text),
            certificate_no=NUMBER,
        )
    )
    parts = [b for s in document.sheets for b in s.blocks if isinstance(b, Text) and b.key == "attestation"]
    assert len(parts) > 1
    printed = "".join(str(p.text) for part in parts for p in part.paragraphs)
    assert "".join(printed.split()) == "".join(text.split())
    assert [part.ending for part in parts] == ["continued"] * (len(parts) - 1) + ["mark"]


def test_a_box_that_does_not_fit_says_where_it_goes_on() -> None:
    long_names = "WAREHOUSE ROAD 12, " * 25
    content = with_value(
        SAMPLES["c5-1"], consignor=long_names, consignee=long_names, to_nppo=long_names, marks_and_numbers=long_names
    )
    pages = lay_out("c5-1", content)
    assert pages.pages > 1
    assert "见续页，第 2 页 see continuation sheet, page 2" in words(pages)
    assert words(pages).count(long_names.split(", ", maxsplit=1)[0]) >= 4 * 25


def test_the_alternative_statement_and_the_optional_clause_are_printed_when_chosen() -> None:
    usual = words(lay_out("c5-1", replace(SAMPLES["c5-1"], statements=frozenset())))
    assert "They are deemed" not in usual
    assert "conform with the current phytosanitary requirements of the importing country/region" in usual
    chosen = frozenset({"certifying_statement_ippc_model", "practically_free_clause"})
    other = words(lay_out("c5-1", replace(SAMPLES["c5-1"], statements=chosen)))
    assert "regulated non-quarantine pests. They are deemed to be practically free" in other
    assert "importing country/region" not in other


def test_the_blank_form_may_leave_its_boxes_out() -> None:
    assert "Name and Address of Consignor" not in words(lay_out("general", replace(SAMPLES["general"], hidden=True)))


def test_the_blank_form_has_the_title_that_was_typed() -> None:
    text = words(lay_out("general"))
    assert "自由销售证书 CERTIFICATE OF FREE SALE" in text
    assert "证书名称" not in text


def test_choices_are_ticked_in_drawn_boxes() -> None:
    html = lay_out("3-2").html
    assert '<span class="box">×</span>海运' in html
    assert '<span class="box"></span>空运' in html
    assert '<span class="box">×</span>危险货物' in html


@pytest.mark.parametrize("code", FORMATS)
def test_only_previews_carry_watermark_and_not_issued(code: str) -> None:
    preview, issued = lay_out(code, preview=PREVIEW), lay_out(code)
    assert preview.html.count("<svg") == preview.pages
    assert "未签发" in preview.html
    assert "my0003" in words(preview)
    assert "<svg" not in issued.html
    assert "未签发" not in issued.html


def test_what_is_typed_never_becomes_markup() -> None:
    hostile = "</style><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    values = dict.fromkeys(SAMPLES["c3-1"].values, hostile)
    pages = lay_out("c3-1", Content(values=values), certificate_no=hostile, preview=Preview(hostile, date(2026, 1, 1)))
    assert "<script" not in pages.html
    assert "<img" not in pages.html
    assert "49" not in words(pages).replace("2049", "")
    assert pages.html.count("</style>") == 1


def test_the_style_is_allowed_by_its_hash_or_a_nonce() -> None:
    pages = lay_out("c3-1", nonce="abc")
    style = re.search(r'<style nonce="abc">(.*?)</style>', pages.html, re.DOTALL)
    assert style is not None
    assert style[1] == paper_css()
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert pages.style_hash == f"'sha256-{digest}'"


def test_the_page_asks_for_nothing_outside() -> None:
    html = lay_out("c3-1", preview=PREVIEW).html.replace("http://www.w3.org/", "")
    assert "http" not in html
    assert "<script" not in html
    assert "url(" not in html


def test_several_documents_stand_one_after_the_other() -> None:
    printouts = [
        Printout(format=catalogue().formats[code], content=SAMPLES[code], certificate_no=f"{NUMBER[:-3]}{at:03}")
        for at, code in enumerate(FORMATS)
    ]
    pages = certificates_html(printouts)
    assert pages.pages == len(FORMATS)
    assert pages.html.count('class="page end') == 1
    assert pages.html.count("<!doctype html>") == 1


def test_characters_that_cannot_be_printed_are_left_out() -> None:
    text = words(lay_out("c3-1", with_value(SAMPLES["c3-1"], consignor="AB\x00C\u202eDEF\ud800")))
    assert "ABCDEF" in text
