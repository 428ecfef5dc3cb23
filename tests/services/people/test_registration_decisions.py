"""Decisions on registrations: by administrators only, and once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.errors import DomainError, InvalidError, NotAllowedNowError, NotPermittedError
from app.extensions import db
from app.models import User
from app.services.people import registration_decisions, registrations

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from app.domain.actor import Actor

pytestmark = pytest.mark.function("2.2")


PASSWORD = "Tidal-walnut 47 lanterns"


FIELDS = {
    "name": "大连新港食品有限公司（示例）", "name_en": "DALIAN XINGANG FOODS (EXAMPLE)",
    "credit_code": "91210200MA0DEM99XU",
    "inspection_registration_no": "2100600999", "contact_name": "马跃（示例）", "contact_phone": "0411-5550999",
    "post_code": "116001", "street_address": "大连市港湾路 9 号", "login": "xingang.ma", "last_name": "马",
    "first_name": "跃（示例）", "email": "xingang.ma@example.invalid", "phone": "0411-5550998", "password": PASSWORD,
    "repeated": PASSWORD,
}  # fmt: skip


def values(number: int = 0) -> dict[str, Any]:
    return {
        **FIELDS, "login": f"xingang.{number}", "credit_code": f"91210200MA0DEM9{number:02}U",
        "inspection_registration_no": "", "locale": "zh_Hans",
    }  # fmt: skip


def test_only_administrators_decide_and_only_once(actor: Callable[[str], Actor], app: Flask, now: datetime) -> None:
    with app.app_context():
        number = registrations.submit(values(), address="10.0.0.1", now=now).registration.id
        for name in ("haian.admin", "haian.clerk", "customs.0901"):
            with pytest.raises(NotPermittedError):
                registration_decisions.approve(actor(name), number, version=None, now=now)
        admin = actor("admin")
        registration_decisions.reject(admin, number, "x", version=None, now=now)
        with pytest.raises(NotAllowedNowError):
            registration_decisions.approve(admin, number, version=None, now=now)
        assert db.session.scalar(select(User.id).where(User.username == "xingang.0")) is None


def test_approval_makes_the_enterprise_and_its_first_user(actor: Callable[[str], Actor], now: datetime) -> None:
    number = registrations.submit(values(), address="10.0.0.1", now=now).registration.id
    row = registration_decisions.approve(actor("admin"), number, version=None, now=now)
    user = db.session.get_one(User, row.user_id)
    assert (row.state, row.password, row.decided_at) == ("approved", None, now)
    assert sorted(role.name for role in user.roles) == ["clerk", "enterprise_administrator"]
    assert user.organisation.path.endswith(f"/{user.organisation_id}/")


def test_what_somebody_took_meanwhile_stands_in_the_way_and_a_rejection_needs_a_reason(
    actor: Callable[[str], Actor], now: datetime
) -> None:
    number = registrations.submit(values(), address="10.0.0.1", now=now).registration.id
    admin = actor("admin")
    admin_row = db.session.get_one(User, admin.user_id)
    admin_row.email = values()["email"]
    db.session.commit()
    row = registrations.get(number)
    assert [one.path for one in registration_decisions.obstacles(row)] == ["email"]
    with pytest.raises(InvalidError):
        registration_decisions.approve(admin, number, version=None, now=now)
    with pytest.raises(DomainError) as refused:
        registration_decisions.reject(admin, number, "  ", version=None, now=now)
    assert refused.value.code == "reason_needed"
    assert registrations.get(number).state == "pending"
