"""What refusals say of notices and the menu: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "menu_node_needed": _l("This node cannot be hidden: without it nobody would find the way back."),
    "ends_before_it_begins": _l("It ends before it begins."),
}
