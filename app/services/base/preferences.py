"""Preferences: language and theme, and what a user has chosen for a screen; kept with his account."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.actor import Actor
from app.domain.errors import DomainError
from app.domain.json_values import JsonValue
from app.extensions import db
from app.models import User
from app.services.base.transaction import transaction

THEMES = ("light", "dark", "system")
#: So that nobody fills the database by way of his own account.
MAX_SCREENS = 200


def of(actor: Actor, screen: str) -> Mapping[str, JsonValue]:
    """Return the actor's choices for a screen; empty when there are none."""
    user = db.session.get(User, actor.user_id) if actor.user_id else None
    found = _lists(user).get(screen)
    return found if isinstance(found, dict) else {}


def remember(actor: Actor, screen: str, **chosen: JsonValue) -> None:
    """Keep choices for a screen beside those kept before; None forgets one."""
    if actor.user_id is None:
        return
    with transaction():
        user = db.session.get(User, actor.user_id)
        if user is None:
            return
        lists = dict(_lists(user))
        before = lists.pop(screen, {})
        kept = {**(before if isinstance(before, Mapping) else {}), **chosen}
        lists[screen] = {name: value for name, value in kept.items() if value is not None}
        newest = dict(list(lists.items())[-MAX_SCREENS:])
        user.preferences = {**(user.preferences or {}), "lists": newest}


def set_language(actor: Actor, language: str) -> None:
    """Keep the language of a logged-in user; the caller has checked that it is offered."""
    with transaction():
        db.session.get_one(User, actor.user_id).locale = language


def set_theme(actor: Actor, theme: str) -> None:
    """Keep the theme of a logged-in user; raises DomainError for an unknown one."""
    if theme not in THEMES:
        raise DomainError("unknown_theme")
    with transaction():
        db.session.get_one(User, actor.user_id).theme = theme


def _lists(user: User | None) -> Mapping[str, JsonValue]:
    found = (user.preferences or {}).get("lists") if user is not None else None
    return found if isinstance(found, dict) else {}
