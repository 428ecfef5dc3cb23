"""The form beside a query's text."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from app.domain.query_forms import COMPARISONS, TOTALS
from app.domain.report_tables import REPORT_TABLES
from app.views.queries.words import MAX_PARTS, offered, read_form

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_it_offers_every_table_comparison_and_total_in_words() -> None:
    found = offered()
    assert [one["name"] for one in found["tables"]] == list(REPORT_TABLES)
    assert [one["name"] for one in found["comparisons"]] == list(COMPARISONS)
    assert [one["name"] for one in found["totals"]] == list(TOTALS)
    assert all(one["label"] for part in found.values() for one in part)


def test_what_is_sent_is_read_without_its_empty_rows() -> None:
    sent = MultiDict(
        [("table", "report_users"), ("columns", "name"), ("condition_column", "name"), ("condition_column", ""),
         ("comparison", "equals"), ("comparison", "equals"), ("value", "王敏"), ("value", ""),
         ("total", "count"), ("total_column", "")]
    )  # fmt: skip
    form = read_form(sent)
    assert (form.table, form.columns, form.direction) == ("report_users", ["name"], "asc")
    assert [(one.column, one.value) for one in form.conditions] == [("name", "王敏")]
    assert len(form.totals) == 1
    assert len(read_form(MultiDict([("total", "count"), ("total_column", "")] * 99)).totals) <= MAX_PARTS
