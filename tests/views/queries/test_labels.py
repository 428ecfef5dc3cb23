"""What stands above a column of a result."""

from __future__ import annotations

import pytest

from app.domain.report_tables import REPORT_TABLES
from app.views.queries.labels import COLUMNS, TABLES, head

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_every_reporting_table_and_column_has_words() -> None:
    assert set(TABLES) == set(REPORT_TABLES)
    assert all(str(COLUMNS[name]) for table in REPORT_TABLES.values() for name in table.columns)


def test_a_head_is_the_columns_a_totals_or_what_the_query_says() -> None:
    country = str(COLUMNS["destination_country"])
    assert head("destination_country") == country
    assert (head("row_count"), head("max_destination_country")) == ("Number of rows", f"Largest: {country}")
    assert head("我的列") == "我的列"
