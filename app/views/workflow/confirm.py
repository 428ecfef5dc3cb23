"""The words of confirming a draft 确认."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.workflow.record import ActionWords, State

WORDS = ActionWords(
    label=_l("Confirm"),
    done=lambda _application: _("The draft is confirmed. Customs can approve it now."),
    reminder=_l("was confirmed by the enterprise. It can be approved."),
    is_always_shown=False,
    state=State(
        label=_l("Confirmed"),
        colour="info",
        asks=_l("confirmed by the enterprise, to approve"),
        verb=_l("Approve"),
    ),
)
