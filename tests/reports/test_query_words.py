"""Words of a query: what is not allowed is refused with its reason and place, and the rest runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from app.domain.actor import Actor
from app.reports import query_tree
from app.reports.query_words import QueryRefusedError
from app.services.queries import saved_queries
from app.views.screens import SENTENCES

if TYPE_CHECKING:
    from flask import Flask

FOLDER = Path(__file__).parents[1] / "security"


BYPASSES = [
    (code, statement)
    for code, statements in yaml.safe_load((FOLDER / "query_bypasses.yaml").read_text("utf-8")).items()
    for statement in statements
]


ALLOWED = yaml.safe_load((FOLDER / "query_allowed.yaml").read_text("utf-8"))


SEEING_ALL = Actor(login="a", name="A", user_id=1, sees_all=True, permissions=frozenset({("can_show", "queries")}))


@pytest.mark.bar("S8")
@pytest.mark.parametrize(("code", "statement"), BYPASSES)
def test_a_bypass_is_refused_with_its_reason_and_place(code: str, statement: str) -> None:
    with pytest.raises(QueryRefusedError) as refused:
        query_tree.read(statement)
    assert refused.value.code == code
    assert code in SENTENCES
    assert refused.value.params["line"] >= 1
    assert refused.value.params["column"] >= 1


def test_there_are_enough_bypasses() -> None:
    assert len({statement for _code, statement in BYPASSES}) >= 80


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(QueryRefusedError) as refused:
        query_tree.read("select id,\n  pg_sleep(9) from report_users")
    assert refused.value.params == {"line": 2, "column": 3, "word": "pg_sleep"}


@pytest.mark.function("5.2.8-a")
@pytest.mark.parametrize("statement", ALLOWED)
def test_an_allowed_statement_runs(context: Flask, statement: str) -> None:
    assert saved_queries.page(SEEING_ALL, statement, number=1, size=20).heads
