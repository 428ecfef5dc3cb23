"""The words of reporting tables and their columns; result heads that are columns get them too."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.domain.report_tables import REPORT_TABLES
from app.views.words.columns import label_of, report_label
from app.views.words.label import Label

TABLES: dict[str, Label] = {
    "report_certificates": _l("Certificates"),
    "report_applications": _l("Applications"),
    "report_steps": _l("Steps of applications"),
    "report_declarations": _l("Inspection declarations"),
    "report_packaging_applications": _l("Packaging applications"),
    "report_issued_documents": _l("Issued documents"),
    "report_prints": _l("Print ledger"),
    "report_scans": _l("Scanned documents"),
    "report_organisations": _l("Organisations"),
    "report_users": _l("Users"),
    "report_user_roles": _l("Roles of users"),
}

#: column of a reporting table → what stands above it
COLUMNS: dict[str, Label] = {name: report_label(name) for table in REPORT_TABLES.values() for name in table.columns} | {
    "parent": label_of("parent_id")
}

TOTALS: dict[str, Label] = {
    "count": _l("Number of rows"),
    "sum": _l("Sum"),
    "avg": _l("Average"),
    "min": _l("Smallest"),
    "max": _l("Largest"),
}

COMPARISONS: dict[str, Label] = {
    "equals": _l("is"),
    "differs": _l("is not"),
    "from": _l("from … on"),
    "to": _l("up to"),
    "contains": _l("contains"),
    "begins": _l("begins with"),
    "empty": _l("is empty"),
    "filled": _l("is filled in"),
}


def head(name: str) -> str:
    """Return what stands above a column of a result: the column's words, a total's, or what the query calls it."""
    if name in COLUMNS:
        return str(COLUMNS[name])
    if name == "row_count":
        return str(TOTALS["count"])
    function, _, column = name.partition("_")
    if function in TOTALS and column in COLUMNS:
        return f"{TOTALS[function]}: {COLUMNS[column]}"
    return name
