"""System parameters: their kinds and defaults, and what a stored text means."""

from __future__ import annotations

import pytest

from app.domain.parameters import DECLARED, Parameter, is_secret, secret_names, typed


def test_every_parameter_has_its_kind_and_default() -> None:
    assert {name: (one.kind, one.default) for name, one in DECLARED.items()} == {
        "approval_needs_second_person": ("yes_no", "no"),
        "approval_issues_at_once": ("yes_no", "no"),
        "printed_number_prefix": ("text", "~ "),
        "session_idle_minutes": ("number", "120"),
        "service_hotline": ("text", ""),
        "service_groups": ("text", ""),
        "service_hours": ("text", ""),
        "service_address": ("text", ""),
        "password_policy": ("choice", "strength"),
        "password_days": ("number", "90"),
        "card_sha1_until": ("text", ""),
    }
    assert DECLARED["password_policy"].choices == ("strength", "classes")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("approval_issues_at_once", "yes", True),
        ("approval_issues_at_once", "no", False),
        ("approval_issues_at_once", "", False),
        ("password_days", "30", 30),
        ("password_days", "soon", 90),
        ("password_days", "٣٠", 90),
        ("password_days", "", 90),
        ("password_policy", "classes", "classes"),
        ("password_policy", "none", "strength"),
        ("service_hotline", "12360", "12360"),
    ],
)
def test_a_text_is_read_by_its_kind_or_the_default_counts(name: str, text: str, value: object) -> None:
    assert typed(DECLARED[name], text) == value


def test_yes_may_be_the_default() -> None:
    assert typed(Parameter("x", "yes_no", "yes"), "") is True


def test_secrets_are_only_written(monkeypatch: pytest.MonkeyPatch) -> None:
    assert secret_names() == []
    monkeypatch.setitem(DECLARED, "hook_key", Parameter("hook_key", "secret", ""))
    assert secret_names() == ["hook_key"]
    assert is_secret("hook_key")
    assert not is_secret("password_days")
    assert not is_secret("unheard_of")
