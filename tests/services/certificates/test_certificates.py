"""Documents of a draft: kept as typed, refused where no form of ours sends it, taken out one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError, NotFoundError, StaleError
from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, Certificate
from app.services.certificates import certificates
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_a_draft_is_kept_as_typed_on_what_was_seen(context: Flask, now: datetime) -> None:
    found = factory.draft().certificates[0]
    clerk, before = factory.act_as(factory.CLERK), certificates.snapshot(found.content)
    typed = replace(found.content, values={**found.content.values, "consignee": ""})
    with pytest.raises(StaleError):
        certificates.save(clerk, found.id, typed, version=found.version + 1)
    _saved, errors = certificates.save(clerk, found.id, typed, version=found.version)
    assert certificates.at_path(found, "values.consignee") == ""
    assert all(error.path for error in errors)
    assert [path for path, _old, _new in certificates.changes(before, certificates.snapshot(found.content))] == [
        "values.consignee"
    ]


def test_what_no_form_sends_is_refused_whole(context: Flask, now: datetime) -> None:
    found = factory.draft().certificates[0]
    clerk, before = factory.act_as(factory.CLERK), dict(found.values)
    for typed in (
        replace(found.content, values={"no_such_field": "x"}),
        replace(found.content, rows={"no_such_group": ({"a": "b"},)}),
        replace(found.content, values={"consignee": "x" * (certificates.MAX_TEXT + 1)}),
        replace(found.content, statements=frozenset({"no_such_statement"})),
    ):
        with pytest.raises(DomainError):
            certificates.save(clerk, found.id, typed, version=found.version)
    db.session.expire_all()
    assert dict(certificates.load(found.id).values) == before


def test_a_document_of_another_enterprise_is_not_there(context: Flask) -> None:
    number = factory.draft().certificates[0].id
    stranger = factory.act_as(factory.OTHER_CLERK)
    for attempt in (lambda: certificates.load(number), lambda: certificates.find(stranger, number)):
        with pytest.raises(NotFoundError):
            attempt()
    assert certificates.find(factory.act_as(factory.CLERK), number).id == number


def test_the_last_document_takes_its_application_along(context: Flask, now: datetime) -> None:
    made = factory.draft(documents=2)
    number, (first, second) = made.id, [one.id for one in made.certificates]
    clerk = factory.act_as(factory.CLERK)
    certificates.remove(clerk, first, now=now)
    assert [one.id for one in db.session.get_one(Application, number).certificates] == [second]
    certificates.remove(clerk, second, now=now)
    db.session.expire_all()
    assert db.session.scalar(db.select(Certificate.id).where(Certificate.application_id == number)) is None


def test_a_copied_document_leaves_days_and_seals_behind(context: Flask) -> None:
    origin = factory.make(status=Status.SUBMITTED).certificates[0]
    application = factory.draft()
    added = certificates.add(application, type_code=origin.type_code, format_code=origin.format_code)
    certificates.take_over_contents(added, certificates.load(origin.id))
    assert added.values["consignee"] == origin.values["consignee"]
    assert "date_of_despatch" not in added.values
    assert all("seal_no" not in row or not row["seal_no"] for row in added.rows.get("containers", ()))
    with pytest.raises(NotFoundError):
        certificates.add(application, type_code=origin.type_code, format_code="no-such-format")
