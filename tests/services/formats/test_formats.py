"""Formats as data: working copies, publishing, days of force, files, and drafts that move up."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Certificate, CertificateFormat
from app.models.immutable import AppendOnlyError
from app.services.formats import copies as format_copies
from app.services.formats import formats
from app.services.formats import publishing as format_publishing
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from app.domain.actor import Actor


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


@pytest.mark.function("5.6-publish")
def test_publishing_freezes_a_version_and_documents_stay_on_theirs(admin: Actor, now: datetime) -> None:
    application = factory.draft(now=now)
    admin = factory.act_as("admin")
    row = _row("c3-1")
    row = format_copies.save(admin, row.id, _with_field(row.definition, "area"), version=row.version)
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
