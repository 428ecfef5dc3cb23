"""Imports of declarations: dry run, confirmation, what is refused, what stays in the history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.domain.errors import DomainError, NotFoundError, NotPermittedError, StaleError
from app.extensions import db
from app.models import Declaration, OperationRecord, Organisation, PackagingApplication
from app.services.declarations import imports, layouts
from tests.factories import tables
from tests.factories.applications import ADMINISTRATOR, CLERK, NOW, OTHER_CLERK, REVIEWER, act_as
from tests.factories.tables import NUMBER

if TYPE_CHECKING:
    from flask import Flask

    from app.services.declarations.imports import DryRun

KIND = "declarations"


def look(data: bytes, username: str = CLERK, *, kind: str = KIND, organisation_id: int | None = None) -> DryRun:
    return imports.dry_run(act_as(username), kind, data, organisation_id=organisation_id, now=NOW)


def take(data: bytes, username: str = CLERK, *, kind: str = KIND) -> dict[str, int]:
    found = look(data, username, kind=kind)
    assert not found.errors, found.errors[:5]
    return dict(imports.confirm(act_as(username), kind, found.sha256, plan=found.plan, organisation_id=None, now=NOW))


def stored(number: str = NUMBER) -> Declaration | None:
    return db.session.scalar(select(Declaration).where(Declaration.inspection_no == number))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: tables.declarations(NUMBER), id="workbook"),
        pytest.param(lambda: tables.comma_separated([tables.flat()]), id="csv"),
        pytest.param(lambda: tables.comma_separated([tables.flat()], encoding="gb18030"), id="csv in gb18030"),
        pytest.param(lambda: tables.told([NUMBER]), id="json"),
    ],
)
def test_a_declaration_arrives_from_every_kind_of_file(context: Flask, data: object) -> None:
    assert take(data())["new"] == 1  # type: ignore[operator]
    found = stored()
    assert found is not None
    assert (found.destination_country, found.goods_name, found.header["despatch_date"]) == (
        "KOR",
        "冻明太鱼片",
        "2026-11-29",
    )
    assert found.goods_lines[0]["hs_code"] == "0304750000"
    assert found.header["requested_certificates"] == [{"certificate_type": "14", "originals": "1", "copies": "2"}]


def test_the_second_import_of_a_file_changes_nothing(context: Flask) -> None:
    take(tables.told([NUMBER]))
    records = db.session.scalar(select(func.count(OperationRecord.id)))
    found = look(tables.told([NUMBER]))
    assert found.counts == {"new": 0, "changed": 0, "same": 1, "refused": 0}
    assert not found.can_be_confirmed
    assert db.session.scalar(select(func.count(OperationRecord.id))) == records


def test_a_dry_run_changes_nothing(context: Flask) -> None:
    assert look(tables.told([NUMBER])).counts["new"] == 1
    assert stored() is None


def test_a_changed_declaration_keeps_its_old_data_in_the_history(context: Flask) -> None:
    take(tables.told([NUMBER]))
    found = look(tables.told([NUMBER], contract_no="HA26-99999"))
    assert [(one.state, list(one.changed)) for one in found.judged] == [("changed", ["header"])]
    take(tables.told([NUMBER], contract_no="HA26-99999"))
    act_as(ADMINISTRATOR)
    record = db.session.scalars(
        select(OperationRecord).where(OperationRecord.table_name == "declaration").order_by(OperationRecord.id.desc())
    ).first()
    assert record is not None
    assert record.changes["header.contract_no"] == ["HA26-40137", "HA26-99999"]


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"despatch_date": "29.11.2026"}, "despatch_date", "not_a_date"),
        ({"transport_mode": "by dragon"}, "transport_mode", "not_in_list"),
        ({"destination_country": "ATLANTIS"}, "destination_country", "not_a_country"),
        ({"contract_no": "X" * 33}, "contract_no", "too_long"),
        ({"contract_no": ""}, "contract_no", "required"),
        ({"requested_certificates": "14|1|2|3|4"}, "requested_certificates", "not_such_an_item"),
        ({"goods_lines__weight": "a ton"}, "goods_lines.weight", "not_a_number"),
        ({"goods_lines__package_count": "1.5"}, "goods_lines.package_count", "not_a_whole_number"),
        ({"goods_lines__hs_code": "304750000"}, "goods_lines.hs_code", "not_an_hs_code"),
        ({"goods_lines__currency": ""}, "goods_lines.currency", "required"),
        ({"inspection_no": "12"}, "inspection_no", "inspection_no"),
    ],
)
def test_an_error_names_its_cell(context: Flask, changed: dict[str, str], column: str, code: str) -> None:
    (error,) = look(tables.comma_separated([tables.flat(**changed)])).errors
    assert (error.row, error.column, error.code) == ("2", column, code)


def test_codes_may_be_written_by_their_names(context: Flask) -> None:
    take(tables.comma_separated([tables.flat(destination_country="韩国", goods_lines__package_type="22")]))
    found = stored()
    assert found is not None
    assert found.destination_country == "KOR"


def test_headings_that_mean_nothing_and_columns_that_are_missing_are_told_once(context: Flask) -> None:
    row = {**tables.flat(), "colour": "blue"}
    del row["contract_no"]
    errors = look(tables.comma_separated([row, {**row, "inspection_no": "226000008000002"}])).errors
    assert {(error.column, error.code) for error in errors} == {
        ("colour", "unknown_column"), ("contract_no", "column_missing"),
    }  # fmt: skip


def test_a_file_with_one_wrong_cell_is_not_imported_at_all(context: Flask) -> None:
    rows = [tables.flat(), tables.flat("226000008000002", despatch_date="soon")]
    found = look(tables.comma_separated(rows))
    assert found.counts == {"new": 1, "changed": 0, "same": 0, "refused": 1}
    with pytest.raises(DomainError, match="import_has_errors"):
        imports.confirm(act_as(CLERK), KIND, found.sha256, plan=found.plan, organisation_id=None, now=NOW)
    assert stored() is None


@pytest.mark.bar("S1")
def test_the_number_of_another_enterprise_is_refused_like_an_invalid_one(context: Flask) -> None:
    take(tables.told([NUMBER]))
    (foreign,) = look(tables.told([NUMBER]), OTHER_CLERK).errors
    invalid = look(tables.told(["X"]), OTHER_CLERK).errors[0]
    assert (foreign.column, foreign.code, foreign.params) == (invalid.column, invalid.code, invalid.params)


def test_only_the_file_of_the_dry_run_can_be_confirmed(context: Flask) -> None:
    found = look(tables.told([NUMBER]))
    with pytest.raises(NotFoundError):
        imports.confirm(act_as(CLERK), KIND, "0" * 64, plan=found.plan, organisation_id=None, now=NOW)
    with pytest.raises(NotFoundError):
        imports.confirm(act_as(OTHER_CLERK), KIND, found.sha256, plan=found.plan, organisation_id=None, now=NOW)


def test_a_dry_run_that_is_out_of_date_is_not_confirmed(context: Flask) -> None:
    found = look(tables.told([NUMBER]))
    take(tables.told([NUMBER], contract_no="HA26-1"))
    again = look(tables.told([NUMBER]))
    assert found.sha256 == again.sha256
    with pytest.raises(StaleError):
        imports.confirm(act_as(CLERK), KIND, found.sha256, plan=found.plan, organisation_id=None, now=NOW)


def test_the_administrator_chooses_the_enterprise(context: Flask) -> None:
    with pytest.raises(NotFoundError):
        look(tables.told([NUMBER]), ADMINISTRATOR)
    own = db.session.scalars(
        select(Organisation.id).where(Organisation.inspection_registration_no == "2100600118")
    ).one()
    found = look(tables.told([NUMBER]), ADMINISTRATOR, organisation_id=own)
    imports.confirm(act_as(ADMINISTRATOR), KIND, found.sha256, plan=found.plan, organisation_id=own, now=NOW)
    act_as(CLERK)
    assert stored() is not None


def test_a_reviewer_imports_nothing(context: Flask) -> None:
    with pytest.raises(NotPermittedError):
        look(tables.told([NUMBER]), REVIEWER)


def test_packaging_applications_are_imported_alike(context: Flask) -> None:
    row = {
        "application_no": "226000008100001", "declaring_customs": "0901", "applicant_name": "某厂（示例）",
        "container_name_and_spec": "纸箱 4G", "container_mark": "HA-1", "quantity": 100,
        "production_from": "2026-09-01", "production_to": "2026-09-02", "intended_goods": "冻鱼",
        "goods_class": "general", "transport_mode": "2",
    }  # fmt: skip
    assert take(json.dumps([row]).encode(), kind="packaging_applications")["new"] == 1
    found = db.session.scalars(
        select(PackagingApplication).where(PackagingApplication.application_no == "226000008100001")
    )
    assert found.one().entries["quantity"] == "100"


def test_every_template_can_be_filled_in_and_read(context: Flask) -> None:
    from app.gateways import workbooks

    actor = act_as(CLERK)
    for kind in imports.KINDS:
        data, _ = layouts.template_file(actor, kind, "xlsx", language="zh", notes=[("表", "列", "必填", "允许")])
        layout = imports.KINDS[kind].layout()
        names = [sheet.name for sheet in workbooks.read(data)]
        assert names == [layout.header.zh, *(table.zh for table in layout.tables), "说明"]


@pytest.mark.parametrize("count", [60, pytest.param(1500, marks=pytest.mark.soak)])
def test_many_declarations_arrive_in_one_transaction(context: Flask, count: int) -> None:
    assert take(tables.told([f"2270{number:011d}" for number in range(count)]))["new"] == count
