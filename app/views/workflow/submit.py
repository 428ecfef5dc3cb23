"""The words of declaring 申报."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.workflow.record import ActionWords, State

WORDS = ActionWords(
    label=_l("Declare"),
    done=lambda _application: _("The application is declared."),
    history={"resubmit": _l("Declared again")},
    reminder=_l("was declared again."),
    state=State(label=_l("Submitted"), colour="info", asks=_l("to accept"), verb=_l("Look at it")),
)
