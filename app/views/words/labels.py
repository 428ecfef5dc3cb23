"""The words of codes; those of actions and statuses are handed down by app/views/workflow."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.columns import label_of
from app.views.words.label import Label

#: code of a standing → what people read; app/views/workflow hands the statuses down when the application starts
STATUSES: dict[str, Label] = {
    "valid": _l("Valid"),
    "supplemented": _l("Supplemented"),
    "replaced": _l("Replaced"),
    "revoked": _l("Revoked"),
}
#: their colours: ok, warn, bad, info or mute
STATUS_KINDS = {"valid": "ok", "supplemented": "info", "replaced": "mute", "revoked": "bad"}

#: code of a workflow action → the verb on buttons; handed down by app/views/workflow, too
ACTIONS: dict[str, Label] = {}

#: groups of rows of a document
GROUPS = {
    "goods_lines": _l("Goods lines"),
    "containers": label_of("containers"),
    "treatments": _l("Treatments"),
    "test_items": _l("Test items"),
    "write_offs": _l("Write-offs"),
}

#: names of our roles → what people read
ROLES = {
    "system_administrator": _l("System administrator"),
    "enterprise_administrator": _l("Enterprise administrator"),
    "clerk": _l("Clerk"),
    "reviewer": _l("Reviewer"),
    "overseas": _l("Overseas official"),
    "public": _l("Public"),
}

#: table → what people call its records
RECORDS = {
    "ab_permission": _l("Operation"),
    "ab_permission_view": _l("Function"),
    "ab_role": _l("Role"),
    "ab_user": _l("User"),
    "ab_view_menu": _l("Screen"),
    "application": _l("Application"),
    "application_event": _l("Application history"),
    "certificate": _l("Certificate"),
    "certificate_format": _l("Certificate format"),
    "customs_print": _l("Print by customs"),
    "declaration": _l("Inspection declaration"),
    "draft_template": _l("Template"),
    "dictionary": _l("Dictionary"),
    "dictionary_entry": _l("Dictionary entry"),
    "format_version": _l("Format version"),
    "identity": _l("Outside account or card"),
    "issued_document": _l("Issued document"),
    "menu_node": _l("Menu node"),
    "notice": _l("Notice"),
    "organisation": _l("Organisation"),
    "inbox_message": _l("Answer of customs"),
    "outbox_message": _l("Message to customs"),
    "packaging_application": _l("Packaging application"),
    "print_record": _l("Print"),
    "registration": _l("Registration"),
    "review_remark": _l("Reviewer's remark"),
    "saved_query": _l("Query"),
    "scan": _l("Scan"),
    "scan_file": _l("File of a scan"),
    "scan_number": _l("Document no. of scans"),
    "system_parameter": _l("System parameter"),
}

#: kind of a reissue → what people read
REISSUE_KINDS = {
    "supplement": _l("Supplement certificate"),
    "change": _l("Changed certificate"),
    "replace": _l("Replacement certificate"),
    "second_original": _l("Second original"),
}

#: where the printed original of a reissued document is
ORIGINAL_PLACES = {
    "returned": _l("Given back to customs"),
    "with_applicant": _l("With us"),
    "with_consignee": _l("With the consignee"),
    "lost": _l("Lost"),
    "damaged": _l("Damaged"),
}

#: kinds and states of organisations, accounts, registrations and ways in → what people read
ORGANISATION_KINDS = {"platform": _l("Platform"), "enterprise": _l("Enterprise"), "customs": _l("Customs office")}
ORGANISATION_STATES = {
    "pending": _l("Pending"),
    "active": _l("Active"),
    "rejected": _l("Rejected"),
    "closed": _l("Closed"),
}
USER_STATES = {"active": _l("Active"), "locked": _l("Locked"), "deregistered": _l("Deregistered")}
REGISTRATION_KINDS = {"enterprise": _l("New enterprise"), "number": _l("Registration number of an enterprise")}
REGISTRATION_STATES = {
    "pending": _l("Waiting for approval"),
    "approved": _l("Approved"),
    "rejected": _l("Rejected"),
}
IDENTITY_KINDS = {"outside": _l("Single Window"), "card": _l("IC card")}
PARAMETER_CHOICES = {"strength": _l("hard to guess"), "classes": _l("three kinds of characters, expiring")}

#: where a value of a document came from, as the marks beside the fields say it
SOURCES = {
    "imported": _l("Declaration"),
    "typed": _l("Typed"),
    "copied": _l("Copied"),
    "template": _l("Template"),
    "customs": _l("Customs"),
    "suggested": _l("Suggested by customs"),
}


def table_label(name: str) -> str:
    """Return what people call the records of a table."""
    return str(RECORDS.get(name, name.replace("_", " ")))
