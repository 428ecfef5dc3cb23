"""What documents say, in words: places by their labels, values by their kinds, rows line by line."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.views.words import content_words

SPEC = catalogue().formats["c3-1"]

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("values.consignor", SPEC.field("consignor").en),
        ("goods_lines", "Goods lines"),
        ("goods_lines.2.weight", "Goods lines, line 3 · Net weight"),
        ("goods_lines.0", "Goods lines, line 1"),
        ("values.no_such_box", "no such box"),
    ],
)
def test_a_place_is_named_by_its_label(path: str, label: str) -> None:
    assert content_words.place_label(SPEC, path) == label


def test_a_value_is_written_by_its_kind() -> None:
    assert content_words.place_text(SPEC, "values.consignor", "海盛") == "海盛"
    assert content_words.place_text(SPEC, "goods_lines.0.weight_unit", "035") == "kg"
    assert content_words.place_text(SPEC, "values.consignor", "") == ""
    key = SPEC.statements[0].key
    assert content_words.place_text(SPEC, "statements", key) == SPEC.statements[0].en.rstrip(".")


def test_a_change_of_rows_is_told_cell_by_cell() -> None:
    old, new = [{"weight": "1"}], [{"weight": "2"}, {"weight": "3"}]
    changed, added = content_words.row_lines(SPEC, "goods_lines", old, new)
    assert (changed.label, changed.old, changed.new) == ("Goods lines, line 1 · Net weight", "1", "2")
    assert (added.label, added.old) == ("Goods lines, line 2", "")
    assert "3" in added.new


def test_declared_keys_are_named_as_the_declaration_names_them() -> None:
    line = content_words.declared_line("header", "destination_country", "JPN", "KOR")
    assert (line.old, line.new) == ("Japan", "South Korea")
    assert content_words.declared_label("goods_line", "weight") == "Net weight"
    (row,) = content_words.declared_rows("Goods", "goods_line", [], [{"weight": "5"}])
    assert row.label == "Goods, line 1"
