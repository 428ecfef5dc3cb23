"""Reporting tables: the only tables and columns that a saved query can read; each is a database view of this name.

Every column is text or a number, alike on every database: moments are `2026-11-23 14:30:00` and days `2026-11-23` of
China, months `2026-11`, yes and no are "yes" and "no". No column holds a password, a key, a session or a file's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: "number" columns can be added up; everything else is text
NUMBERS = frozenset(
    {
        "id", "application_id", "certificate_id", "issued_document_id", "user_id", "organisation_id", "parent_id",
        "originals", "copies", "review_rounds", "pages", "file_bytes", "copy_number", "file_count", "login_count",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """Declare one reporting table.

    owner_column     rows belong to the organisation named here; without one only administrators read the table
    office_column    rows are declared to the customs office named here
    declared_column  is empty until the row was declared; until then it is the enterprise's alone
    """

    name: str
    columns: tuple[str, ...]
    owner_column: str | None = None
    office_column: str | None = None
    declared_column: str | None = None


def _table(
    name: str,
    columns: str,
    *,
    owner: str | None = "organisation_id",
    office: str | None = "declaring_customs",
    declared: str | None = None,
) -> ReportTable:
    """Declare a table; as a rule its rows belong to an enterprise and are declared to an office."""
    return ReportTable(
        name=name, columns=tuple(columns.split()), owner_column=owner, office_column=office, declared_column=declared
    )


_TABLES = (
    _table(
        "report_certificates",
        "id application_id organisation_id enterprise type_code format_code goods_name inspection_no "
        "sub_certificate_no certificate_no status validity declaring_customs destination_country "
        "consignee_name_foreign consignee_name_zh producer originals copies declaration_date declared_at "
        "declared_month issued_at issued_date issued_month receipt_date making_date created_at",
        declared="declared_at",
    ),
    _table(
        "report_applications",
        "id organisation_id enterprise entry_mode status inspection_no declaring_customs destination_country "
        "consignor_name_zh consignor_name_foreign consignee_name_zh consignee_name_foreign producer "
        "needs_confirmation review_rounds reissue_kind declaration_date declared_at declared_month accepted_at "
        "reviewed_at approved_at issued_at issued_month created_at",
        declared="declared_at",
    ),
    _table(
        "report_steps",
        "id application_id certificate_id organisation_id enterprise inspection_no declaring_customs declared_at "
        "action side from_status to_status happened_at happened_month actor_name actor_organisation",
        declared="declared_at",
    ),
    _table(
        "report_declarations",
        "id organisation_id enterprise inspection_no declaring_customs declaration_date destination_country "
        "consignor_name_zh consignee_name_foreign goods_name received_at received_month",
    ),
    _table(
        "report_packaging_applications",
        "id organisation_id enterprise application_no inspection_no declaring_customs applicant_name "
        "container_name_and_spec created_at",
    ),
    _table(
        "report_issued_documents",
        "id certificate_id organisation_id enterprise inspection_no certificate_no type_code format_code copy_kind "
        "pages file_bytes declaring_customs declared_at issued_at issued_date issued_month",
        declared="declared_at",
    ),
    _table(
        "report_prints",
        "id issued_document_id certificate_id organisation_id enterprise certificate_no type_code copy_kind "
        "copy_number declaring_customs declared_at printed_at printed_month printed_by reason",
        declared="declared_at",
    ),
    _table(
        "report_scans",
        "id organisation_id enterprise document_no file_count created_at created_month",
        office=None,
    ),
    _table(
        "report_organisations",
        "id parent_id parent kind status name short_name name_en credit_code inspection_registration_no customs_code "
        "contact_name post_code address created_at",
        owner=None,
        office=None,
    ),
    _table(
        "report_users",
        "id organisation_id organisation login first_name last_name email phone country status login_count "
        "deregistered_at",
        owner=None,
        office=None,
    ),
    _table("report_user_roles", "user_id login organisation_id role", owner=None, office=None),
)

REPORT_TABLES: Mapping[str, ReportTable] = {table.name: table for table in _TABLES}


def is_number(column: str) -> bool:
    """Tell whether a column holds numbers."""
    return column in NUMBERS
