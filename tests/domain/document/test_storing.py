"""Storing: each text as its kind keeps it, the same for contents as a whole and for one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.loader import catalogue
from app.domain.document.content import Content
from app.domain.document.storing import stored, stored_text

FMT = catalogue().formats["c3-1"]
TYPED = Content(
    values={"consignor": "\ufeff EXAMPLE CO.\t(LTD)\u200b ", "remark": "a\r\nb\u2028c", "date_of_despatch": "2026/3/1"},
    rows={"goods_lines": [{"goods_name_en": "SQUID\vRINGS", "weight": "３６,０００"}, {}]},
    statements=frozenset({"x"}),
    hidden=True,
)


def test_every_text_is_kept_as_its_kind_keeps_it() -> None:
    kept = stored(FMT, TYPED)
    assert kept.values["remark"] == "a\nb\nc"
    assert kept.values["date_of_despatch"] == "2026-03-01"
    assert kept.values["consignor"] == "EXAMPLE CO. (LTD)"
    assert kept.rows["goods_lines"][0]["goods_name_en"] == "SQUID RINGS"
    assert kept.rows["goods_lines"][0]["weight"] == "36000"
    assert (kept.rows["goods_lines"][1], kept.statements, kept.hidden) == ({}, TYPED.statements, True)
    assert stored(FMT, kept) == kept


def test_one_place_is_kept_like_the_whole() -> None:
    kept = stored(FMT, TYPED)
    for key, text in TYPED.values.items():
        assert stored_text(FMT, f"values.{key}", text) == stored_text(FMT, key, text) == kept.values[key]
    for key, text in TYPED.rows["goods_lines"][0].items():
        assert stored_text(FMT, f"goods_lines.0.{key}", text) == kept.rows["goods_lines"][0][key]


def test_what_the_format_does_not_know_keeps_its_lines() -> None:
    assert stored_text(FMT, "nonsense", "a\r\nb") == stored_text(FMT, "goods_lines.0.nonsense", "a\rb") == "a\nb"


@given(st.sampled_from([field.key for field in FMT.fields]), st.text())
def test_what_is_stored_once_stays(key: str, text: str) -> None:
    once = stored_text(FMT, key, text)
    assert stored_text(FMT, key, once) == once


@pytest.mark.parametrize("text", ["EXAMPLE CO., LTD", "NO. 1 ROAD\nDALIAN", "大连　示例有限公司", "می\u200cخواهم"])
def test_what_was_meant_arrives_byte_for_byte(text: str) -> None:
    assert stored(FMT, Content(values={"remark": text})).values["remark"] == text
