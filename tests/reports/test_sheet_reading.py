"""What stands in a box of a sheet: labels by language, lines, ticks, ranges, rows with their heads."""

from __future__ import annotations

from typing import Any

import pytest

from app.reports.sheet_reading import in_language, label_of, text_of

DATA: Any = {
    "fields": {
        "consignee": {"zh": "收货人", "en": "Consignee"},
        "period_from": {"zh": "日期自", "en": "Date from", "range": {"zh": "日期", "en": "Date"}},
        "state": {"zh": "状态", "en": "State"},
        "goods": {"zh": "品名", "en": "Goods"},
        "slip": {"zh": "备注"},
    },
    "lines": {"consignee": ["KIM CO.", "", "BUSAN"], "goods": ["鱼 FISH", {"see": "goods", "text": "见第 {} 页"}]},
    "options": {
        "state": [{"label": {"zh": "液体"}, "on": True}, {"label": {"zh": "固体"}, "on": False}],
    },
    "ranges": {"period_from+period_to": "1 to 3 Nov. 2026"},
    "tables": {
        "tests": {
            "caption": {"zh": "检测", "en": "TESTS"},
            "columns": [{"zh": "项目", "en": "Item"}, {"zh": "结果"}],
            "rows": [["Lead", "0.1"], ["Zinc\nCopper", " "]],
        }
    },
}


@pytest.mark.parametrize(
    ("key", "label", "text"),
    [
        ("consignee", "Consignee", "KIM CO. / BUSAN"),
        ("period_from", "Date", "1 to 3 Nov. 2026"),
        ("state", "State", "液体"),
        ("goods", "Goods", "鱼 FISH / 见第 … 页"),
        ("slip", "备注", ""),
        ("tests.0.0", "Item 1", "Lead"),
        ("tests.1.0", "Item 2", "Zinc Copper"),
        ("tests.1.1", "结果 2", ""),
        ("tests.7.0", "Item 8", ""),
        ("tests.0.9", "TESTS 1", ""),
        ("tests", "TESTS", ""),
        ("@statement", "", ""),
    ],
)
def test_a_box_is_said_as_label_and_text(key: str, label: str, text: str) -> None:
    assert (in_language(label_of(DATA, key), "en"), text_of(DATA, key)) == (label, text)
