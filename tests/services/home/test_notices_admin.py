"""Notices as they are written: what cannot be is refused at its field, and a deleted one takes its readings along."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import InvalidError, NotPermittedError, StaleError
from app.extensions import db
from app.models import Notice, NoticeReading
from app.services.home import notices, notices_admin
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

TODAY = date(2026, 11, 25)


def values(**told: Any) -> dict[str, Any]:
    new = {
        "title": "维护（示例）",
        "text": "今晚",
        "roles": ["reviewer", "clerk"],
        "valid_from": TODAY,
        "valid_to": None,
    }
    return {**new, **told}


@pytest.mark.parametrize(
    ("told", "path", "code"),
    [
        ({"title": ""}, "title", "required"),
        ({"valid_from": None}, "valid_from", "required"),
        ({"valid_to": date(2026, 11, 24)}, "valid_to", "ends_before_it_begins"),
        ({"roles": ["nobody"]}, "roles", "not_an_option"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    context: Flask, now: datetime, told: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        notices_admin.create(factory.act_as("admin"), values(**told), now=now)
    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]


def test_a_notice_is_changed_on_what_was_seen_and_by_the_administrator(context: Flask, now: datetime) -> None:
    admin = factory.act_as("admin")
    made = notices_admin.create(admin, values(), now=now)
    assert made.roles == ["clerk", "reviewer"]
    with pytest.raises(StaleError):
        notices_admin.change(admin, made.id, values(title="另一个"), version=made.version + 1, now=now)
    with pytest.raises(NotPermittedError):
        notices_admin.remove(factory.act_as("haian.admin"), made.id, version=made.version, now=now)
    assert db.session.get_one(Notice, made.id).title == "维护（示例）"


def test_a_deleted_notice_takes_its_readings_along(context: Flask, now: datetime) -> None:
    made = notices_admin.create(factory.act_as("admin"), values(), now=now)
    clerk = factory.act_as(factory.CLERK)
    assert made.id in {one.notice.id for one in notices.in_force(clerk, today=TODAY)}
    notices.mark_read(clerk, made.id, now=now, today=TODAY)
    number = made.id
    notices_admin.remove(factory.act_as("admin"), number, version=None, now=now)
    assert db.session.get(Notice, number) is None
    assert db.session.scalar(db.select(NoticeReading.id).where(NoticeReading.notice_id == number)) is None
