"""What the doors beside the password share: the page that refuses, and the password asked for before a binding."""

from __future__ import annotations

from datetime import datetime

from flask import g, request
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.domain.errors import DomainError
from app.models.base import utc_now
from app.services.doors import logins
from app.views.frame.actor import current_actor
from app.views.words.refusals import Parameter, worded

#: What the other side or our settings have failed at, rather than the person.
FAULTS = frozenset({"outside_unreachable", "card_settings_wrong", "card_revocation_unknown"})


def refuse(view: BaseView, code: str, *, until: datetime | None = None, **params: Parameter) -> tuple[str, int]:
    """Show why a door stays shut, and what to do; 429 while it is paused."""
    status = 429 if until is not None else 503 if code in FAULTS else 401
    page: str = view.render_template(
        "doors/refused.html",
        sentence=worded(code, params),
        locked_until=until,
        is_unbound=code in {"outside_not_bound", "card_not_bound"},
        problem_id=g.request_id,
    )
    return page, status


def told(error: DomainError) -> str:
    """Return what an error of a door says."""
    return worded(error.code, error.params)


def password_problem() -> str:
    """Check the password of whoever is about to bind something to his account; wrong ones count like wrong logins."""
    outcome = logins.attempt(
        current_actor().login,
        request.form.get("password", ""),
        address=request.remote_addr or "",
        now=utc_now(),
        door="change",
    )
    if outcome.user is not None:
        return ""
    return worded("login_paused") if outcome.locked_until else _("This is not your present password.")
