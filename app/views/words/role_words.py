"""Roles and their sides in words: administrators' titles where they gave one, else the program's."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from app.domain.json_values import JsonValue
from app.services.people import roles
from app.views.words.labels import ROLES
from app.views.words.once import once_a_request

SIDES = {
    "platform": _l("Platform"),
    "customs": _l("Customs"),
    "enterprise": _l("Enterprise"),
    "overseas": _l("Overseas portal"),
    "nobody": _l("Nobody"),
}


def role_label(name: str) -> str:
    """Return what people call a role, named by its code."""
    return _titles().get(name) or str(ROLES.get(name, name))


def side_label(side: str) -> str:
    """Return what people call a side."""
    return str(SIDES.get(side, side))


def role_words(names: JsonValue) -> JsonValue:
    """Return the roles of a history entry or a notice in words."""
    return [role_label(name) for name in names] if isinstance(names, list) else names


@once_a_request
def _titles() -> Mapping[str, str]:
    return roles.titles()
