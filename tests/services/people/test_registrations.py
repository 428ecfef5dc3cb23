"""Registrations as services: limited by address, guessing is paused, one request for one enterprise."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from app.domain.errors import DomainError, InvalidError
from app.extensions import db
from app.models import LoginAttempt
from app.models.base import utc_now
from app.services.people import registrations

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


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


@pytest.mark.bar("S4")
def test_one_address_sends_five_registrations_an_hour(context: Flask) -> None:
    moment = utc_now()
    for number in range(registrations.MAX_PER_HOUR):
        registrations.submit(values(number), address="10.0.0.1", now=moment)
    with pytest.raises(DomainError, match="too_many_registrations"):
        registrations.submit(values(7), address="10.0.0.1", now=moment)
    assert registrations.submit(values(7), address="10.0.0.2", now=moment)
    assert registrations.submit(values(8), address="10.0.0.1", now=moment + timedelta(hours=2))


@pytest.mark.bar("S4")
def test_asking_which_names_are_taken_is_paused_like_guessing(context: Flask, now: datetime) -> None:
    codes = []
    for number in range(22):
        try:
            registrations.submit({**values(number), "login": "haian.clerk"}, address="10.0.0.1", now=now)
        except DomainError as error:
            codes.append(error.code)
    assert codes == ["invalid"] * 20 + ["too_many_registrations"] * 2
    assert db.session.scalar(select(func.count(LoginAttempt.id)).where(LoginAttempt.door == "register")) == 20


@pytest.mark.bar("S4")
def test_guessing_references_is_paused(context: Flask, now: datetime) -> None:
    for number in range(20):
        assert registrations.find(f"guess-{number}", address="10.0.0.1", now=now) is None or number == 19
    with pytest.raises(DomainError, match="login_paused"):
        registrations.find("guess", address="10.0.0.1", now=now)


def test_two_requests_for_one_enterprise_or_name_do_not_wait_together(context: Flask, now: datetime) -> None:
    registrations.submit(values(), address="10.0.0.1", now=now)
    with pytest.raises(InvalidError) as refused:
        registrations.submit(values(), address="10.0.0.2", now=now)
    assert {one.path for one in refused.value.errors} == {"credit_code", "login"}
