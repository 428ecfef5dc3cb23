"""Jinja filters and globals: short dates of China, numbers, names behind codes, status labels."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from flask import Flask, has_request_context
from flask_babel import format_date as babel_date
from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup, escape

from app.catalogue.loader import catalogue
from app.domain import time_zones
from app.domain.days import CHINA, china_day
from app.domain.workflow import Status
from app.models.base import utc_now
from app.services.base.names import Names
from app.views.words.labels import ACTIONS, STATUS_KINDS, STATUSES
from app.views.words.once import once_a_request
from app.views.words.punctuation import comma, listed, says, sentences
from app.views.words.rich_text import rich_text


def install(app: Flask) -> None:
    """Give every template, FAB's widgets and imported macros included, the filters and globals of this file."""
    filters = (
        short_time, day_time, full_time, short_date, long_date, number, customs_label, country_name,
        type_name, status_label, status_kind, action_label, bdi, options, rich_text, says, listed, sentences,
    )  # fmt: skip
    for function in filters:
        app.jinja_env.filters[function.__name__] = function
    app.jinja_env.globals.update(comma=comma, now=utc_now, language=language)


def language() -> str:
    """Return the tag of the page's language for `lang` attributes: zh-Hans, en, ar."""
    return str(get_locale() or "zh_Hans").replace("_", "-")


def name_language() -> str:
    """Return the language in which codes are named on this page: zh or en."""
    return "zh" if str(get_locale() or "zh").startswith("zh") else "en"


def zone() -> tzinfo:
    """Return the zone in which the reader wants timestamps: his own choice, else China's; days stay those of China."""
    user = current_user if has_request_context() else None
    name = getattr(user, "time_zone", None) if user else None
    return ZoneInfo(name) if name in time_zones.OFFERED else CHINA


def short_time(moment: datetime | None) -> str:
    """Write a moment as lists do: `11-23 09:41`, with the year when it is another one."""
    if moment is None:
        return ""
    local = moment.astimezone(zone())
    return local.strftime("%m-%d %H:%M" if local.year == _today().year else "%Y-%m-%d %H:%M")


def day_time(moment: datetime | None) -> str:
    """Write a moment of today as `Today 09:41`, any other as lists do."""
    if moment is None:
        return ""
    local, today = moment.astimezone(zone()), utc_now().astimezone(zone()).date()
    return _("Today %(time)s", time=local.strftime("%H:%M")) if local.date() == today else short_time(moment)


def full_time(moment: datetime | None) -> str:
    """Write a moment to the second: `2026-11-23 09:41:05`."""
    return moment.astimezone(zone()).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def short_date(day: date | datetime | None) -> str:
    """Write a day as lists do: `11-23`, with the year when it is another one."""
    if day is None:
        return ""
    local = china_day(day) if isinstance(day, datetime) else day
    return local.strftime("%m-%d" if local.year == _today().year else "%Y-%m-%d")


def long_date(day: date | datetime) -> str:
    """Write a day in full, in the words of the page's language."""
    local = china_day(day) if isinstance(day, datetime) else day
    return babel_date(local, "full")


def number(value: float | None) -> str:
    """Write a number with the separators of the page's language."""
    return "" if value is None else format_decimal(value)


def customs_label(code: str | None) -> str:
    """Write an office as `[0901] - 大连港湾` (manual 5.9.2)."""
    return names().customs(code, name_language()) if code else ""


def country_name(code: str | None) -> str:
    """Return the name of a country by its alpha-3 code; the code itself where there is none."""
    return (names().country(code, name_language()) or code) if code else ""


def type_name(code: str | None) -> str:
    """Return the short name of a document type by its code, in the page's language."""
    kind = catalogue().types.get(code or "")
    if kind is None:
        return code or ""
    return (kind.short_zh or kind.zh) if name_language() == "zh" else kind.en


def status_label(status: str | None) -> str:
    """Return the words for a status or a standing."""
    return str(STATUSES.get(str(status), status))


def status_kind(status: str | None) -> str:
    """Return the colour of a status: ok, warn, bad, info or mute."""
    return STATUS_KINDS.get(str(status), "mute")


def status_chip(status: str) -> tuple[str, str]:
    """Return the colour and the words of a status, as the chip in a list's column shows them."""
    return status_kind(status), status_label(status)


def status_options() -> list[tuple[str, str]]:
    """Return every status with its words, to choose from."""
    return [(status.value, status_label(status)) for status in Status]


def action_label(action: str) -> str:
    """Return the verb of a workflow action."""
    return str(ACTIONS.get(str(action), action))


def bdi(text: str | int | None) -> Markup:
    """Keep a number or an official label left to right inside right-to-left pages."""
    return Markup('<bdi dir="ltr" class="num">{}</bdi>').format("" if text is None else text)


def options(choices: Iterable[tuple[str, str]], chosen: str) -> Markup:
    """Write the <option>s of a list of codes and names; a template takes several times as long for all countries."""
    written = "".join(
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(text)}</option>'
        for code, text in choices
    )
    return Markup(written)  # noqa: S704 every part is escaped above


def _today() -> date:
    return china_day(utc_now())


@once_a_request
def names() -> Names:
    """Return the names of this request, each list of them read once."""
    return Names()
