"""Who asks: the logged-in user as an Actor, read anew at each request."""

from __future__ import annotations

import uuid

from flask import Flask, g, request
from flask_login import current_user

from app.domain.actor import Actor
from app.models import User, scope
from app.services.base import accounts


def install(app: Flask) -> None:
    """Give every request an id, and bind the database session to whoever asks, before anything else runs."""

    def _bind_actor() -> None:
        g.request_id = uuid.uuid4().hex[:12]
        if request.endpoint is None or request.endpoint.endswith("static"):
            return  # files are for everybody: no user, no database
        accounts.bind(current_actor())

    # even before the check of CSRF tokens, whose refusal is a page with an id too
    app.before_request_funcs.setdefault(None, []).insert(0, _bind_actor)


def current_actor() -> Actor:
    """Return the actor of this request; nobody when not logged in."""
    if "actor" not in g:
        g.actor = _actor(current_user) if current_user.is_authenticated else scope.NOBODY
    actor: Actor = g.actor
    return actor


def _actor(user: User) -> Actor:
    return accounts.actor_for(user, address=request.remote_addr or "", request_id=g.get("request_id", ""))
