"""The words of the desk and the timeline in templates: age of an application, names of steps and places."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from flask_babel import gettext as _

from app.domain.json_values import JsonValue
from app.models import Certificate
from app.models.base import utc_now
from app.views.review import timeline_words
from app.views.words import content_words

_MINUTES_OF_DAY = 24 * 60


def install(app: Flask) -> None:
    """Give every template the filters of the desk and of the timeline, which other pages include."""
    app.jinja_env.filters.update(
        age=age,
        timeline_title=timeline_words.title,
        timeline_facts=timeline_words.facts,
        timeline_tab=timeline_words.tab_label,
        place_label=timeline_words.place_label,
        change_text=timeline_words.change_text,
        place_text=place_text,
    )


def place_text(value: JsonValue, certificate: Certificate, path: str) -> str:
    """Write what stands at a path of a document as people read it."""
    return content_words.place_text(certificate.format_version.spec, path, value)


def age(moment: datetime) -> str:
    """Say how long something waits, in the largest unit that fits."""
    minutes = max(0, int((utc_now() - moment).total_seconds() // 60))
    if minutes >= _MINUTES_OF_DAY:
        return _("%(number)s d", number=minutes // _MINUTES_OF_DAY)
    return _("%(number)s h", number=minutes // 60) if minutes >= 60 else _("%(number)s min", number=minutes)  # noqa: PLR2004 an hour
