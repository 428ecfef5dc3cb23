"""What 刷新 says: what customs answered about an application, or why it could not be asked."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from app.services.exchange.refreshes import Refreshed
from app.views.exchange.words import reason
from app.views.words.formatting import full_time, status_label


def told(found: Refreshed, *, now: datetime) -> tuple[str, str]:
    """Return the sentence and its colour."""
    number, status = str(found.application), status_label(found.application.status)
    if found.problem:
        sentence = _("%(number)s: customs could not be asked. %(reason)s", number=number, reason=reason(found.problem))
        return sentence, "warning"
    if "failed" in found.open_answers:
        sentence = _(
            "%(number)s: an answer of customs could not be carried out. Tell your administrator.", number=number
        )
        return sentence, "warning"
    if found.open_answers:
        return _("%(number)s: an answer of customs has arrived and is carried out shortly.", number=number), "info"
    if found.applied:
        return _("%(number)s: customs has answered. It is %(status)s now.", number=number, status=status), "success"
    if not found.is_told:
        return _("%(number)s has not been declared, so customs does not know it.", number=number), "info"
    if not found.is_delivered:
        return _("%(number)s has not reached customs yet. It is sent again by itself.", number=number), "warning"
    asked_at = full_time(now)
    sentence = _("%(number)s: %(status)s at customs, asked at %(time)s.", number=number, status=status, time=asked_at)
    return sentence, "success"
