"""The words of printing 打印."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.workflow.record import ActionWords

WORDS = ActionWords(
    label=_l("Print"),
    button="applications/prints.html",
)
