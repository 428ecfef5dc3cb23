"""Applications: begun once a page, headers kept as they are typed, everything in the way told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InvalidError, NotFoundError, NotPermittedError, StaleError
from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, ApplicationEvent
from app.services.applications import applications
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def start(login: str, now: datetime, token: str | None = None, **header: object) -> Application:
    code = factory.draft().certificates[0].format_code
    wanted = {**factory.HEADER, **header}
    return applications.start(
        factory.act_as(login), type_code="14", format_code=code, header=wanted, now=now, client_token=token
    )


def test_a_page_that_is_sent_twice_begins_one_application(context: Flask, now: datetime) -> None:
    first, second = start(factory.CLERK, now, "token-1"), start(factory.CLERK, now, "token-1")
    assert first.id == second.id
    assert start(factory.CLERK, now, "token-2").id != first.id
    events = db.session.scalars(db.select(ApplicationEvent).where(ApplicationEvent.application_id == first.id))
    assert [(event.action, event.from_status) for event in events] == [("save", None)]


def test_only_clerks_of_registered_enterprises_begin(context: Flask, now: datetime) -> None:
    for login in (factory.REVIEWER, factory.ADMINISTRATOR, "xiaogang.admin"):
        with pytest.raises(NotPermittedError):
            start(login, now)
    with pytest.raises(NotPermittedError):
        applications.require_registration(factory.act_as("xiaogang.admin"))
    applications.require_registration(factory.act_as(factory.CLERK))


def test_a_header_is_saved_on_what_was_seen_and_brings_new_sub_numbers(context: Flask, now: datetime) -> None:
    taken = factory.draft(inspection_no="926000022220001")
    made = factory.draft(documents=2)
    clerk, version = factory.act_as(factory.CLERK), made.version
    header = {**factory.HEADER, "inspection_no": taken.inspection_no}
    with pytest.raises(StaleError):
        applications.save_header(clerk, made.id, header, version=version + 1)
    saved = applications.save_header(clerk, made.id, header, version=version)
    assert sorted(one.sub_certificate_no for one in saved.certificates) == ["002", "003"]
    with pytest.raises(InvalidError):
        applications.save_header(clerk, made.id, {**header, "producer": "x" * 9999}, version=saved.version)


def test_everything_in_the_way_of_declaring_is_told_at_once(context: Flask) -> None:
    made = factory.draft(inspection_no="", declaring_customs="", documents=2)
    paths = {error.path for error in applications.check(made)}
    assert {f"application.{name}" for name in applications.REQUIRED_HEADER} <= paths
    assert [error.path for error in applications.check(factory.draft()) if error.severity == "error"] == []


def test_a_copy_is_a_new_draft_without_numbers(context: Flask, now: datetime) -> None:
    origin = factory.make(status=Status.SUBMITTED)
    number = origin.certificates[0].id
    copied = applications.copy(factory.act_as(factory.CLERK), number, now=now, client_token="t")
    assert (copied.status, copied.inspection_no, copied.submitted_at) == (Status.DRAFT, "", None)
    assert copied.consignee_name_foreign == origin.consignee_name_foreign
    with pytest.raises(NotFoundError):
        applications.copy(factory.act_as(factory.OTHER_CLERK), number, now=now)


def test_an_application_is_read_by_its_enterprise_and_its_office(context: Flask) -> None:
    number = factory.make(status=Status.SUBMITTED).id
    for login in (factory.CLERK, factory.REVIEWER, factory.ADMINISTRATOR):
        assert applications.readable(factory.act_as(login), number).id == number
    for login in (factory.OTHER_CLERK, factory.OTHER_REVIEWER, factory.OVERSEAS):
        with pytest.raises(NotFoundError):
            applications.readable(factory.act_as(login), number)
