"""What a password must be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import passwords


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("Tidal-walnut 47", []),
        ("海关检验检疫证书系统-Ab", []),
        ("Ab1-", ["password_too_short"]),
        ("onlysmallletters", []),
        ("Ab1-" * 100, ["password_too_long"]),
        ("Tidal-walnut\x0047", ["password_control_character"]),
        ("Linhai-walnut 47", ["password_contains_known"]),
        ("", ["password_too_short"]),
    ],
)
def test_every_broken_rule_is_named(password: str, codes: list[str]) -> None:
    assert passwords.problems(password, known=["linhai", "wa"]) == codes


def test_the_policy_of_classes_wants_three_kinds_of_characters() -> None:
    assert passwords.problems("onlysmallletters", policy="classes") == ["password_too_simple"]
    assert passwords.problems("Tidal-walnut", policy="classes") == []


def test_a_password_expires_by_its_age_and_one_of_unknown_age_has() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    assert not passwords.has_expired(now - timedelta(days=89), days=90, now=now)
    assert passwords.has_expired(now - timedelta(days=90), days=90, now=now)
    assert passwords.has_expired(None, days=90, now=now)


@given(st.text())
def test_any_text_gets_an_answer(password: str) -> None:
    assert set(passwords.problems(password, known=["x"], policy="classes")) <= {
        "password_too_short", "password_too_long", "password_control_character", "password_too_simple",
    }  # fmt: skip


def test_one_time_passwords_keep_the_rules_and_can_be_read_out() -> None:
    made = {passwords.one_time() for _ in range(50)}
    assert len(made) == 50
    assert all(not passwords.problems(one, policy="classes") and not set(one) & set("Il1O0o") for one in made)
