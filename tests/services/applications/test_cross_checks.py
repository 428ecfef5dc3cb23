"""Cross-checks on the papers as they lie: warnings at their places, from the own declaration and documents only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.extensions import db
from app.models import Declaration
from app.services.applications import applications, cross_checks, drafts
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def declared_number(clerk: str) -> str:
    factory.act_as(clerk)
    return db.session.scalars(
        db.select(Declaration.inspection_no).where(Declaration.destination_country == "KOR")
    ).first()


def start(number: str, now: datetime) -> int:
    """Begin a document that its declaration fills."""
    made = drafts.start(
        factory.act_as(factory.CLERK),
        type_code="14",
        format_code=factory.draft().certificates[0].format_code,
        header={**factory.HEADER, "inspection_no": number},
        now=now,
        client_token="",
        wants_import=True,
    )
    return made.application_id


def test_another_destination_than_declared_is_told_in_the_basic_data(context: Flask, now: datetime) -> None:
    application = applications.find(start(declared_number(factory.CLERK), now))
    same = {warning.code for warning in cross_checks.of(application)}
    applications.write_header(application, {**factory.HEADER, "destination_country": "JPN"})
    told = [warning for warning in cross_checks.of(application) if warning.code not in same]
    assert [warning.path for warning in told] == ["application.destination_country"]


def test_places_name_their_document_and_one_can_be_asked_alone(context: Flask) -> None:
    application = factory.draft(documents=2)
    first = application.certificates[0]
    everything = {warning.path for warning in cross_checks.of(application)}
    alone = {warning.path for warning in cross_checks.of(application, only=first)}
    assert alone <= everything
    assert all(path.startswith((f"certificates.{first.id}.", "application.")) for path in alone)
