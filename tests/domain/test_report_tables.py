"""Reporting tables: whose rows they hold, and which columns are numbers."""

from __future__ import annotations

import re

from app.domain.report_tables import NUMBERS, REPORT_TABLES, is_number

OWN, OFFICE = "organisation_id", "declaring_customs"
#: table → (the enterprise's column, the office's, the one that is empty until the row was declared)
REACH = {
    "report_certificates": (OWN, OFFICE, "declared_at"),
    "report_applications": (OWN, OFFICE, "declared_at"),
    "report_steps": (OWN, OFFICE, "declared_at"),
    "report_declarations": (OWN, OFFICE, None),
    "report_packaging_applications": (OWN, OFFICE, None),
    "report_issued_documents": (OWN, OFFICE, "declared_at"),
    "report_prints": (OWN, OFFICE, "declared_at"),
    "report_scans": (OWN, None, None),
    "report_organisations": (None, None, None),
    "report_users": (None, None, None),
    "report_user_roles": (None, None, None),
}


def test_each_table_says_whose_rows_it_holds() -> None:
    found = {
        name: (table.owner_column, table.office_column, table.declared_column) for name, table in REPORT_TABLES.items()
    }
    assert found == REACH
    for table in REPORT_TABLES.values():
        assert {table.owner_column, table.office_column, table.declared_column} - {None} <= set(table.columns)


def test_columns_are_named_in_small_letters_once() -> None:
    for table in REPORT_TABLES.values():
        assert all(re.fullmatch(r"[a-z_]+", column) for column in table.columns)
        assert len(set(table.columns)) == len(table.columns)


def test_every_number_is_a_column_of_some_table() -> None:
    assert set().union(*(table.columns for table in REPORT_TABLES.values())) >= NUMBERS
    assert is_number("pages")
    assert not is_number("certificate_no")
