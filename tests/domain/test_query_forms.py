"""The form of a query writes a SELECT: columns, conditions, totals, order, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.errors import DomainError
from app.domain.query_forms import Condition, QueryForm, Total, written


def query(**given: Any) -> str:
    return written(QueryForm(**{"table": "report_scans", "columns": ("enterprise",), **given}))


def condition(column: str, comparison: str, value: str = "") -> str:
    return query(conditions=(Condition(column, comparison, value),)).partition("WHERE ")[2]


def test_without_columns_all_are_shown() -> None:
    assert query(columns=()) == (
        "SELECT id, organisation_id, enterprise, document_no, file_count, created_at, created_month\nFROM report_scans"
    )


def test_totals_are_grouped_by_the_columns_beside_them() -> None:
    totals = (Total("count"), Total("sum", "file_count"))
    assert query(totals=totals, order="row_count", direction="desc") == (
        "SELECT enterprise, count(*) AS row_count, sum(file_count) AS sum_file_count\nFROM report_scans\n"
        "GROUP BY enterprise\nORDER BY row_count DESC"
    )
    assert query(columns=(), totals=totals[:1]) == "SELECT count(*) AS row_count\nFROM report_scans"


def test_rows_are_ordered_by_a_column_upwards_unless_it_is_said() -> None:
    assert query(order="created_at").endswith("\nORDER BY created_at ASC")
    assert "GROUP" not in query(order="created_at")
    assert query() == "SELECT enterprise\nFROM report_scans"


@pytest.mark.parametrize(
    ("comparison", "value", "found"),
    [
        ("equals", " O'Hara ", "enterprise = 'O''Hara'"),
        ("differs", "A", "enterprise <> 'A'"),
        ("from", "A", "enterprise >= 'A'"),
        ("to", "A", "enterprise <= 'A'"),
        ("contains", "A", "enterprise ILIKE '%A%'"),
        ("begins", "A", "enterprise LIKE 'A%'"),
        ("empty", "A", "enterprise IS NULL"),
        ("filled", "", "enterprise IS NOT NULL"),
    ],
)
def test_a_text_is_compared_in_quotes(comparison: str, value: str, found: str) -> None:
    assert condition("enterprise", comparison, value) == found


@pytest.mark.parametrize(
    ("comparison", "value", "found"),
    [
        ("equals", " 12 ", "file_count = 12"),
        ("from", "-12", "file_count >= -12"),
        ("contains", "1x", "file_count ILIKE '%1x%'"),
        ("begins", "1x", "file_count LIKE '1x%'"),
        ("empty", "x", "file_count IS NULL"),
    ],
)
def test_a_number_is_compared_bare(comparison: str, value: str, found: str) -> None:
    assert condition("file_count", comparison, value) == found


@pytest.mark.parametrize("value", ["many", "1 OR 1", "٣", "", "--1"])
def test_what_is_no_number_is_refused_with_its_column(value: str) -> None:
    with pytest.raises(DomainError) as refused:
        condition("file_count", "equals", value)
    assert refused.value.code == "query_not_a_number"
    assert refused.value.params == {"word": value, "name": "file_count"}


def test_several_conditions_all_count() -> None:
    both = (Condition("enterprise", "empty"), Condition("file_count", "from", "2"))
    assert query(conditions=both).endswith("\nWHERE enterprise IS NULL\n  AND file_count >= 2")


@pytest.mark.parametrize(
    ("given", "code", "word"),
    [
        ({"table": "users"}, "query_table", "users"),
        ({"columns": ("enterprise", "password")}, "query_column", "password"),
        ({"conditions": (Condition("password", "equals", "x"),)}, "query_column", "password"),
        ({"totals": (Total("sum", "password"),)}, "query_column", "password"),
        ({"totals": (Total("sum"),)}, "query_column", ""),
        ({"order": "password"}, "query_column", "password"),
        ({"order": "row_count"}, "query_column", "row_count"),
        ({"conditions": (Condition("enterprise", "sounds like"),)}, "query_word", "sounds like"),
        ({"totals": (Total("drop", "enterprise"),)}, "query_word", "drop"),
        ({"direction": "sideways"}, "query_word", "sideways"),
    ],
)
def test_what_the_table_or_the_form_does_not_have_is_refused_by_its_word(
    given: dict[str, Any], code: str, word: str
) -> None:
    with pytest.raises(DomainError) as refused:
        query(**given)
    assert (refused.value.code, refused.value.params) == (code, {"line": 1, "column": 1, "word": word})


@pytest.mark.parametrize("function", ["sum", "avg", "min", "max"])
def test_every_total_may_be_taken(function: str) -> None:
    assert f"{function}(file_count) AS {function}_file_count" in query(totals=(Total(function, "file_count"),))


def test_a_condition_may_lack_a_value_and_a_count_its_column() -> None:
    assert Condition("enterprise", "empty").value == ""
    assert Total("count").column == ""
    assert condition("file_count", "filled", "x") == "file_count IS NOT NULL"


def test_totals_may_be_grouped_by_several_columns() -> None:
    found = query(columns=("enterprise", "created_month"), totals=(Total("count"),))
    assert found.endswith("\nGROUP BY enterprise, created_month")
