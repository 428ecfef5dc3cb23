"""The words of reporting tables and their columns; result heads that are columns get them too."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

TABLES: dict[str, Any] = {
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

COLUMNS: dict[str, Any] = {
    "id": _l("Record number"),
    "application_id": _l("Application (record number)"),
    "certificate_id": _l("Certificate (record number)"),
    "issued_document_id": _l("Issued document (record number)"),
    "user_id": _l("User (record number)"),
    "organisation_id": _l("Organisation (record number)"),
    "parent_id": _l("Parent (record number)"),
    "enterprise": _l("Enterprise"),
    "type_code": _l("Document type (code)"),
    "format_code": _l("Format"),
    "goods_name": _l("Goods name"),
    "inspection_no": _l("Inspection number"),
    "sub_certificate_no": _l("Sub-certificate number"),
    "certificate_no": _l("Certificate number"),
    "application_no": _l("Application number"),
    "document_no": _l("Document number"),
    "status": _l("Status"),
    "validity": _l("Standing"),
    "declaring_customs": _l("Declaring customs (code)"),
    "destination_country": _l("Destination (country code)"),
    "consignor_name_zh": _l("Consignor, Chinese"),
    "consignor_name_foreign": _l("Consignor, foreign language"),
    "consignee_name_zh": _l("Consignee, Chinese"),
    "consignee_name_foreign": _l("Consignee, foreign language"),
    "producer": _l("Producer"),
    "originals": _l("Originals"),
    "copies": _l("Copies"),
    "declaration_date": _l("Declaration date"),
    "declared_at": _l("Declared at"),
    "declared_month": _l("Month of declaration"),
    "issued_at": _l("Issued at"),
    "issued_date": _l("Day of issue"),
    "issued_month": _l("Month of issue"),
    "receipt_date": _l("Receipt date"),
    "making_date": _l("Making date"),
    "created_at": _l("Created at"),
    "created_month": _l("Month of entry"),
    "entry_mode": _l("Entry mode"),
    "needs_confirmation": _l("Needs confirmation"),
    "review_rounds": _l("Review rounds"),
    "reissue_kind": _l("Kind of reissue"),
    "accepted_at": _l("Accepted at"),
    "reviewed_at": _l("Reviewed at"),
    "approved_at": _l("Approved at"),
    "action": _l("Action"),
    "side": _l("Side"),
    "from_status": _l("Status before"),
    "to_status": _l("Status after"),
    "happened_at": _l("Happened at"),
    "happened_month": _l("Month of the step"),
    "actor_name": _l("Person"),
    "actor_organisation": _l("Person's organisation"),
    "received_at": _l("Received at"),
    "received_month": _l("Month of receipt"),
    "applicant_name": _l("Applicant"),
    "container_name_and_spec": _l("Packaging and specification"),
    "copy_kind": _l("Copy kind"),
    "pages": _l("Pages"),
    "file_bytes": _l("File size (bytes)"),
    "copy_number": _l("Copy number"),
    "printed_at": _l("Printed at"),
    "printed_month": _l("Month of print"),
    "printed_by": _l("Printed by"),
    "reason": _l("Reason"),
    "file_count": _l("Number of files"),
    "parent": _l("Parent organisation"),
    "kind": _l("Kind"),
    "name": _l("Name"),
    "short_name": _l("Short name"),
    "name_en": _l("English name"),
    "credit_code": _l("Unified social credit code"),
    "inspection_registration_no": _l("Inspection registration number"),
    "customs_code": _l("Customs code"),
    "contact_name": _l("Contact"),
    "post_code": _l("Post code"),
    "address": _l("Address"),
    "organisation": _l("Organisation"),
    "login": _l("User name"),
    "first_name": _l("First name"),
    "last_name": _l("Last name"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "country": _l("Country"),
    "login_count": _l("Number of logins"),
    "deregistered_at": _l("Deregistered at"),
    "role": _l("Role"),
}

TOTALS: dict[str, Any] = {
    "count": _l("Number of rows"),
    "sum": _l("Sum"),
    "avg": _l("Average"),
    "min": _l("Smallest"),
    "max": _l("Largest"),
}

COMPARISONS: dict[str, Any] = {
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
