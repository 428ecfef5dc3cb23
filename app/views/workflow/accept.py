"""The words of accepting 受理."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.workflow import Status
from app.models import Application
from app.views.words.formatting import short_time
from app.views.workflow.record import ActionWords, State


def _too_late(application: Application) -> str | None:
    if not application.accepted_at or not application.reviewer:
        return None
    return _(
        "%(name)s accepted it at %(time)s.",
        name=application.reviewer.full_name,
        time=short_time(application.accepted_at),
    )


WORDS = ActionWords(
    label=_l("Accept"),
    done=lambda _application: _("Accepted. You are its reviewer."),
    promise=lambda _situation: _("You become its reviewer."),
    too_late=_too_late,
    is_next=lambda application: application.status == Status.SUBMITTED,
    state=State(label=_l("Under review"), colour="info", asks=_l("to decide"), verb=_l("Review")),
)
