"""What refusals say of the exchange with customs: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "customs_other_text": _l("Customs has another text under this version. Ask customs before you go on."),
    "customs_lost_versions": _l("Customs does not have versions that it had; they are sent again."),
    "customs_lacks_previous": _l("Customs lacks the message before this one; that one is sent first."),
    "customs_answered_otherwise": _l("Customs answered about another text; the message is sent again."),
    "customs_cannot_connect": _l("No connection to customs could be made."),
    "customs_timed_out": _l("Customs did not answer in time."),
    "customs_broke_off": _l("The connection broke off before customs had answered."),
    "customs_answered_status": _l("Customs answered with HTTP status %(number)s instead of a signed answer."),
    "customs_unreadable": _l("The answer of customs cannot be read."),
    "customs_signature_wrong": _l("The signature under the answer of customs is wrong."),
    "customs_office_unknown": _l("A record names a customs office that is not in the dictionary."),
    "message_not_failed": _l("Only a failed message can be dealt with by hand."),
    "no_such_certificate": _l("There is no certificate %(number)s that waits to be issued."),
    "format_not_published": _l("Format %(format)s is not published yet. Publish it first."),
    "not_signed": _l("The request is not signed by customs."),
    "import_lacks_columns": _l("These columns are missing: %(columns)s. Use the headings of the template."),
}
