"""The words of asking for confirmation 提交确认."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.domain.workflow import Status
from app.views.words.columns import label_of
from app.views.workflow.record import OPINION, ActionWords, DeskSituation, Form, State


def _promise(situation: DeskSituation) -> str:
    if not situation.amended:
        return _("The enterprise confirms the draft as it is.")
    return ngettext(
        "The enterprise confirms %(num)d change.", "The enterprise confirms %(num)d changes.", situation.amended
    )


WORDS = ActionWords(
    label=_l("Ask for confirmation"),
    done=lambda _application: _("The enterprise is asked to confirm."),
    promise=_promise,
    is_next=lambda application: application.status == Status.UNDER_REVIEW and application.needs_confirmation,
    reminder=_l("waits for your confirmation."),
    form=Form(entry=OPINION, label=label_of("opinion")),
    state=State(
        label=_l("Awaiting confirmation"),
        colour="warn",
        asks=_l("customs can approve after you confirm"),
        verb=_l("Check and confirm"),
    ),
)
