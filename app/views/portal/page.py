"""What every page of the portal shows around its content: languages, account, times by CLDR."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import format_date, format_datetime, get_timezone_gmt
from flask import Flask, request
from flask_babel import get_locale
from markupsafe import Markup

from app.catalogue import countries, languages
from app.services.base import parameters
from app.views.frame import portal_language
from app.views.frame.actor import current_actor


class PortalPage:
    """Answer the frame's questions."""

    @property
    def language(self) -> languages.Language:
        return languages.languages()[portal_language.language()]

    @property
    def languages(self) -> list[languages.Language]:
        return list(languages.languages().values())

    @property
    def is_in(self) -> bool:
        """Tell whether an official is logged in; to others the portal is its login page."""
        return current_actor().is_overseas

    @property
    def user_name(self) -> str:
        return current_actor().name

    @property
    def country(self) -> str:
        """Return the name of the account's country in the page's language."""
        return country_name(current_actor().country or "")

    @property
    def hotline(self) -> str:
        return parameters.text("service_hotline")

    @property
    def path(self) -> str:
        """Return the address to come back to after choosing a language."""
        return request.path if request.method == "GET" else ""


def install(app: Flask) -> None:
    """Give the portal's templates their frame and their way of writing times and numbers."""
    app.jinja_env.globals["portal"] = PortalPage
    for function in (portal_day, portal_moment, official):
        app.jinja_env.filters[function.__name__] = function


def portal_day(day: date | None) -> str:
    """Write a day in the words of the page's language."""
    return format_date(day, "long", locale=get_locale()) if day else ""


def portal_moment(moment: datetime) -> str:
    """Write a moment with its time zone, in the account's country where that has only one, else in UTC."""
    local = moment.astimezone(time_zone(current_actor().country))
    # CLDR writes no difference where there is none; Babel writes +00:00
    zone = get_timezone_gmt(local, width="long", locale=get_locale()).replace("+00:00", "").strip()
    # isolated, or its sign moves in writing from right to left
    written = format_datetime(local, "medium", tzinfo=local.tzinfo, locale=get_locale())
    return f"{written} \N{FIRST STRONG ISOLATE}{zone}\N{POP DIRECTIONAL ISOLATE}"


def official(text: str | None) -> Markup:
    """Keep what the certificate itself says left to right, and marked as being in its own languages."""
    return Markup('<bdi dir="ltr" lang="zh-Hans">{}</bdi>').format(text)


def country_name(alpha3: str) -> str:
    """Return a country's name in the page's language (CLDR)."""
    return countries.name(alpha3, str(get_locale())) or alpha3


def time_zone(alpha3: str | None) -> ZoneInfo:
    """Return the only time zone of a country, or UTC."""
    alpha2 = countries.alpha2_by_alpha3().get(alpha3 or "")
    zones = [zone for zone, territory in get_global("zone_territories").items() if territory == alpha2]
    return ZoneInfo(zones[0] if len(zones) == 1 else "UTC")
