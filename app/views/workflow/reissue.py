"""The words of declaring a reissue 补发申报."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.workflow.record import ActionWords

WORDS = ActionWords(
    label=_l("Declare a reissue"),
    done=lambda _application: _(
        "This is the draft of the reissue. What it may change is open; then check and declare it."
    ),
    button="certificates/reissue.html",
)
