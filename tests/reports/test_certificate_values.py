"""Texts for the paper have nothing in them that no glyph shows or that turns the line round."""

from __future__ import annotations

import pytest

from app.domain.document.content import Content
from app.reports.certificate_values import clean, cleaned


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("冻鱼\r\nfrozen\rfish", "冻鱼\nfrozen\nfish"),
        ("a\tb", "a b"),
        ("a\x1b\u202eb\u200b", "ab"),
        ("a\u2028b", "a\nb"),
        ("می\u200cخ", "می\u200cخ"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_a_text_keeps_what_can_be_printed(typed: str, printed: str) -> None:
    assert clean(typed) == printed


def test_values_and_rows_are_cleaned_alike() -> None:
    content = cleaned(Content(values={"remark": "a\x07"}, rows={"goods_lines": [{"brand": "b\u202e"}]}))
    assert content.values == {"remark": "a"}
    assert [dict(row) for row in content.rows["goods_lines"]] == [{"brand": "b"}]
