"""Open drafts move up to a newer version and tell what has no place there."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import CertificateFormat
from app.services.certificates import certificates, format_upgrades
from app.services.formats import copies as format_copies
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


def _publish(admin: Actor, row: CertificateFormat, now: datetime, **more: Any) -> Any:
    wanted: dict[str, Any] = {"reason": "（示例）", "effective_date": None, "version": row.version, **more}
    return format_publishing.publish(admin, row.id, now=now, **wanted)


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
    row = format_copies.save(admin, row.id, fewer, version=row.version)
    _publish(admin, row, now)
    assert format_upgrades.behind(row.id) >= 1
    moved = {one.certificate_id: one for one in format_upgrades.move_up(admin, row.id)}
    assert (moved[number].old, moved[number].new) == (1, 2)
    assert [text for _label, text in moved[number].lost] == [told["marks_and_numbers"]]
    certificate = certificates.load(number)
    assert certificate.format_version.number == 2
    assert {k: v for k, v in certificate.values.items() if v} == {
        k: v for k, v in told.items() if k != "marks_and_numbers"
    }
    assert format_upgrades.behind(row.id) == 0
