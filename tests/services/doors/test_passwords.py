"""Passwords: hashed dearly, compared without a hint, measured against what others know and what everybody uses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import SystemParameter, User
from app.services.base.transaction import transaction
from app.services.demo.demo import password as demo_password
from app.services.doors import passwords
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

GOOD = "Tidal-walnut 47 lanterns"


def clerk() -> User:
    return db.session.scalars(db.select(User).where(User.username == factory.CLERK)).one()


def set_policy(value: str) -> None:
    with transaction():
        row = db.session.scalars(db.select(SystemParameter).where(SystemParameter.name == "password_policy")).one()
        row.value = value


def test_a_stored_hash_names_its_cost_and_fits_its_password_only() -> None:
    stored = passwords.hashed(GOOD)
    assert stored.startswith(passwords.METHOD)
    assert passwords.matches(stored, GOOD)
    assert [passwords.matches(stored, text) for text in ("", GOOD + "\0", GOOD.lower())] == [False, False, False]


def test_an_account_without_a_hash_lets_nobody_in(context: Flask) -> None:
    assert passwords.matches(clerk().password, demo_password())
    assert not passwords.matches(None, demo_password())
    assert not passwords.matches("", "")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("woaini1314520", "password_known"),
        ("P@ssw0rd1234", "password_known"),
        ("abcabcabcabcabc", "password_easy_to_guess"),
    ],
)
def test_what_everybody_tries_first_is_refused(context: Flask, password: str, code: str) -> None:
    assert passwords.problems(password, clerk()) == [code]


def test_what_others_know_of_a_user_is_no_password_of_his(context: Flask) -> None:
    user = clerk()
    assert {"haian.clerk", user.organisation.credit_code} <= set(passwords.known_of(user))
    assert passwords.problems(f"haian.clerk{user.phone}", user) != []
    assert passwords.problems(GOOD, user) == []


def test_a_password_expires_under_the_policy_of_classes_only(context: Flask, now: datetime) -> None:
    user = clerk()
    user.password_set_at = now - timedelta(days=3650)
    db.session.commit()
    assert passwords.policy() == "strength"
    assert not passwords.has_expired(clerk(), now=now)
    set_policy("classes")
    assert passwords.has_expired(clerk(), now=now)
