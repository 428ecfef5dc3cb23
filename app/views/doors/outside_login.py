"""Logging in through the Single Window 单一窗口 (OpenID Connect): out, back, and the account bound to one's own."""

from __future__ import annotations

from datetime import datetime

import structlog
from flask import abort, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.domain.errors import DomainError, StaleError
from app.models.base import utc_now
from app.services.doors import outside_logins
from app.services.doors.outside_logins import Journey
from app.views.doors import doors
from app.views.doors.login import safe_target
from app.views.frame import sessions
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN, PUBLIC
from app.views.frame.context import Arguments
from app.views.frame.routes import route
from app.views.words.refusals import Parameter

log = structlog.get_logger("login")
SESSION_KEY = "outside_journey"


class OutsideLoginView(BaseView):
    route_base = ""
    class_permission_name = "outside_login"

    @route("/login/outside/", audience=PUBLIC)
    def start(self) -> ResponseReturnValue:
        """Send the browser to the provider; what must come back stays in the session."""
        if not outside_logins.is_offered():
            abort(404)
        target = safe_target(request.args.get("next"))
        try:
            journey, leads_to = outside_logins.begin(redirect_uri=_back(), now=utc_now(), target=target)
        except DomainError as error:
            return self._refuse(error.code)
        session[SESSION_KEY] = journey.kept()
        return redirect(leads_to)

    @route("/login/outside/back", audience=PUBLIC)
    def back(self) -> ResponseReturnValue:
        """Take whoever comes back: log him in, or bind the account that he went to prove."""
        if not outside_logins.is_offered():
            abort(404)
        journey = _journey()
        arrived = {name: request.args.get(name, "")[:4000] for name in ("state", "code", "error")}
        if arrived["error"] or not arrived["code"]:
            return self._refuse("outside_cancelled")
        if journey is not None and journey.user_id is not None:
            return self._bind(journey, arrived)
        try:
            outcome = outside_logins.enter(
                journey,
                state=arrived["state"],
                code=arrived["code"],
                redirect_uri=_back(),
                address=request.remote_addr or "",
                now=utc_now(),
            )
        except DomainError as error:
            given: Arguments = {**error.params}
            return self._refuse(error.code, **given)
        if outcome.user is None:
            return self._refuse("outside_token_wrong", until=outcome.locked_until)
        sessions.start(outcome.user)
        log.info("logged_in", user=outcome.user.id, address=request.remote_addr, door="outside")
        return redirect(safe_target(journey.next if journey else ""))

    @route("/account/outside", methods=["GET", "POST"], audience=LOGGED_IN)
    def bind(self) -> ResponseReturnValue:
        """Ask for the password, then lead to the provider to prove the account that is to be bound."""
        if not outside_logins.is_offered():
            abort(404)
        problem, leads_to = "", ""
        if request.method == "POST":
            problem = doors.password_problem()
            if not problem:
                try:
                    journey, leads_to = outside_logins.begin(
                        redirect_uri=_back(), now=utc_now(), user_id=current_actor().user_id
                    )
                    session[SESSION_KEY] = journey.kept()
                except DomainError as error:
                    problem = doors.told(error)
        shown = self.render_template("doors/identities.html", problem=problem, leads_to=leads_to)
        return shown, 422 if problem else 200

    def _bind(self, journey: Journey, arrived: dict[str, str]) -> ResponseReturnValue:
        actor = current_actor()
        try:
            outside_logins.bind(
                actor, journey, state=arrived["state"], code=arrived["code"], redirect_uri=_back(), now=utc_now()
            )
        except DomainError as error:
            code = "identity_taken" if isinstance(error, StaleError) else error.code
            given: Arguments = {**error.params}
            return self._refuse(code, **given)
        flash(_("The Single Window account is bound. You can log in with it from now on."), "success")
        return redirect(url_for("AccountView.show"))

    def _refuse(self, code: str, *, until: datetime | None = None, **params: Parameter) -> ResponseReturnValue:
        log.warning("login_refused", id=g.request_id, address=request.remote_addr, door="outside", reason=code)
        return doors.refuse(self, code, until=until, **params)


def _back() -> str:
    return url_for("OutsideLoginView.back", _external=True)


def _journey() -> Journey | None:
    """Take the journey out of the session: it ends here, however it ends."""
    kept = session.pop(SESSION_KEY, None)
    try:
        return Journey(**kept) if isinstance(kept, dict) else None
    except TypeError:
        return None
