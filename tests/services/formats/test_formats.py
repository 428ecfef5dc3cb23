"""Formats as data: working copies, publishing, days of force, files, and drafts that move up."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError, InvalidError, NotPermittedError, StaleError
from app.extensions import db
from app.models import Certificate, CertificateFormat
from app.models.immutable import AppendOnlyError
from app.services.certificates import certificates, format_upgrades
from app.services.formats import copies as format_copies
from app.services.formats import files as format_files
from app.services.formats import formats
from app.services.formats import publishing as format_publishing
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from app.domain.actor import Actor

HEAD = {
    "code": "c3-9",
    "form_no": "c3-9",
    "title_zh": "兽医证书（示例）",
    "title_en": "VETERINARY CERTIFICATE (EXAMPLE)",
    "type_codes": ["14"],
    "scheme": "veterinary",
}


@pytest.fixture
def admin(context: Flask) -> Actor:
    return factory.act_as("admin")


def _row(code: str) -> CertificateFormat:
    return db.session.scalars(select(CertificateFormat).where(CertificateFormat.code == code)).one()


def _with_field(definition: dict[str, Any], key: str, **more: Any) -> dict[str, Any]:
    """Return a definition with one more field, placed on the paper."""
    changed = copy.deepcopy(definition)
    changed["fields"].append({"key": key, "zh": "海域", "en": "Area", "kind": "text", "max_length": 60, **more})
    next(block for block in changed["layout"]["blocks"] if "rows" in block)["rows"].append([key])
    return changed


def _publish(admin: Actor, row: CertificateFormat, now: datetime, **more: Any) -> Any:
    wanted: dict[str, Any] = {"reason": "（示例）", "effective_date": None, "version": row.version, **more}
    return format_publishing.publish(admin, row.id, now=now, **wanted)


@pytest.mark.function("5.6-edit")
def test_a_format_begins_with_what_every_certificate_has(admin: Actor, now: datetime) -> None:
    row = format_copies.create(admin, HEAD, now=now)
    assert format_publishing.faults(row.definition) == []
    assert row.current_version is None
    assert format_copies.is_changed(row)


@pytest.mark.function("5.6-edit")
def test_a_format_begins_like_another(admin: Actor, now: datetime) -> None:
    row = format_copies.create(admin, {**HEAD, "origin_id": _row("c3-1").id}, now=now)
    assert row.definition["fields"] == _row("c3-1").definition["fields"]
    assert row.definition["code"] == "c3-9"


@pytest.mark.parametrize(
    ("wrong", "path", "code"),
    [
        ({"code": "C 3"}, "code", "format_code"),
        ({"code": "c3-1"}, "code", "format_code_taken"),
        ({"title_zh": ""}, "title_zh", "required"),
    ],
)
def test_a_wrong_head_is_refused_at_its_field(
    admin: Actor, now: datetime, wrong: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(InvalidError) as caught:
        format_copies.create(admin, {**HEAD, **wrong}, now=now)
    assert [(error.path, error.code) for error in caught.value.errors] == [(path, code)]


def test_only_the_administrator_edits_and_publishes(context: Flask, now: datetime) -> None:
    clerk = factory.act_as(factory.CLERK)
    row = _row("c3-1")
    with pytest.raises(NotPermittedError):
        format_copies.save(clerk, row.id, row.definition, version=row.version, now=now)
    with pytest.raises(NotPermittedError):
        _publish(clerk, row, now)


def test_two_administrators_do_not_overwrite_each_other(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    seen = row.version
    format_copies.save(admin, row.id, _with_field(row.definition, "area"), version=seen, now=now)
    with pytest.raises(StaleError):
        format_copies.save(admin, row.id, row.definition, version=seen, now=now)


@pytest.mark.function("5.6-publish")
def test_publishing_freezes_a_version_and_documents_stay_on_theirs(admin: Actor, now: datetime) -> None:
    application = factory.draft(now=now)
    admin = factory.act_as("admin")
    row = _row("c3-1")
    row = format_copies.save(admin, row.id, _with_field(row.definition, "area"), version=row.version, now=now)
    assert row.is_changed
    version = _publish(admin, row, now)
    assert (version.number, row.is_changed, row.current_version) == (2, False, version)
    certificate = db.session.scalars(select(Certificate).where(Certificate.application_id == application.id)).one()
    assert certificate.format_version.number == 1
    assert formats.current("c3-1", type_code="14") is version


def test_a_published_version_never_changes(admin: Actor) -> None:
    version = _row("c3-1").current_version
    assert version is not None
    version.reason = "other"
    with pytest.raises(AppendOnlyError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.function("5.6-publish")
def test_what_is_wrong_with_a_copy_stops_publishing_with_its_places(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    broken = _with_field(row.definition, "area")
    broken["fields"][-1].update(en="", max_length=None)
    broken["layout"]["blocks"][0]["rows"].pop()
    row = format_copies.save(admin, row.id, broken, version=row.version, now=now)
    with pytest.raises(InvalidError) as caught:
        _publish(admin, row, now)
    last = f"fields.{len(broken['fields']) - 1}"
    assert {(error.path, error.code) for error in caught.value.errors} == {
        (last, "format.label_missing"),
        (last, "format.limit_missing"),
        ("layout", "format.not_placed"),
    }
    assert _row("c3-1").current_version.number == 1  # type: ignore[union-attr]


def test_an_unfinished_copy_is_kept_as_it_is(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    half = {**row.definition, "fields": [{"key": "", "zh": "半"}], "layout": {}}
    row = format_copies.save(admin, row.id, half, version=row.version, now=now)
    assert _row("c3-1").definition["fields"] == [{"key": "", "zh": "半"}]
    assert {fault.place for fault in format_publishing.faults(row.definition)} >= {"fields.0.key", "fields.0.en"}


@pytest.mark.function("5.6-publish")
def test_a_version_for_a_later_day_waits_for_it(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    row = format_copies.save(admin, row.id, _with_field(row.definition, "area"), version=row.version, now=now)
    day = (now + timedelta(days=3)).date()
    version = _publish(admin, row, now, effective_date=day)
    assert row.current_version.number == 1  # type: ignore[union-attr]
    assert formats.put_in_force(now) == []
    assert formats.put_in_force(now + timedelta(days=3)) == ["c3-1"]
    assert _row("c3-1").current_version_id == version.id


def test_a_day_that_is_past_is_refused(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    with pytest.raises(InvalidError) as caught:
        _publish(admin, row, now, effective_date=(now - timedelta(days=1)).date(), reason=" ")
    assert {error.path for error in caught.value.errors} == {"effective_date", "reason"}


def test_publishing_the_same_again_is_refused(admin: Actor, now: datetime) -> None:
    with pytest.raises(DomainError, match="format_unchanged"):
        _publish(admin, _row("c3-1"), now)


@pytest.mark.function("5.6-edit")
def test_a_published_format_is_retired_and_an_unpublished_one_deleted(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    with pytest.raises(DomainError, match="format_published"):
        format_copies.remove(admin, row.id, version=row.version, now=now)
    format_copies.retire(admin, row.id, version=row.version, now=now)
    assert "c3-1" not in [one.code for one in formats.of_type("14")]
    made = format_copies.create(admin, HEAD, now=now)
    format_copies.remove(admin, made.id, version=made.version, now=now)
    assert db.session.scalar(select(CertificateFormat.id).where(CertificateFormat.code == "c3-9")) is None


def test_open_drafts_move_up_and_tell_what_has_no_place(admin: Actor, now: datetime) -> None:
    application = factory.draft(now=now)
    admin = factory.act_as("admin")
    number = application.certificates[0].id
    told = {key: text for key, text in application.certificates[0].values.items() if text}
    row = _row("c3-1")
    fewer = copy.deepcopy(row.definition)
    fewer["fields"] = [field for field in fewer["fields"] if field["key"] != "marks_and_numbers"]
    for block in fewer["layout"]["blocks"]:
        block.update(
            {"rows": [[c for c in line if c != "marks_and_numbers"] for line in block["rows"]]}
            if "rows" in block
            else {}
        )
    row = format_copies.save(admin, row.id, fewer, version=row.version, now=now)
    _publish(admin, row, now)
    assert format_upgrades.behind(row.id) >= 1
    moved = {one.certificate_id: one for one in format_upgrades.move_up(admin, row.id, now=now)}
    assert (moved[number].old, moved[number].new) == (1, 2)
    assert [text for _label, text in moved[number].lost] == [told["marks_and_numbers"]]
    certificate = certificates.load(number)
    assert certificate.format_version.number == 2
    assert {k: v for k, v in certificate.values.items() if v} == {
        k: v for k, v in told.items() if k != "marks_and_numbers"
    }
    assert format_upgrades.behind(row.id) == 0


@pytest.mark.function("5.6-edit")
@pytest.mark.parametrize("code", sorted(catalogue().formats))
def test_a_format_goes_out_as_a_file_and_comes_back_the_same(admin: Actor, now: datetime, code: str) -> None:
    row = _row(code)
    before = formats.as_data(catalogue().parse_format(row.definition))
    taken, is_new = format_files.read(admin, format_files.written(row).encode(), now=now)
    assert not is_new
    assert formats.as_data(catalogue().parse_format(taken.definition)) == before
    assert not taken.is_changed


@pytest.mark.bar("S7")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"- a list",
        b"code: [",
        b"code: ../x",
        b"a: &a [x]\ncode: c3-9\nfields: [*a, *a]",
        b"code: no",
        b"x" * 600_000,
    ],
)
def test_a_file_that_is_no_format_is_refused_and_changes_nothing(admin: Actor, now: datetime, data: bytes) -> None:
    with pytest.raises(DomainError):
        format_files.read(admin, data, now=now)
    assert db.session.scalar(select(CertificateFormat.id).where(CertificateFormat.code == "c3-9")) is None
