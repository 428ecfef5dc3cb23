"""What each kind of reissue may change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.catalogue.loader import catalogue
from app.domain.document.content import Content
from app.domain.document.reissues import RULES, Openness, ReissueKind
from app.domain.workflow import Validity
from app.models.application import REISSUE_KINDS
from tests.factories.contents import SAMPLES

SPEC = catalogue().formats["c3-1"]
OLD = replace(SAMPLES["c3-1"], values={**SAMPLES["c3-1"].values, "remark": ""})


def _opened(kind: str, origin: Content = OLD) -> Openness:
    return Openness(kind=ReissueKind(kind), spec=SPEC, origin=origin)


def test_the_table_has_a_row_for_every_kind() -> None:
    assert set(RULES) == set(ReissueKind)
    assert {kind.value for kind in ReissueKind} == set(REISSUE_KINDS)
    assert {kind.value: rule.old for kind, rule in RULES.items()} == {
        "supplement": Validity.SUPPLEMENTED,
        "change": Validity.REPLACED,
        "replace": Validity.REPLACED,
        "second_original": None,
    }


@pytest.mark.parametrize(
    ("kind", "consignee", "remark", "goods"),
    [("supplement", False, True, False), ("change", True, True, True), ("replace", True, True, True),
     ("second_original", False, False, False)],
)  # fmt: skip
def test_a_kind_opens_what_its_row_says(kind: str, consignee: bool, remark: bool, goods: bool) -> None:  # noqa: FBT001
    opened = _opened(kind)
    assert opened.is_value_open("consignee") is consignee
    assert opened.is_value_open("remark") is remark
    assert opened.is_group_open("goods_lines") is goods
    assert not opened.is_header_open("inspection_no")
    new = replace(OLD, values={**OLD.values, "consignee": "X"})
    assert opened.closed(OLD, new) == ([] if consignee else ["values.consignee"])


def test_a_supplement_fills_what_was_empty_and_adds_rows_that_were_not_there() -> None:
    opened = _opened("supplement", replace(OLD, values={"consignor": "A"}, rows={}))
    assert not opened.is_value_open("consignor")
    assert opened.is_value_open("consignee")
    assert opened.is_group_open("containers")
    assert _opened("supplement").is_group_open("test_items")


def test_empty_rows_and_cells_are_no_change() -> None:
    emptied = replace(OLD, rows={**OLD.rows, "write_offs": [{"a": ""}]})
    assert _opened("second_original").closed(OLD, emptied) == []
