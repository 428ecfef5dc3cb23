"""What refusals say of certificates: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "closed_in_reissue": _l("This kind of reissue (%(reissue_kind)s) may not change: %(fields)s. Nothing was saved."),
    "reissue_has_one_document": _l("A reissue has one document. Apply for others in an application of their own."),
    "declaration_not_known": _l("No inspection declaration is known under %(number)s."),
    "not_in_range": _l("A number from %(fewest)s to %(most)s."),
    "taken": _l("%(value)s is taken already under this inspection number."),
    "not_issued_yet": _l("It is not issued yet; there is nothing to print."),
    "sub_certificate_no": _l("A sub-number has three digits, 001 to 999."),
    "unprintable_here": _l(
        "Line %(line)s, character %(column)s: “%(character)s” (%(number)s) cannot be printed beside the characters "
        "around it. Delete it and type the word again. If it stands in a firm's name, take the name's foreign form."
    ),
}
