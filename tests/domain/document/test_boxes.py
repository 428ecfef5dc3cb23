"""From a box of the paper to the entry behind it: fields, rows, tables, and what nobody enters."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.domain.document.boxes import entry_of
from tests.factories.shapes import box, form, goods_box, table

FORM = form(
    box("consignee"),
    box("officer", entered_by="customs"),
    box("certificate_no", entered_by="system"),
    goods_box("weights", "amounts", "weight", "weight_unit"),
    tables=(table("tests", "test_item"),),
)
COLUMNS = {"goods": ("", "weights"), "tests": ("result",)}


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        ("consignee", "values.consignee"),
        ("officer", "values.officer"),
        ("certificate_no", ""),
        ("weights", "goods_lines.0.weight"),
        ("goods.4.1", "goods_lines.4.weight"),
        ("goods.4.0", "goods_lines.4."),
        ("tests.3.0", "test_items.3.result"),
        ("tests.3.7", "test_items.3."),
        ("tests", "test_items.0.result"),
        ("tests.x.0", ""),
        ("@certifying_statement", ""),
        ("unknown.1", ""),
    ],
)
def test_a_box_leads_to_its_entry(key: str, entry: str) -> None:
    assert entry_of(FORM, key, COLUMNS) == entry


@pytest.mark.parametrize("code", catalogue().formats)
def test_every_box_that_an_applicant_fills_in_leads_somewhere(code: str) -> None:
    spec = catalogue().formats[code]
    assert all(entry_of(spec, field.key, {}) for field in spec.fields if field.entered_by == "applicant")
