"""Scans in the services: whose a number is, replaced and deleted files, what a kill leaves, other storages."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError, StaleError
from app.domain.scans import ScanRefusedError, Upload
from app.domain.workflow import Status
from app.extensions import db
from app.gateways import gateways
from app.gateways.storage import storage
from app.models import OperationRecord, Scan, ScanFile, ScanNumber
from app.models.base import utc_now
from app.services.scans import numbers as scan_numbers
from app.services.scans import scans
from tests.factories import applications as factory
from tests.factories import files
from tests.support.history import faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

    from app.domain.actor import Actor

NUMBER = "PAPER-2019-0001"


def _upload(data: bytes | None = None, name: str = "scan.pdf") -> Upload:
    return Upload(name=name, data=files.pdf() if data is None else data)


def _add(actor: Actor, number: str = NUMBER, *, data: bytes | None = None, now: datetime = factory.NOW) -> Scan:
    return scans.add(actor, number, _upload(data), now=now)


def _stored() -> list[str]:
    return gateways().files.keys("scans")


@pytest.mark.function("5.5-add")
def test_a_scan_is_kept_under_the_number_of_a_paper_certificate(actor: Callable[[str], Actor], now: datetime) -> None:
    clerk = actor(factory.CLERK)
    scan = scans.add(clerk, " paper-2019-0001 ", _upload(name="../scan.pdf"), now=now)
    assert (scan.document_no, scan.created_at, scan.file.name) == (NUMBER, now, "scan.pdf")
    assert (scan.file.uploader_name, scan.file.uploaded_at) == (clerk.name, now)
    assert _stored() == [f"scans/{scan.file.sha256[:2]}/{scan.file.sha256}.pdf"]
    file, data = scans.contents(clerk, scan.id)
    assert (file.size, data[:5]) == (len(data), b"%PDF-")


@pytest.mark.function("5.5-edit")
def test_a_replaced_file_stays_in_the_history(actor: Callable[[str], Actor], now: datetime) -> None:
    clerk = actor(factory.CLERK)
    first = _add(clerk)
    second = scans.replace(clerk, first.id, _upload(files.pdf(2)), version=first.version, now=now)
    assert [file.number for file in second.files] == [2, 1]
    assert second.file.pages == 2
    old, data = scans.contents(clerk, first.id, 1)
    assert (old.pages, data[:5]) == (1, b"%PDF-")
    assert len(_stored()) == 2


def test_a_file_can_be_replaced_only_as_it_was_seen(actor: Callable[[str], Actor], now: datetime) -> None:
    clerk = actor(factory.CLERK)
    scan_id, version = (scan := _add(clerk)).id, scan.version
    scans.replace(clerk, scan_id, _upload(files.pdf(2)), version=version, now=now)
    with pytest.raises(StaleError):
        scans.replace(clerk, scan_id, _upload(files.pdf(3)), version=version, now=now)
    with pytest.raises(DomainError) as same:
        scans.replace(clerk, scan_id, _upload(files.pdf(2)), version=None, now=now)
    assert same.value.code == "scan_unchanged"


@pytest.mark.function("5.5-edit")
def test_a_deleted_scan_is_gone_and_its_history_stays(
    actor: Callable[[str], Actor], context: Flask, now: datetime
) -> None:
    clerk = actor(factory.CLERK)
    scan = _add(clerk)
    scan_id = scan.id
    scans.remove(clerk, scan_id, version=scan.version, now=now)
    with pytest.raises(NotFoundError):
        scans.find(clerk, scan_id)
    actor(factory.ADMINISTRATOR)
    rows = db.session.scalars(
        select(OperationRecord).where(OperationRecord.table_name == "scan", OperationRecord.row_id == str(scan_id))
    )
    assert [row.operation for row in rows] == ["insert", "update"]
    assert db.session.scalar(select(ScanFile.id).execution_options(unscoped=True)) is not None
    assert faults(context) == []


def test_the_same_file_is_not_kept_twice_under_a_number(actor: Callable[[str], Actor]) -> None:
    clerk = actor(factory.CLERK)
    _add(clerk)
    with pytest.raises(DomainError) as again:
        _add(clerk)
    assert again.value.code == "scan_already_there"
    assert _add(clerk, data=files.pdf(2)).id
    assert _add(clerk, "PAPER-2019-0002").id


def test_two_clicks_at_once_make_one_scan(context: Flask) -> None:
    outcomes: list[str] = []

    def click() -> None:
        with context.app_context():
            clerk = factory.act_as(factory.CLERK)
            try:
                _add(clerk)
                outcomes.append("kept")
            except DomainError as error:
                outcomes.append(error.code)

    clicks = [threading.Thread(target=click) for _ in range(3)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert outcomes.count("kept") == 1
    assert set(outcomes) - {"kept"} <= {"scan_already_there", "taken_meanwhile"}
    factory.act_as(factory.ADMINISTRATOR)
    assert len(db.session.scalars(select(Scan)).all()) == 1


def _refused(actor: Actor, number: str) -> tuple[str, ...]:
    with pytest.raises(InvalidError) as refused:
        _add(actor, number)
    return tuple((error.path, error.code, *error.params.items()) for error in refused.value.errors)  # type: ignore[misc]


@pytest.mark.bar("S1")
def test_foreign_scans_are_not_there(actor: Callable[[str], Actor], now: datetime) -> None:
    scan_id = _add(actor(factory.CLERK)).id
    other = actor(factory.OTHER_CLERK)
    for attempt in (
        lambda: scans.find(other, scan_id),
        lambda: scans.contents(other, scan_id),
        lambda: scans.contents(other, scan_id, 1),
        lambda: scans.replace(other, scan_id, _upload(files.pdf(2)), version=None, now=now),
        lambda: scans.remove(other, scan_id, version=None, now=now),
    ):
        with pytest.raises(NotFoundError):
            attempt()
    for model in (Scan, ScanFile, ScanNumber):
        assert db.session.scalars(select(model)).all() == []


@pytest.mark.parametrize("login", [factory.ENTERPRISE_ADMINISTRATOR, factory.ADMINISTRATOR, factory.REVIEWER])
def test_only_clerks_upload(actor: Callable[[str], Actor], login: str) -> None:
    with pytest.raises(NotPermittedError):
        _add(actor(login))
    assert _stored() == []


@pytest.mark.parametrize("login", [factory.ENTERPRISE_ADMINISTRATOR, factory.ADMINISTRATOR])
def test_administrators_look_at_scans(actor: Callable[[str], Actor], login: str) -> None:
    scan_id = _add(actor(factory.CLERK)).id
    assert scans.contents(actor(login), scan_id)[1][:5] == b"%PDF-"


@pytest.mark.function("5.3-pdf")
def test_a_scan_is_shown_on_its_document(context: Flask) -> None:
    certificate = factory.make(status=Status.ISSUED).certificates[0]
    clerk = factory.act_as(factory.CLERK)
    scan = _add(clerk, scan_numbers.of_certificate(certificate))
    _add(clerk, NUMBER)
    assert [row.id for row in scans.of_certificate(clerk, certificate)] == [scan.id]


@pytest.mark.bar("S6")
def test_a_refused_file_leaves_nothing(actor: Callable[[str], Actor]) -> None:
    clerk = actor(factory.CLERK)
    with pytest.raises(ScanRefusedError):
        _add(clerk, data=b"no scan")
    _refused(clerk, "?")
    assert _stored() == []
    assert db.session.scalars(select(Scan)).all() == []


def test_the_sweep_takes_old_files_without_rows_and_no_other(actor: Callable[[str], Actor], context: Flask) -> None:
    kept = _add(actor(factory.CLERK)).file.storage_key
    store = gateways().files
    store.put("scans/aa/orphan.pdf", b"orphan")
    store.put("scans/aa/young.pdf", b"young")
    folder = context.config["SETTINGS"].instance / "files" / "scans"
    (folder / "aa" / ".half.pdf.4711").write_bytes(b"half")
    _age(folder, but="young.pdf")
    actor(factory.ADMINISTRATOR)
    assert sorted(scans.sweep(utc_now())) == ["scans/aa/.half.pdf.4711", "scans/aa/orphan.pdf"]
    assert _stored() == sorted([kept, "scans/aa/young.pdf"])
    assert list(folder.rglob(".*")) == []


def test_files_lie_in_any_fsspec_store(
    actor: Callable[[str], Actor], context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = storage("memory://scans-test")
    monkeypatch.setitem(context.extensions, "gateways", replace(gateways(), files=store))
    clerk = actor(factory.CLERK)
    scan = _add(clerk)
    assert store.keys("scans") == [scan.file.storage_key]
    assert scans.contents(clerk, scan.id)[1][:5] == b"%PDF-"
    store.put("scans/aa/orphan.pdf", b"orphan")
    assert scans.sweep(utc_now()) == []


def test_a_file_that_was_changed_behind_our_back_is_not_shown(actor: Callable[[str], Actor]) -> None:
    clerk = actor(factory.CLERK)
    scan = _add(clerk)
    gateways().files.put(scan.file.storage_key, b"%PDF-changed")
    with pytest.raises(DomainError) as damaged:
        scans.contents(clerk, scan.id)
    assert damaged.value.code == "scan_file_damaged"
    gateways().files.delete(scan.file.storage_key)
    with pytest.raises(DomainError):
        scans.contents(clerk, scan.id)


def _age(folder: os.PathLike[str], *, but: str) -> None:
    from pathlib import Path

    past = time.time() - 7200
    for path in Path(folder).rglob("*"):
        if path.is_file() and path.name != but:
            os.utime(path, (past, past))
