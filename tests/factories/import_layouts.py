"""A small layout of import files: a header with a number, goods lines, and lists within a cell."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from app.domain.imports.layout import ImportLayout, ImportTable


def field(key: str, kind: str = "text", **given: Any) -> Any:
    """Make a field of an import."""
    plain = {
        "zh": key, "en": key, "max_length": 20, "decimals": 2, "required": False, "code_list": None, "options": (),
        "items": None,
    }  # fmt: skip
    return SimpleNamespace(**{**plain, **given, "key": key, "kind": kind})


NUMBER = field("inspection_no", zh="报检号", en="Inspection no.", required=True)
COUNTRY = field("country", "country", zh="目的国（地区）", en="Country/Region", code_list="countries", required=True)
HEADER = ImportTable(key="declaration", zh="报检单", en="Declaration", fields=(NUMBER, COUNTRY, field("note")))
GOODS = ImportTable(
    key="goods_lines",
    zh="货物",
    en="Goods",
    fields=(field("line_no", "int"), field("weight", "decimal", zh="重量", en="Weight", required=True), field("brand")),
    is_needed=True,
)
BOXES = ImportTable(key="containers", zh="集装箱", en="Containers", fields=(field("container_no"),))
LAYOUT = ImportLayout(number="inspection_no", header=HEADER, tables=(GOODS, BOXES), items={}, notes=frozenset({"help"}))
