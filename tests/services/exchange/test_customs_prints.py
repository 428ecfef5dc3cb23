"""Records of what customs printed: a dry run first, all or nothing, each number once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError, NotFoundError, NotPermittedError
from app.domain.imports.files import ImportRefusedError
from app.extensions import db
from app.models import CustomsPrint
from app.services.exchange import customs_prints
from app.services.exchange.customs_prints import Printed
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

HEAD = "申报关区,证单编号,收单日期\n"


def file(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows) + "\n").encode()


def stored() -> dict[str, tuple[str, date]]:
    rows = db.session.scalars(db.select(CustomsPrint))
    return {row.document_no: (row.customs_code, row.receipt_date) for row in rows}


def test_a_dry_run_counts_and_a_confirmation_keeps_what_it_counted(context: Flask, now: datetime) -> None:
    admin = factory.act_as(factory.ADMINISTRATOR)
    customs_prints.take([Printed(customs_code="0901", document_no="A", receipt_date=date(2026, 11, 1))], now=now)
    before = stored()
    run = customs_prints.dry_run(admin, file("0901,A,2026-11-01", "0908,B,2026/11/02", ",,"), now=now)
    assert (dict(run.counts), run.can_be_confirmed) == ({"new": 1, "changed": 0, "same": 1}, True)
    assert stored() == before
    customs_prints.confirm(admin, run.sha256, now=now)
    assert stored() == {**before, "B": ("0908", date(2026, 11, 2))}
    with pytest.raises(NotFoundError):
        customs_prints.confirm(admin, run.sha256, now=now)


def test_a_wrong_cell_is_named_and_stops_the_whole_file(context: Flask, now: datetime) -> None:
    admin = factory.act_as(factory.ADMINISTRATOR)
    rows = file("9999,A,2026-11-01", "0901,,2026-11-01", "0901,B,yesterday", "0901,C,2026-11-01", "0901,C,2026-11-02")
    run = customs_prints.dry_run(admin, rows, now=now)
    assert [(one.row, one.column) for one in run.errors] == [
        ("2", "customs_code"), ("3", "document_no"), ("4", "receipt_date"), ("6", "document_no"),
    ]  # fmt: skip
    with pytest.raises(DomainError) as refused:
        customs_prints.confirm(admin, run.sha256, now=now)
    assert refused.value.code == "import_has_errors"
    assert stored() == {}


def test_a_file_without_its_columns_a_foreign_hand_and_a_forged_name_are_refused(context: Flask, now: datetime) -> None:
    admin = factory.act_as(factory.ADMINISTRATOR)
    with pytest.raises(ImportRefusedError):
        customs_prints.dry_run(admin, b"a,b\n1,2\n", now=now)
    with pytest.raises(NotPermittedError):
        customs_prints.dry_run(factory.act_as(factory.CLERK), file("0901,A,2026-11-01"), now=now)
    for name in ("../secret", "0" * 63, "é" * 64):
        with pytest.raises(NotFoundError):
            customs_prints.confirm(factory.act_as(factory.ADMINISTRATOR), name, now=now)


def test_a_report_of_an_unknown_office_keeps_nothing(context: Flask, now: datetime) -> None:
    factory.act_as(factory.ADMINISTRATOR)
    good = Printed(customs_code="0901", document_no="A", receipt_date=now.date())
    bad = Printed(customs_code="9999", document_no="B", receipt_date=now.date())
    with pytest.raises(DomainError) as refused:
        customs_prints.take_reported([good, bad], now=now)
    assert (refused.value.code, stored()) == ("customs_office_unknown", {})
    customs_prints.take_reported([good], now=now)
    later = Printed(customs_code="0908", document_no="A", receipt_date=now.date())
    assert customs_prints.take_reported([later], now=now)["changed"] == 1
    assert stored() == {"A": ("0908", now.date())}
