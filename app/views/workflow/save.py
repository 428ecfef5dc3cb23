"""The words of saving a draft 暂存."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.workflow.record import ActionWords, State

WORDS = ActionWords(
    label=_l("Save draft"),
    done=lambda _application: _("The draft is saved."),
    history={"start": _l("Created")},
    button="certificates/edit.html",
    state=State(label=_l("Draft"), colour="mute", verb=_l("Check and declare")),
)
