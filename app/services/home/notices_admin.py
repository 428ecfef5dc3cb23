"""Notices 通知 as the administrator writes them: text, audience, in force from and to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.extensions import db
from app.models import Notice, NoticeReading, Role
from app.services.base import records, rich_text
from app.services.base.records import Columns, Values
from app.services.base.transaction import transaction

RESOURCE = "notices"


def create(actor: Actor, values: Values, *, now: datetime) -> Notice:
    """Write a notice; raises InvalidError."""
    del now
    records.require(actor, "add", RESOURCE)
    with transaction():
        records.refuse(_wrong(values))
        notice = Notice(**_sorted(values))
        db.session.add(notice)
    return notice


def change(actor: Actor, number: int, values: Values, *, version: int | None, now: datetime) -> Notice:
    """Change a notice; raises InvalidError."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        notice = records.load(Notice, number, version=version)
        records.refuse(_wrong(values))
        records.write(notice, _sorted(values))
    return notice


def remove(actor: Actor, number: int, *, version: int | None, now: datetime) -> None:
    """Delete a notice with what is remembered of who has read it."""
    del now
    records.require(actor, "delete", RESOURCE)
    with transaction():
        notice = records.load(Notice, number, version=version)
        for reading in db.session.scalars(select(NoticeReading).where(NoticeReading.notice_id == notice.id)):
            db.session.delete(reading)
        db.session.flush()
        db.session.delete(notice)


def _sorted(values: Values) -> Columns:
    organisation_ids = sorted(int(number) for number in values.get("organisation_ids") or ())
    text = rich_text.cleaned(values.get("text") or "")
    return {**values, "text": text, "roles": sorted(values["roles"]), "organisation_ids": organisation_ids}


def _wrong(values: Values) -> Iterator[FieldError]:
    if not values["title"]:
        yield records.error("title", "required")
    if values["valid_from"] is None:
        yield records.error("valid_from", "required")
    elif values["valid_to"] is not None and values["valid_to"] < values["valid_from"]:
        yield records.error("valid_to", "ends_before_it_begins")
    unknown = set(values["roles"]) - set(db.session.scalars(select(Role.name)))
    if unknown:
        yield records.error("roles", "not_an_option", value=", ".join(sorted(unknown)))
