"""The login page and the way out."""

from __future__ import annotations

from urllib.parse import urlsplit

import structlog
from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from app.models.base import utc_now
from app.services.doors import card_logins, logins, outside_logins
from app.services.doors.logins import Outcome
from app.views.frame import sessions
from app.views.frame.audiences import LOGGED_IN, PUBLIC
from app.views.frame.routes import route
from app.views.words.columns import label_of
from app.views.words.label import Label

log = structlog.get_logger("login")

REFUSED = _l("User name or password is wrong, or the account is locked. Ask your administrator when you cannot get in.")
PAUSED = _l("Logging in is paused after several wrong attempts. It doubles with every further series.")


class LoginForm(FlaskForm):
    username = StringField(
        label_of("username"),
        validators=[InputRequired(_l("Enter your user name."))],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        label_of("password"),
        validators=[InputRequired(_l("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class LoginView(BaseView):
    route_base = ""

    @route("/login/", methods=["GET", "POST"], audience=PUBLIC)
    def login(self) -> ResponseReturnValue:
        """Show the door, or try a name and a password."""
        form = LoginForm()
        if request.method == "GET":
            if current_user.is_authenticated:
                return redirect(safe_target(request.args.get("next")))
            form.next.data = request.args.get("next", "")
            return self._page(form)
        if not form.validate():
            return self._page(form, code=422)
        outcome = logins.attempt(
            form.username.data, form.password.data, address=request.remote_addr or "", now=utc_now()
        )
        if outcome.applicant_id is not None:
            sessions.start_applicant(outcome.applicant_id)
            return redirect(url_for("RegistrationView.state"))
        if outcome.user is None:
            return self._refuse(form, outcome)
        sessions.start(outcome.user)
        log.info("logged_in", user=outcome.user.id, address=request.remote_addr)
        return redirect(safe_target(form.next.data))

    @route("/logout/", methods=["POST"], audience=LOGGED_IN)
    def leave(self) -> ResponseReturnValue:
        """Log out; POST only, so that no page abroad can throw a clerk out of his work (traps F15)."""
        sessions.finish()
        return redirect(url_for("LoginView.login"))

    def _refuse(self, form: LoginForm, outcome: Outcome) -> ResponseReturnValue:
        log.warning("login_refused", id=g.request_id, address=request.remote_addr, locked=outcome.locked_until)
        message = PAUSED if outcome.locked_until else REFUSED
        return self._page(form, code=429 if outcome.locked_until else 401, message=message, outcome=outcome)

    def _page(
        self, form: LoginForm, *, code: int = 200, message: Label | None = None, outcome: Outcome | None = None
    ) -> tuple[str, int]:
        """Render `doors/login.html`.

        form           username, password, next, csrf_token
        message        what went wrong, or None
        locked_until   when it opens again (aware, UTC), or None; the same for accounts that do not exist
        attempts_left  before it closes, after a wrong attempt, else None
        problem_id     the number to quote
        has_…_door     whether this deployment has the doors beside the password
        """
        form.password.data = None
        page: str = self.render_template(
            "doors/login.html",
            form=form,
            message=message,
            locked_until=outcome.locked_until if outcome else None,
            attempts_left=outcome.attempts_left if outcome else None,
            problem_id=g.request_id,
            has_outside_door=outside_logins.is_offered(),
            has_card_door=card_logins.is_offered(),
        )
        return page, code


def safe_target(address: str | None) -> str:
    """Return where to go after login: a path of our own, else the home page."""
    home: str = url_for("HomeView.index")
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return home
    if "\\" in address or any(character < " " or character == "\x7f" for character in address):
        return home
    try:
        parts = urlsplit(address)
    except ValueError:
        return home
    if parts.scheme or parts.netloc or parts.path.startswith(("/login", "/logout")):
        return home
    return address
