"""Change one's own password; whoever holds a one-time password does that before anything else."""

from __future__ import annotations

from flask import Flask, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import InputRequired

from app.domain.passwords import Policy
from app.models.base import utc_now
from app.services.base import accounts
from app.services.doors import passwords
from app.services.people import users
from app.views.frame import sessions
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN
from app.views.frame.routes import route
from app.views.words.columns import label_of
from app.views.words.label import Label
from app.views.words.refusals import worded

#: What somebody with a one-time password may use.
OPEN = frozenset(
    {
        "PasswordView.change", "LoginView.leave", "HealthView.health", "CustomerServiceView.show",
        "static", "module_static", "icon_static", "appbuilder.static",
        "PortalPasswordView.change", "PortalLoginView.leave", "PortalLanguageView.choose",
    }
)  # fmt: skip
#: Where a code of `users.change_password` is shown; all others belong to the new password.
FIELD_OF = {"current_password_wrong": "current", "login_paused": "current", "passwords_differ": "repeated"}


class PasswordForm(FlaskForm):
    current = PasswordField(
        _l("Present password"),
        validators=[InputRequired(_l("Fill this in."))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        label_of("new_password"),
        validators=[InputRequired(_l("Fill this in."))],
        render_kw={"autocomplete": "new-password"},
    )
    repeated = PasswordField(
        label_of("new_password", "again"),
        validators=[InputRequired(_l("Fill this in."))],
        render_kw={"autocomplete": "new-password"},
    )


class PasswordView(BaseView):
    route_base = "/password"

    @route("/", methods=["GET", "POST"], audience=LOGGED_IN)
    def change(self) -> ResponseReturnValue:
        """Show the form, or change the password; what was typed is never sent back."""
        form = PasswordForm()
        is_forced = bool(current_user.needs_password_change)
        if request.method == "GET":
            return self._page(form, is_forced=is_forced)
        if not form.validate() or not self._change(form):
            return self._page(form, is_forced=is_forced, code=422)
        flash(_("Your password is changed. Sessions in other browsers have ended."), "success")
        return redirect(url_for("HomeView.index"))

    def _change(self, form: PasswordForm) -> bool:
        found = problems(form)
        for code in found:
            form[FIELD_OF.get(code, "new")].errors = (*form[FIELD_OF.get(code, "new")].errors, worded(code))
        return not found

    def _page(self, form: PasswordForm, *, is_forced: bool, code: int = 200) -> tuple[str, int]:
        page: str = self.render_template("doors/password.html", form=form, is_forced=is_forced, rule=rule())
        return page, code


def install(app: Flask) -> None:
    """Send whoever holds a one-time password to the form that replaces it."""

    @app.before_request
    def _insist() -> Response | None:
        if request.endpoint is None or request.endpoint in OPEN or not current_user.is_authenticated:
            return None
        if not current_user.needs_password_change:
            return None
        form = "PortalPasswordView.change" if current_actor().is_overseas else "PasswordView.change"
        return redirect(url_for(form)) if request.method in {"GET", "HEAD"} else abort(403)


def problems(form: FlaskForm) -> list[str]:
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
        user = accounts.find(user_id)
        if user is not None:
            sessions.start(user)
    return found


#: The policy → what it asks; the overseas portal says the same in its own languages (`portal_password.RULES`).
RULES: dict[Policy, Label] = {
    "classes": _l(
        "At least 10 characters of three kinds: capitals, small letters, digits, others. A sentence is easiest to keep."
    ),
    "strength": _l("At least 10 characters that are hard to guess. A sentence is easiest to keep."),
}


def rule() -> Label:
    """Return the sentence that stands beside a field for a new password."""
    return RULES[passwords.policy()]
