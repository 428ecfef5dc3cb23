"""The words of putting an application on hold 暂缓, and the form with its reason."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.words.columns import label_of
from app.views.workflow.record import ActionWords, Form, State

WORDS = ActionWords(
    label=_l("Hold"),
    history={"hold": _l("Put on hold")},
    right=_l("Put on hold"),
    done=lambda _application: _("Put on hold. The enterprise reads your reason."),
    promise=lambda _situation: _("Needs a reason, which the enterprise reads."),
    reminder=_l("was put on hold by customs."),
    form=Form(entry="hold_reason", label=label_of("reason"), hint=_l("What the review waits for")),
    is_always_shown=False,
    state=State(label=_l("On hold"), colour="warn", notice=_l("Customs has put this on hold")),
)
