"""What refusals say of officials overseas: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "country_required": _l("Choose the country whose documents the official may see."),
    "not_a_language": _l("“%(value)s” is not one of the languages of the overseas portal."),
}
