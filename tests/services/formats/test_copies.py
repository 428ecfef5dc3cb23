"""Working copies: begun empty or like another, edited by one administrator at a time, retired or deleted."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.errors import DomainError, InvalidError, NotPermittedError, StaleError
from app.extensions import db
from app.models import CertificateFormat
from app.services.formats import copies as format_copies
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
        format_copies.save(clerk, row.id, row.definition, version=row.version)
    with pytest.raises(NotPermittedError):
        _publish(clerk, row, now)


def test_two_administrators_do_not_overwrite_each_other(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    seen = row.version
    format_copies.save(admin, row.id, _with_field(row.definition, "area"), version=seen)
    with pytest.raises(StaleError):
        format_copies.save(admin, row.id, row.definition, version=seen)


def test_an_unfinished_copy_is_kept_as_it_is(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    half = {**row.definition, "fields": [{"key": "", "zh": "半"}], "layout": {}}
    row = format_copies.save(admin, row.id, half, version=row.version)
    assert _row("c3-1").definition["fields"] == [{"key": "", "zh": "半"}]
    assert {fault.place for fault in format_publishing.faults(row.definition)} >= {"fields.0.key", "fields.0.en"}


@pytest.mark.function("5.6-edit")
def test_a_published_format_is_retired_and_an_unpublished_one_deleted(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    with pytest.raises(DomainError, match="format_published"):
        format_copies.remove(admin, row.id, version=row.version, now=now)
    format_copies.retire(admin, row.id, version=row.version)
    assert "c3-1" not in [one.code for one in formats.of_type("14")]
    made = format_copies.create(admin, HEAD, now=now)
    format_copies.remove(admin, made.id, version=made.version, now=now)
    assert db.session.scalar(select(CertificateFormat.id).where(CertificateFormat.code == "c3-9")) is None
