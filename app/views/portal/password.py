"""An official chooses his own password; whoever holds a one-time password does that before anything else."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired

from app.domain.passwords import Policy
from app.services.doors import passwords
from app.views.doors import password
from app.views.frame.audiences import OVERSEAS
from app.views.frame.portal_language import PREFIX
from app.views.frame.routes import route
from app.views.words.label import Label

#: The policy in force → what it asks of a new password, as the main system says it.
RULES: dict[Policy, Label] = {
    "classes": _l("At least 10 characters of three kinds: small letters, capital letters, digits, other characters."),
    "strength": _l("At least 10 characters that are hard to guess. A sentence is easiest to keep."),
}
EASY = _l("This password is too easy to guess.")
#: code of `users.change_password` → (field, sentence); every other code is answered with the rules
PROBLEMS: dict[str, tuple[str, Label]] = {
    "password_too_long": ("new", _l("The password is too long or holds characters that cannot be used.")),
    "password_control_character": ("new", _l("The password is too long or holds characters that cannot be used.")),
    "password_contains_known": ("new", _l("The password contains your name or other data known about you.")),
    "password_easy_to_guess": ("new", EASY),
    "password_known": ("new", EASY),
    "password_unchanged": ("new", _l("The new password is the same as the present one.")),
    "passwords_differ": ("repeated", _l("The two new passwords are not the same.")),
    "current_password_wrong": ("current", _l("The present password is wrong.")),
    "login_paused": ("current", _l("Too many wrong attempts. Try again later.")),
}
NEW = {"autocomplete": "new-password", "dir": "ltr"}


class PortalPasswordForm(FlaskForm):
    current = PasswordField(
        _l("Present password"),
        validators=[InputRequired(_l("Fill in this field."))],
        render_kw={"autocomplete": "current-password", "dir": "ltr"},
    )
    new = PasswordField(_l("New password"), validators=[InputRequired(_l("Fill in this field."))], render_kw=NEW)
    repeated = PasswordField(
        _l("New password once more"), validators=[InputRequired(_l("Fill in this field."))], render_kw=NEW
    )


class PortalPasswordView(BaseView):
    route_base = f"{PREFIX}/password"
    class_permission_name = "overseas_portal"

    @route("/", methods=["GET", "POST"], audience=OVERSEAS)
    def change(self) -> ResponseReturnValue:
        """Show the form, or change the password; what was typed is never sent back."""
        form = PortalPasswordForm()
        is_forced = bool(current_user.needs_password_change)
        if request.method == "GET":
            return self._page(form, is_forced=is_forced)
        if not form.validate() or not self._change(form):
            return self._page(form, is_forced=is_forced, code=422)
        flash(_("Your password has been changed."), "success")
        return redirect(url_for("PortalView.search"), code=303)

    def _change(self, form: PortalPasswordForm) -> bool:
        found = password.problems(form)
        for code in found:
            name, sentence = PROBLEMS.get(code, ("new", RULES[passwords.policy()]))
            if sentence not in form[name].errors:
                form[name].errors = (*form[name].errors, sentence)
        return not found

    def _page(self, form: PortalPasswordForm, *, is_forced: bool, code: int = 200) -> tuple[str, int]:
        rules = RULES[passwords.policy()]
        page: str = self.render_template("portal/password.html", form=form, is_forced=is_forced, rules=rules)
        return page, code
