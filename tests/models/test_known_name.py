"""Known names: every name that rows get is known once, whoever writes them, so that a search misses none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import ActorName, Application, Certificate, OperationRecord, ProducerName
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.demo import mass as demo_mass
from tests.conftest import NOW
from tests.factories.many_certificates import enterprise, fill
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.bar("P1")


def _known() -> set[str]:
    return set(db.session.scalars(select(ProducerName.name)))


def _carried() -> set[str]:
    return set(db.session.scalars(select(Certificate.producer).where(Certificate.producer != "")))


def test_rows_written_past_the_services_are_known(context: Flask) -> None:
    accounts.bind(SYSTEM)
    demo_mass.fill(200, now=NOW)
    assert _known() >= _carried()
    assert len(_carried()) > 1
    assert db.session.scalar(select(func.count()).select_from(ProducerName)) == len(_known())


def test_a_changed_name_is_known_and_an_empty_one_is_not(context: Flask) -> None:
    accounts.bind(SYSTEM)
    fill(2, organisation_id=enterprise())
    for name in ("海盛加工厂（示例）", "", "海盛加工厂（示例）", "北岸加工厂（示例）"):
        with transaction():
            for application in db.session.scalars(select(Application)):
                application.producer = name
    assert _carried() == {"北岸加工厂（示例）"}
    assert {"海盛加工厂（示例）", "北岸加工厂（示例）"} <= _known()
    assert "" not in _known()


@pytest.mark.function("5.9.2-a")
def test_documents_are_found_by_a_part_of_their_producer(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    with app.app_context():
        accounts.bind(SYSTEM)
        fill(2, organisation_id=enterprise())
        names = ("海盛加工厂 Haisheng（示例）", "北岸加工厂（示例）")
        with transaction():
            for application, name in zip(db.session.scalars(select(Application)), names, strict=True):
                application.producer = name
    admin = login("admin")
    for part, found in {"盛加": 1, "示例": 2, "HAISHENG": 1, "%": 0, "别家": 0}.items():
        html = admin.get("/certificate-query/", query_string={"producer": part}).text
        assert html.count("加工厂") == found, part


def test_whoever_did_something_is_known(context: Flask) -> None:
    accounts.bind(SYSTEM)
    fill(1, organisation_id=enterprise())
    with transaction():
        db.session.scalars(select(Application)).one().producer = "海盛加工厂（示例）"
    did = set(db.session.scalars(select(OperationRecord.actor_name).where(OperationRecord.actor_name != "")))
    assert SYSTEM.name in did
    assert did <= set(db.session.scalars(select(ActorName.name)))


@pytest.mark.function("5.2.1-c")
def test_the_history_is_found_by_a_part_of_who_did_it(login: Callable[[str], FlaskClient]) -> None:
    admin = login("admin")
    post(admin, "/parameters/new", data={"name": "example_note", "value": "示例", "remark": ""})
    for who, is_found in {"无此人": False, "%": False, "王敏": True}.items():
        html = admin.get("/operation-history/", query_string={"who": who}).text
        assert ("<tbody>" in html) is is_found, who
