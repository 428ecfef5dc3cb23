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


@pytest.mark.parametrize(
    ("password", "known", "codes"),
    [
        ("abcdefghij", (), []),
        ("abcdefghi", (), ["password_too_short"]),
        ("a" * 256, (), []),
        ("a" * 257, (), ["password_too_long"]),
        ("abcdefghij\x1f", (), ["password_control_character"]),
        ("abcdefghij\x7f", (), ["password_control_character"]),
        ("abcde fghij", (), []),
        ("my-HAIAN-dog", ("haia",), ["password_contains_known"]),
        ("my-haian-dog", ("HAIAN",), ["password_contains_known"]),
        ("my-haian-dog", ("hai",), []),
    ],
)
def test_a_password_is_measured_at_its_ends(password: str, known: tuple[str, ...], codes: list[str]) -> None:
    assert passwords.problems(password, known=known) == codes


@pytest.mark.parametrize(
    ("password", "kinds"),
    [("", 0), ("aa", 1), ("aA", 2), ("a1", 2), ("aA1", 3), ("aA1-", 4), ("海", 1), ("é", 2), ("A", 1), ("7", 1)],
)
def test_kinds_of_characters_are_counted(password: str, kinds: int) -> None:
    assert passwords.kinds(password) == kinds


def test_three_kinds_are_enough_and_two_are_not() -> None:
    assert passwords.problems("abcdefghiJ", policy="classes") == ["password_too_simple"]
    assert passwords.problems("abcdefgh1J", policy="classes") == []


def test_a_known_password_is_told_without_what_people_put_around_it() -> None:
    assert passwords.bare(" !Password1!\t") == "password1"


def test_a_one_time_password_is_three_groups_of_five() -> None:
    made = [passwords.one_time() for _ in range(20)]
    assert {tuple(map(len, one.split("-"))) for one in made} == {(5, 5, 5)}
    assert "".join(passwords.READABLE) == "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"


def test_a_one_time_password_of_one_kind_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter("a" * 15 + "abcdeABCDE23456")
    monkeypatch.setattr(passwords.secrets, "choice", lambda _: next(draws))
    assert passwords.one_time() == "abcde-ABCDE-23456"
