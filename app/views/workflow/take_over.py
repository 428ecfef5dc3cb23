"""The words of taking over a review 接办."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.workflow.record import ActionWords

WORDS = ActionWords(
    label=_l("Take over"),
    done=lambda _application: _("Taken over. You are its reviewer."),
    reminder=_l("was taken over by a colleague."),
    button="review/desk.html",
)
