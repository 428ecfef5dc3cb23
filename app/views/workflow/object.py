"""The words of objecting to a draft 不同意, and its comment."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.words.columns import label_of
from app.views.workflow.record import ActionWords, Form

WORDS = ActionWords(
    label=_l("Object"),
    done=lambda _application: _("Your objection is with customs."),
    reminder=_l("The enterprise objects to the draft."),
    is_always_shown=False,
    form=Form(entry="reason", label=label_of("reason")),
)
