"""Values in words: every code that the database knows has its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import CheckConstraint

from app.models.audit import SILENT
from app.views.words.value_words import value_text
from tests.views.words.test_columns import recorded

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="words of the catalogue; no query of its own")


def columns(model: Any) -> list[str]:
    return [one.key for one in model.__mapper__.column_attrs if one.key not in {*SILENT, "id"}]


def codes_of(model: Any, column: str) -> list[str]:
    """Return the codes that the database lets a column hold."""
    checks = [str(one.sqltext) for one in model.__table__.constraints if isinstance(one, CheckConstraint)]
    lists = [found[1] for check in checks if (found := re.search(rf"\b{column} in \((.*?)\)", check))]
    return [code for listed in lists for code in re.findall(r"'([^']+)'", listed)]


@pytest.mark.function("5.2.1-c")
def test_every_code_that_the_database_knows_has_words(context: Flask) -> None:
    with context.test_request_context("/"):
        unsaid = {
            f"{model.__tablename__}.{column}: {code}"
            for model in recorded()
            for column in columns(model)
            for code in codes_of(model, column)
            if value_text(model.__tablename__, column, code) == code
        }
    assert not unsaid
