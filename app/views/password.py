"""Change one's own password; whoever holds a one-time password does that before anything else."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired

from app.views import password_change, password_words
from app.views.actor import current_actor
from app.views.messages import message

#: What somebody with a one-time password may use.
OPEN = frozenset(
    {
        "PasswordView.change", "LoginView.leave", "HealthView.health", "CustomerServiceView.show",
        "static", "module_static", "appbuilder.static",
        "PortalPasswordView.change", "PortalLoginView.leave", "PortalLanguageView.choose",
    }
)  # fmt: skip
#: Where a code of `users.change_password` is shown; all others belong to the new password.
FIELD_OF = {"current_password_wrong": "current", "login_paused": "current", "passwords_differ": "repeated"}


class PasswordForm(FlaskForm):  # type: ignore[misc]
    current = PasswordField(
        _l("Present password"),
        validators=[InputRequired(_l("Fill this in."))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("New password"), validators=[InputRequired(_l("Fill this in."))], render_kw={"autocomplete": "new-password"}
    )
    repeated = PasswordField(
        _l("New password once more"),
        validators=[InputRequired(_l("Fill this in."))],
        render_kw={"autocomplete": "new-password"},
    )


class PasswordView(BaseView):
    route_base = "/password"
    default_view = "change"

    @expose("/", methods=["GET", "POST"])
    def change(self) -> Any:
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
        found = password_change.problems(form)
        for code in found:
            form[FIELD_OF.get(code, "new")].errors = (*form[FIELD_OF.get(code, "new")].errors, message(code))
        return not found

    def _page(self, form: PasswordForm, *, is_forced: bool, code: int = 200) -> tuple[str, int]:
        page: str = self.render_template(
            "password/change.html", form=form, is_forced=is_forced, rule=password_words.rule()
        )
        return page, code


def install(app: Flask) -> None:
    """Send whoever holds a one-time password to the form that replaces it."""

    @app.before_request
    def _insist() -> Any:
        if request.endpoint is None or request.endpoint in OPEN or not current_user.is_authenticated:
            return None
        if not current_user.needs_password_change:
            return None
        form = "PortalPasswordView.change" if current_actor().is_overseas else "PasswordView.change"
        return redirect(url_for(form)) if request.method in {"GET", "HEAD"} else abort(403)
