"""What refusals say of the review: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "not_customs_fields": _l("Customs does not fill in these entries: %(fields)s."),
}
