"""The catalogue of columns: what every column is called, how it is set, and what its codes mean; typed here once.

Lists, forms, histories, queries, exports and reports read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

Kind = Literal["text", "number", "official", "day", "moment", "second", "status", "yes_no"]


@dataclass(frozen=True)
class NamedColumn:
    """Declare what a column is called; the key is the column's name in the database, or the list's.

    kind      how lists set it
    coding    which codes it holds, for `codings`
    wordings  what certain places call it otherwise: "report" in queries, "long" and "short" where there is room or not
    like      the column that has the same label
    """

    key: str
    label: Label = ""
    kind: Kind = "text"
    coding: str = ""
    wordings: Mapping[str, Label] = field(default_factory=dict)
    like: str = ""


def _named(
    key: str, label: Label = "", kind: Kind = "text", *, coding: str = "", like: str = "", **wordings: Label
) -> NamedColumn:
    return NamedColumn(key, label, kind, coding, wordings, like)


#: column → the one that has the same label, and nothing else to say
_LIKE = {
    "body": "text", "changed_by_fk": "changed_by_id", "created_by_fk": "created_by_id", "declared_at": "submitted_at",
    "effective_date": "valid_from", "format_id": "format_code", "label": "name", "label_en": "name_en",
    "label_zh": "name_zh", "owner_id": "owner", "permission_id": "operation",
    "printed_by_id": "printed_by", "reviewer_id": "reviewer_name", "role": "roles", "street_address": "address",
    "uploaded_by_id": "uploader_name",
}  # fmt: skip
CATALOGUE: Mapping[str, NamedColumn] = {
    one.key: one
    for one in (
        *(_named(key, like=other) for key, other in _LIKE.items()),
        _named("accepted_at", _l("Accepted"), "moment", report=_l("Accepted at")),
        _named("action", like="operation", coding="action", report=_l("Action")),
        _named("active", _l("Active")),
        _named("actor_name", _l("Who"), report=_l("Person")),
        _named("actor_organisation", like="organisation", report=_l("Person's organisation")),
        _named("address", _l("Address")),
        _named("applicant_name", _l("Applicant")),
        _named("application_id", _l("Application"), report=_l("Application (record number)")),
        _named("application_no", _l("Application no."), "official", report=_l("Application number")),
        _named("approved_at", _l("Approved"), "moment", report=_l("Approved at")),
        _named("certificate_id", _l("Certificate"), report=_l("Certificate (record number)")),
        _named("certificate_no", _l("Certificate no."), "official", report=_l("Certificate number")),
        _named("certificate_type", like="type_code", coding="document_type"),
        _named("changed_at", _l("Last changed"), "moment"),
        _named("changed_by_id", _l("Last changed by")),
        _named("changes", _l("What changes")),
        _named("client_token", _l("Key of the form")),
        _named("code", _l("Code"), format=_l("Format code")),
        _named("columns", _l("Columns")),
        _named("consignee", _l("Consignee")),
        _named("consignee_name_foreign", _l("Consignee, in English"), report=_l("Consignee, foreign language")),
        _named("consignee_name_zh", _l("Consignee, in Chinese"), report=_l("Consignee, Chinese")),
        _named("consignor_name_foreign", _l("Consignor, in English"), report=_l("Consignor, foreign language")),
        _named("consignor_name_zh", _l("Consignor, in Chinese"), report=_l("Consignor, Chinese")),
        _named("contact_name", _l("Contact")),
        _named("contact_phone", _l("Contact phone"), "official", registration=_l("Contact's phone")),
        _named("container_name_and_spec", _l("Packaging and specification")),
        _named("containers", _l("Containers")),
        _named("content", _l("Contents")),
        _named("copies", _l("Copies"), "number"),
        _named("copy_kind", _l("Kind of copy"), report=_l("Copy kind")),
        _named("copy_number", _l("Number of the copy"), "number", report=_l("Copy number")),
        _named("country", _l("Country"), coding="country", region=_l("Country or region")),
        _named(
            "created_at", _l("Added"), "moment",
            entered=_l("Entered at"), entry=_l("Entry time"), sent=_l("Sent"), report=_l("Created at"),
        ),
        _named("created_by_id", _l("Added by")),
        _named("created_month", _l("Month of entry")),
        _named("created_on", like="created_at", kind="moment", account=_l("Account opened at")),
        _named("credit_code", _l("Unified social credit code"), "official"),
        _named("current_version_id", _l("Current version")),
        _named("customs_code", _l("Customs code"), coding="customs", unit=_l("Unit")),
        _named("decided_at", _l("Decided"), "moment"),
        _named("decided_by", _l("Decided by")),
        _named("declaration_date", _l("Declaration date"), "day"),
        _named("declaration_no", _l("Declaration no.")),
        _named("declared_month", _l("Month of declaration")),
        _named("declaring_customs", _l("Declaring customs"), coding="customs", report=_l("Declaring customs (code)")),
        _named("default_claim", _l("Default of")),
        _named("default_country", _l("Default for a destination"), coding="country"),
        _named("definition", _l("Definition")),
        _named("deleted_at", _l("Deleted"), "moment"),
        _named("deregistered_at", _l("Deregistered"), "moment", report=_l("Deregistered at")),
        _named(
            "destination_country", _l("Destination country"), coding="country",
            short=_l("Destination"), long=_l("Destination country/region"), report=_l("Destination (country code)"),
        ),
        _named("details", _l("Details")),
        _named("dictionary_id", _l("Dictionary")),
        _named("document_no", _l("Document no."), "official", long=_l("Document number")),
        _named("email", _l("E-mail")),
        _named("enterprise", _l("Enterprise")),
        _named("entries", _l("Entries")),
        _named("entry_mode", _l("Way of entry"), coding="entry_mode", long=_l("Entry mode")),
        _named("error", _l("Why")),
        _named("expires_at", _l("Valid until"), "moment"),
        _named("extra", _l("Further properties")),
        _named("fields", _l("Fields")),
        _named("file_bytes", _l("File size (bytes)")),
        _named("file_count", _l("Number of files")),
        _named("first_name", _l("Given name"), report=_l("First name")),
        _named("form_no", _l("Form number")),
        _named("format_code", _l("Format")),
        _named("format_version_id", _l("Format version")),
        _named("from_status", _l("Status before"), coding="status"),
        _named("full_name", _l("Full name")),
        _named("full_zh", _l("Full name, in Chinese")),
        _named("goods_lines", _l("Goods")),
        _named("goods_name", _l("Goods name")),
        _named("group", _l("Group")),
        _named("happened_at", _l("When"), "moment", report=_l("Happened at")),
        _named("happened_month", _l("Month of the step")),
        _named("has_hidden_blocks", _l("Hides blocks")),
        _named("header", _l("Head")),
        _named("id", _l("Record number"), list=_l("No.")),
        _named("inspection_no", _l("Inspection no."), "official", report=_l("Inspection number")),
        _named(
            "inspection_registration_no", _l("Inspection registration no."), "official",
            long=_l("Inspection registration number"),
        ),
        _named("is_cleaned", _l("Active content removed")),
        _named("is_converted", _l("Converted")),
        _named("is_enabled", _l("Enabled")),
        _named("is_visible", _l("Shown in the menu")),
        _named("issue_date", _l("Date of issue"), "day"),
        _named("issued_at", _l("Issued at"), "moment"),
        _named("issued_by_id", _l("Issued by")),
        _named("issued_date", _l("Day of issue")),
        _named("issued_document_id", _l("Issued document"), report=_l("Issued document (record number)")),
        _named("issued_month", _l("Month of issue")),
        _named("issuer", _l("Authority"), identity=_l("Issuer")),
        _named("kind", _l("Kind")),
        _named("last_name", _l("Family name"), report=_l("Last name")),
        _named("last_used_by_id", _l("Last used by")),
        _named("locale", _l("Language")),
        _named("login", like="username", kind="official"),
        _named("login_count", _l("Number of logins")),
        _named(
            "making_date", _l("Drafting date"), "day",
            certificate=_l("Certificate-making date"), report=_l("Making date"),
        ),
        _named("media_type", _l("Kind of file")),
        _named("message_id", _l("Message id"), "official"),
        _named("name", _l("Name"), template=_l("Template name")),
        _named("name_en", _l("English name"), enterprise=_l("Enterprise name in English")),
        _named("name_zh", _l("Chinese name")),
        _named("needs_confirmation", _l("Confirm before drafting"), report=_l("Needs confirmation")),
        _named("needs_password_change", _l("Must change the password")),
        _named("new_password", _l("New password"), again=_l("New password once more")),
        _named("number", _l("Number")),
        _named("number_claim", _l("Kept number")),
        _named("operation", _l("Operation")),
        _named("opinion", _l("Opinion")),
        _named("organisation", _l("Organisation")),
        _named("organisation_id", like="organisation", report=_l("Organisation (record number)")),
        _named("origin", _l("Origin")),
        _named("original_note", _l("Note on the original")),
        _named("original_place", _l("Place of the original"), coding="original_place"),
        _named("originals", _l("Originals"), "number"),
        _named("outcome", _l("Result"), "status"),
        _named("owner", _l("Owner")),
        _named("pages", _l("Pages"), "number"),
        _named("parent", _l("Belongs to")),
        _named("parent_id", _l("Parent organisation"), report=_l("Parent (record number)")),
        _named("password", _l("Password")),
        _named("password_set_at", _l("Password set"), "moment"),
        _named("path", _l("Place")),
        _named("pdf_engine", _l("Drawn by")),
        _named("fonts", _l("Set in the fonts")),
        _named("permissions", _l("Functions")),
        _named("phone", _l("Phone"), "official"),
        _named("position", _l("Order"), "number", siblings=_l("Order among its siblings")),
        _named("post_code", _l("Post code"), "official"),
        _named("previous_version", _l("Version before")),
        _named("print_count", _l("Prints"), "number"),
        _named("printed_at", _l("Printed at"), "moment"),
        _named("printed_by", _l("Printed by")),
        _named("printed_month", _l("Month of print")),
        _named("producer", _l("Producer")),
        _named("published_at", _l("Published at"), "moment"),
        _named("published_by_id", _l("Published by")),
        _named("reason", _l("Reason")),
        _named("receipt_date", _l("Receipt date"), "day"),
        _named("received_at", _l("Received at"), "moment"),
        _named("received_month", _l("Month of receipt")),
        _named("reissue_kind", _l("Kind of reissue"), coding="reissue_kind"),
        _named("reissue_of_id", _l("Reissue of")),
        _named("reissue_reason", _l("Reason of the reissue")),
        _named("remark", _l("Remark")),
        _named("review_opinion", _l("Review opinion")),
        _named("review_round", _l("Round of review")),
        _named("review_rounds", _l("Review rounds")),
        _named("reviewed_at", _l("Reviewed at"), "moment"),
        _named("reviewer_name", _l("Reviewer")),
        _named("roles", _l("Role"), shared=_l("Shared with")),
        _named("row_id", _l("Record no.")),
        _named("rows", _l("Rows")),
        _named("scan_id", _l("Scan")),
        _named("scheme", _l("Scheme")),
        _named("session_epoch", _l("Sessions ended")),
        _named("sha256", _l("Hash"), "official"),
        _named("shares_goods", _l("Shares its goods")),
        _named("short_name", _l("Short name")),
        _named("short_zh", _l("Short name, in Chinese")),
        _named("side", _l("Side"), coding="side", role=_l("For the people of")),
        _named("size", _l("Size")),
        _named("sources", _l("Sources")),
        _named("state", _l("State"), "status"),
        _named("statements", _l("Fixed statements"), texts=_l("Fixed texts")),
        _named("status", _l("Status"), "status", coding="status", review=_l("Review status")),
        _named("storage_key", _l("Place in the store")),
        _named(
            "sub_certificate_no", _l("Sub-certificate no."), "official",
            short=_l("Sub-no."), report=_l("Sub-certificate number"),
        ),
        _named("subject", _l("Key at the authority"), about=_l("About"), identity=_l("Subject")),
        _named("subject_version", _l("Version"), "number"),
        _named("submitted_at", _l("Declared at"), "moment"),
        _named("submitted_by_id", _l("Declared by")),
        _named("suggested_value", _l("Suggested value")),
        _named("table_name", _l("Record")),
        _named("text", _l("Text")),
        _named("theme", _l("Theme")),
        _named("tick_zh", _l("Name beside the box, in Chinese")),
        _named("time_zone", _l("Time zone")),
        _named("title", _l("Title")),
        _named("title_en", _l("English title")),
        _named("title_zh", _l("Chinese title")),
        _named("to_status", _l("Status after"), coding="status"),
        _named(
            "type_code", _l("Document type"), coding="document_type",
            coded=_l("Document type code"), report=_l("Document type (code)"),
        ),
        _named("type_codes", _l("Document types")),
        _named("uploaded_at", _l("Uploaded at"), "moment"),
        _named("uploader_name", _l("Uploaded by")),
        _named("user", _l("Users")),
        _named("user_id", _l("User"), report=_l("User (record number)")),
        _named("username", _l("User name"), "official", query=_l("User name or name")),
        _named("valid_from", _l("In force from"), "day"),
        _named("valid_to", _l("In force to"), "day", included=_l("to (included)")),
        _named("validity", _l("Validity"), "status", coding="status", report=_l("Standing")),
        _named("value", _l("Value")),
        _named("values", _l("Values")),
        _named("view_menu_id", _l("Screen")),
        _named("written_at", _l("Written at"), "moment"),
    )
}  # fmt: skip


def label_of(key: str, wording: str = "") -> Label:
    """Return the label of a column; raises KeyError for one, or for a wording, that the catalogue does not have."""
    named = CATALOGUE[key]
    if wording:
        return named.wordings[wording]
    return label_of(named.like) if named.like else named.label


def report_label(key: str) -> Label:
    """Return what queries call a column: its own wording for them, else the long one, else the label."""
    wording = next((name for name in ("report", "long") if name in CATALOGUE[key].wordings), "")
    return label_of(key, wording)


#: column → what people call it, for histories that no screen of their own explains; a screen's own labels come first
FIELDS: Mapping[str, Label] = {key: label_of(key) for key in CATALOGUE}
