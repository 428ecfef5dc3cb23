"""The words of withdrawing 撤销申报, and its reason."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.words.columns import label_of
from app.views.workflow.record import ActionWords, Form, State

WORDS = ActionWords(
    label=_l("Withdraw declaration"),
    done=lambda _application: _("The declaration is withdrawn."),
    reminder=_l("was withdrawn by the enterprise."),
    form=Form(entry="reason", label=label_of("reason")),
    state=State(label=_l("Withdrawn"), colour="mute"),
)
