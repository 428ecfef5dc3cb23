"""The words and colours of statuses, standings and actions; the codes stand in `domain/workflow.py`."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

#: code of a status or standing → what people read
STATUSES = {
    "draft": _l("Draft"),
    "submitted": _l("Submitted"),
    "under_review": _l("Under review"),
    "awaiting_confirmation": _l("Awaiting confirmation"),
    "confirmed": _l("Confirmed"),
    "returned": _l("Returned"),
    "approved": _l("Approved"),
    "issued": _l("Issued"),
    "withdrawn": _l("Withdrawn"),
    "valid": _l("Valid"),
    "supplemented": _l("Supplemented"),
    "replaced": _l("Replaced"),
    "revoked": _l("Revoked"),
}

STATUS_KINDS = {
    "draft": "mute",
    "submitted": "info",
    "under_review": "info",
    "awaiting_confirmation": "warn",
    "confirmed": "info",
    "returned": "bad",
    "approved": "ok",
    "issued": "ok",
    "withdrawn": "mute",
    "valid": "ok",
    "supplemented": "info",
    "replaced": "mute",
    "revoked": "bad",
}

#: code of a workflow action → the verb on buttons and in the history
ACTIONS = {
    "save": _l("Save draft"),
    "submit": _l("Declare"),
    "delete": _l("Delete"),
    "withdraw": _l("Withdraw declaration"),
    "confirm": _l("Confirm"),
    "object": _l("Object"),
    "accept": _l("Accept"),
    "take_over": _l("Take over"),
    "amend": _l("Amend"),
    "return": _l("Return"),
    "ask_confirmation": _l("Ask for confirmation"),
    "approve": _l("Approve"),
    "issue": _l("Issue"),
    "print": _l("Print"),
    "reissue": _l("Declare a reissue"),
    "revoke": _l("Revoke"),
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
    "ab_role": _l("Role"),
    "ab_user": _l("User"),
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
