"""The words of filling in customs' entries 修改."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.workflow.record import ActionWords

WORDS = ActionWords(
    label=_l("Amend"),
    done=lambda _application: _("Customs' entries saved."),
    button="review/customs.html",
)
