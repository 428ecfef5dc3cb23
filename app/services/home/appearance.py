"""How the screens look to a user: language and theme, kept with the account."""

from __future__ import annotations

from app.domain.actor import Actor
from app.domain.errors import DomainError
from app.extensions import db
from app.models import User
from app.services.base.transaction import transaction

THEMES = ("light", "dark", "system")


def set_language(actor: Actor, language: str) -> None:
    """Keep the language of a logged-in user; the caller has checked that it is offered."""
    with transaction():
        _user(actor).locale = language


def set_theme(actor: Actor, theme: str) -> None:
    """Keep the theme of a logged-in user; raises DomainError for an unknown one."""
    if theme not in THEMES:
        raise DomainError("unknown_theme")
    with transaction():
        _user(actor).theme = theme


def _user(actor: Actor) -> User:
    user: User = db.session.get_one(User, actor.user_id)
    return user
