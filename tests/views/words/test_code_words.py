"""Codes of columns in words, and the values of system parameters."""

from __future__ import annotations

import pytest

from app.domain.parameters import DECLARED
from app.views.words import code_words

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(
    ("column", "code", "words"),
    [
        ("copy_kind", "copy", "Copy (duplicate)"),
        ("type_codes", ["14", "77"], ["Veterinary (Health) Certificate", "77"]),
        ("theme", "dark", "Dark"),
        ("time_zone", "Mars", "Mars"),
        ("locale", "xx_no", "xx_no"),
        ("roles", ["clerk"], ["Clerk"]),
    ],
)
def test_the_codes_of_a_column_are_said(column: str, code: object, words: object) -> None:
    say = code_words.of("any_table", column)
    assert say is not None
    assert say(code) == words


def test_a_table_may_say_its_column_in_another_way() -> None:
    account, organisation = code_words.of("ab_user", "status"), code_words.of("organisation", "status")
    assert account is not None
    assert organisation is not None
    assert (account("locked"), organisation("closed")) == ("Locked", "Closed")
    assert code_words.of("notice", "title") is None


def test_a_parameter_of_a_few_values_is_said_in_words() -> None:
    assert code_words.parameter_value("approval_issues_at_once", "yes") == "Yes"
    assert code_words.parameter_value("password_policy", "strength") == "hard to guess"
    assert code_words.parameter_value("password_days", "90") == "90"
    assert code_words.parameter_value("no_such_one", "x") == "x"
    assert set(code_words.parameter_words(DECLARED["password_policy"])) == {"strength", "classes"}
