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
from tests.factories.shapes import box, form

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


SMALL = form(
    box("consignor"), box("remark"), box("findings", "richtext"), box("attestation", "textarea"),
)  # fmt: skip
ISSUED = Content(
    values={"consignor": "HAIAN", "remark": "NONE", "findings": "<p>NONE</p>", "attestation": "FIT", "vessel": " "},
    rows={"goods_lines": [{"weight": "1"}], "treatments": [{"method": "HEAT"}], "test_items": [{"test": "LEAD"}]},
)


def opened(kind: str) -> Openness:
    return Openness(kind=ReissueKind(kind), spec=SMALL, origin=ISSUED)


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        ("values.consignor", False), ("values.attestation", False), ("values.remark", True), ("values.findings", True),
        ("values.vessel", True), ("values.not_on_the_form", True),
        ("goods_lines.0.weight", False), ("treatments.0.method", True), ("test_items.0.test", True),
        ("containers.0.seal_no", True),
    ],
)  # fmt: skip
def test_a_supplement_may_add_findings_treatments_and_remarks_and_nothing_that_was_certified(
    path: str,
    is_open: bool,  # noqa: FBT001
) -> None:
    assert opened("supplement").is_path_open(path) is is_open
    assert opened("change").is_path_open(path)
    assert not opened("second_original").is_path_open(path)


HEADER = ("inspection_no", "declaring_customs", "declaration_date", "producer")


@pytest.mark.parametrize(
    ("kind", "closed", "narrow", "statements"),
    [
        ("supplement", list(HEADER), True, True),
        ("change", list(HEADER[:3]), False, True),
        ("replace", list(HEADER[:3]), False, True),
        ("second_original", list(HEADER), True, False),
    ],
)
def test_the_declaration_stays_the_one_that_the_old_document_was_issued_for(
    kind: str,
    closed: list[str],
    narrow: bool,  # noqa: FBT001
    statements: bool,  # noqa: FBT001
) -> None:
    assert opened(kind).closed_header(HEADER) == closed
    assert opened(kind).is_narrow is narrow
    assert opened(kind).are_statements_open is statements


def test_every_closed_change_is_named() -> None:
    new = replace(
        ISSUED,
        values={**ISSUED.values, "consignor": "X", "remark": "Y", "zone": "Z"},
        rows={"goods_lines": [{"weight": "2"}], "treatments": []},
        statements=frozenset({"clause"}),
    )
    assert opened("second_original").closed(ISSUED, new) == [
        "values.consignor", "values.remark", "values.zone", "goods_lines", "test_items", "treatments", "statements",
    ]  # fmt: skip
    assert opened("supplement").closed(ISSUED, new) == ["values.consignor", "goods_lines"]
    assert opened("change").closed(ISSUED, new) == []
    assert opened("second_original").closed(ISSUED, replace(ISSUED, hidden=True)) == ["statements"]


def test_a_value_that_is_missing_is_an_empty_one() -> None:
    emptied = replace(ISSUED, values={**ISSUED.values, "batch": ""})
    assert opened("second_original").closed(ISSUED, emptied) == []
    assert opened("second_original").closed(emptied, ISSUED) == []


def test_a_row_that_says_something_else_is_a_change_and_an_empty_one_is_none() -> None:
    rows = [{"weight": "1", "origin": ""}, {"weight": ""}]
    assert opened("supplement").closed(ISSUED, replace(ISSUED, rows={**ISSUED.rows, "goods_lines": rows})) == []


def test_the_original_of_a_changed_certificate_cannot_be_lost_and_of_a_replaced_one_cannot_be_in_use() -> None:
    places = {kind.value: {place.value for place in rule.places} for kind, rule in RULES.items()}
    assert places == {
        "supplement": {"returned", "with_applicant", "with_consignee", "lost", "damaged"},
        "change": {"returned", "with_applicant", "with_consignee"},
        "replace": {"lost", "damaged", "returned"},
        "second_original": {"returned", "with_applicant", "with_consignee"},
    }
