"""Saved queries: shared, scoped, limited in rows and time from outside, on a connection that cannot write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.actor import Actor
from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError
from app.domain.query_forms import COMPARISONS, Condition, QueryForm, Total, written
from app.domain.report_tables import REPORT_TABLES
from app.extensions import db
from app.models import SavedQuery
from app.reports.query_words import QueryRefusedError
from app.services.queries import saved_queries
from tests.security.rows import fill_both

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

SEEING_ALL = Actor(login="a", name="A", user_id=1, sees_all=True, permissions=frozenset({("can_show", "queries")}))


@pytest.mark.bar("S1")
def test_everybody_finds_the_rows_of_his_own_only(context: Flask, actor: Any) -> None:
    fill_both()
    for name in ("haian.clerk", "customs.0901"):
        who = _reading(actor(name))
        for table in REPORT_TABLES.values():
            if table.owner_column is None:
                continue
            found = saved_queries.page(who, f"select * from {table.name}", number=1, size=1000)
            rows = [dict(zip(found.heads, row, strict=True)) for row in found.rows]
            assert rows or (table.office_column is None and not who.organisation_ids)
            if who.organisation_ids:
                assert {row["organisation_id"] for row in rows} == {who.organisation_id}
            else:
                assert {row["declaring_customs"] for row in rows} <= who.customs_codes
                assert all(row[table.declared_column] for row in rows if table.declared_column)


@pytest.mark.bar("S1")
def test_a_failing_condition_tells_nothing_of_foreign_rows(context: Flask, actor: Any) -> None:
    fill_both()
    who = _reading(actor("haian.clerk"))
    trap = (
        "select id from report_certificates where 1 / "
        f"(case when organisation_id = {who.organisation_id} then 1 else 0 end) = 1"
    )
    assert saved_queries.page(who, trap, number=1, size=20).rows


@pytest.mark.parametrize("table", [table.name for table in REPORT_TABLES.values() if not table.owner_column])
def test_users_and_organisations_are_for_administrators(context: Flask, table: str) -> None:
    who = Actor(login="x", name="X", user_id=5, permissions=frozenset({("can_show", "queries")}))
    with pytest.raises(QueryRefusedError) as refused:
        saved_queries.page(who, f"select * from {table}", number=1, size=20)
    assert refused.value.code == "query_administrators_table"


@pytest.mark.function("5.2.8-a")
def test_a_query_is_shared_with_roles_and_found_by_nobody_else(context: Flask, actor: Any, now: datetime) -> None:
    values = {
        "name": "月度签发",
        "remark": "",
        "statement": "select id from report_certificates",
        "roles": ["reviewer"],
    }
    number = saved_queries.create(actor("admin"), values, now=now).id
    assert saved_queries.find(actor("customs.0901"), number).name == "月度签发"
    with pytest.raises(NotFoundError):
        saved_queries.find(actor("haian.admin"), number)
    admin = actor("admin")
    changed = saved_queries.change(admin, number, {**values, "roles": ["enterprise_administrator"]}, version=1, now=now)
    assert changed.roles == ["enterprise_administrator"]
    assert saved_queries.find(actor("haian.admin"), number)
    with pytest.raises(NotPermittedError):
        saved_queries.change(actor("haian.admin"), number, values, version=2, now=now)
    saved_queries.remove(actor("admin"), number, version=None, now=now)
    assert db.session.get(SavedQuery, number) is None


def test_a_statement_that_would_not_run_is_not_saved(context: Flask, actor: Any, now: datetime) -> None:
    values = {"name": "x", "statement": "select password from ab_user", "roles": ["nobody's"]}
    with pytest.raises(InvalidError) as refused:
        saved_queries.create(actor("admin"), values, now=now)
    assert {error.path for error in refused.value.errors} == {"statement", "roles"}


@pytest.mark.function("5.2.8-a")
def test_what_the_form_writes_runs(context: Flask) -> None:
    conditions = [Condition("pages" if name in ("from", "to") else "certificate_no", name, "2") for name in COMPARISONS]
    form = QueryForm(
        table="report_issued_documents",
        columns=["type_code", "issued_month"],
        conditions=[*conditions, Condition("enterprise", "contains", "it's -- 100%")],
        totals=[Total("count"), *(Total(name, "pages") for name in ("sum", "avg", "min", "max"))],
        order="row_count",
        direction="desc",
    )
    found = saved_queries.page(SEEING_ALL, written(form), number=1, size=20)
    assert found.heads == ["type_code", "issued_month", "row_count", "sum_pages", "avg_pages", "min_pages", "max_pages"]
    assert saved_queries.page(SEEING_ALL, written(QueryForm(table="report_users")), number=1, size=20).rows


@pytest.mark.parametrize(
    "form",
    [
        QueryForm(table="ab_user"),
        QueryForm(table="report_users", columns=["password"]),
        QueryForm(table="report_users", order="id; drop table x"),
        QueryForm(table="report_users", direction="asc; drop table x"),
        QueryForm(table="report_users", conditions=[Condition("id", "equals", "1 or 1=1")]),
        QueryForm(table="report_users", conditions=[Condition("id", "= 1 or", "1")]),
        QueryForm(table="report_users", totals=[Total("pg_sleep", "id")]),
    ],
)
def test_the_form_writes_nothing_that_its_table_does_not_have(form: QueryForm) -> None:
    with pytest.raises(DomainError):
        written(form)


def _reading(who: Actor) -> Actor:
    """Return the actor with the right to run queries."""
    return replace(who, permissions=frozenset({("can_show", "queries")}))
