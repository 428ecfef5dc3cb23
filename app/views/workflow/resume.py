"""The words of resuming a review that was on hold 恢复."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.workflow import Status
from app.views.workflow.record import ActionWords

WORDS = ActionWords(
    label=_l("Resume the review"),
    done=lambda _application: _("The review goes on."),
    promise=lambda _situation: _("Goes on under review."),
    is_next=lambda application: application.status == Status.ON_HOLD,
    reminder=_l("is under review again."),
    is_always_shown=False,
)
