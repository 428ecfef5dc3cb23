"""Changing one's own password, behind the forms of the main system and of the overseas portal."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_login import current_user

from app.models.base import utc_now
from app.services.base import accounts
from app.services.people import users
from app.views.frame import sessions


def problems(form: Any) -> list[str]:
    """Change the password as typed and go on in a new session, or return the codes of what is wrong with it.

    `form` has the fields current, new and repeated.
    """
    user_id = int(current_user.id)
    found = users.change_password(
        user_id,
        current=form.current.data,
        new=form.new.data,
        repeated=form.repeated.data,
        address=request.remote_addr or "",
        now=utc_now(),
    )
    if not found:
        sessions.start(accounts.find(user_id))
    return found
