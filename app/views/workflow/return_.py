"""The words of returning 退回; the opinion is what the enterprise corrects by."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.words.columns import label_of
from app.views.workflow.record import OPINION, ActionWords, Form, State

WORDS = ActionWords(
    label=_l("Return"),
    done=lambda _application: _("Returned to the enterprise with your opinion."),
    promise=lambda _situation: _("Needs an opinion, which the enterprise reads."),
    reminder=_l("was returned. Correct it and declare it again."),
    form=Form(entry=OPINION, label=label_of("opinion")),
    state=State(
        label=_l("Returned"),
        colour="bad",
        asks=_l("correct and declare again"),
        verb=_l("Correct"),
        notice=_l("Customs returned this"),
    ),
)
