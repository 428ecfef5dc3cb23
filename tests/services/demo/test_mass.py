"""Many demo certificates: totals and mirrors are right afterwards, and the history is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.catalogue.loader import catalogue
from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import Application, Certificate
from app.models.application import MIRRORED
from app.services.base import accounts
from app.services.demo import mass as demo_mass
from app.services.settings import evidence
from app.services.statistics import totals
from tests.conftest import NOW
from tests.factories.applications import draft

if TYPE_CHECKING:
    from flask import Flask


@pytest.mark.bar("P2")
def test_many_certificates_leave_totals_mirrors_and_history_right(context: Flask) -> None:
    accounts.bind(SYSTEM)
    demo_mass.fill(600, now=NOW)
    assert db.session.scalar(select(func.count(Certificate.id))) == 600
    assert totals.verify() == []
    pairs = db.session.execute(select(Certificate, Application).join(Application, Certificate.application)).tuples()
    for certificate, application in pairs:
        assert [getattr(certificate, name) for name in MIRRORED] == [getattr(application, name) for name in MIRRORED]
    settings = context.config["SETTINGS"]
    assert evidence.verify(folder=settings.instance, key=settings.history_key) == []


def test_many_certificates_are_of_types_that_have_a_menu(context: Flask) -> None:
    accounts.bind(SYSTEM)
    demo_mass.fill(600, now=NOW)
    made = set(db.session.scalars(select(Certificate.type_code).distinct()))
    assert made == {kind.code for kind in catalogue().types.values() if kind.enabled}


def test_work_goes_on_after_many_certificates(context: Flask) -> None:
    accounts.bind(SYSTEM)
    demo_mass.fill(50, now=NOW)
    assert draft().id > 50
    accounts.bind(SYSTEM)
    assert totals.verify() == []
