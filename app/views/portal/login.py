"""The portal's own door: officials abroad only, counted and locked like every door (quality S4)."""

from __future__ import annotations

from datetime import datetime

import structlog
from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from app.domain.permissions import OVERSEAS
from app.models.base import utc_now
from app.services.doors import logins
from app.views.frame import sessions
from app.views.frame.actor import current_actor
from app.views.frame.audiences import PUBLIC
from app.views.frame.portal_language import PREFIX
from app.views.frame.routes import route

log = structlog.get_logger("login")

REFUSED = _l("The user name or the password is wrong, or the account is closed. Ask whoever opened your account.")


class PortalLoginForm(FlaskForm):
    username = StringField(
        _l("User name"),
        validators=[InputRequired(_l("Fill in this field."))],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired(_l("Fill in this field."))],
        render_kw={"autocomplete": "current-password", "dir": "ltr"},
    )


class PortalLoginView(BaseView):
    route_base = PREFIX
    class_permission_name = "overseas_portal"

    @route("/login/", methods=["GET", "POST"], audience=PUBLIC)
    def login(self) -> ResponseReturnValue:
        """Show the door, or try a name and a password; whoever is no official gets the answer of a wrong password."""
        form = PortalLoginForm()
        if request.method == "GET":
            return redirect(url_for("PortalView.search")) if current_actor().is_overseas else self._page(form)
        if not form.validate():
            return self._page(form, code=422)
        outcome = logins.attempt(
            form.username.data,
            form.password.data,
            address=request.remote_addr or "",
            now=utc_now(),
            door="overseas",
            for_role=OVERSEAS,
        )
        if outcome.user is None:
            log.warning("login_refused", id=g.request_id, address=request.remote_addr, locked=outcome.locked_until)
            return self._page(form, code=429 if outcome.locked_until else 401, until=outcome.locked_until, refused=True)
        sessions.start(outcome.user)
        log.info("logged_in", user=outcome.user.id, address=request.remote_addr, door="overseas")
        return redirect(url_for("PortalView.search"))

    @route("/logout/", methods=["POST"], audience=PUBLIC)
    def leave(self) -> ResponseReturnValue:
        """Log out and show the door again."""
        sessions.finish()
        return redirect(url_for("PortalLoginView.login"), code=303)

    def _page(
        self, form: PortalLoginForm, *, code: int = 200, until: datetime | None = None, refused: bool = False
    ) -> tuple[str, int]:
        form.password.data = None
        page: str = self.render_template(
            "portal/login.html", form=form, until=until, message=REFUSED if refused and until is None else None
        )
        return page, code
