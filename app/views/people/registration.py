"""Registration 注册 of an enterprise with its first user, for everybody; and the page that says where it stands."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from app.domain.errors import DomainError
from app.models.base import utc_now
from app.services.base.records import Values
from app.services.people import registrations
from app.views.doors import password
from app.views.frame import settings
from app.views.frame.audiences import PUBLIC
from app.views.frame.routes import route
from app.views.lists.forms import FormPage, RecordForm, text_field
from app.views.words.columns import label_of
from app.views.words.refusals import worded

#: Where a session keeps which request it belongs to.
SESSION_KEY = "registration"
NEW_PASSWORD = {"autocomplete": "new-password"}


class RegistrationForm(RecordForm):
    name = text_field(_l("Enterprise name"), 150, is_needed=True, autocomplete="organization")
    name_en = text_field(label_of("name_en", "enterprise"), 200)
    credit_code = text_field(label_of("credit_code"), 18, is_needed=True)
    inspection_registration_no = text_field(
        label_of("inspection_registration_no", "long"),
        10,
        note=_l("Ten digits. Leave it empty if you do not have it yet; you can add it later."),
    )
    contact_name = text_field(label_of("contact_name"), 64, is_needed=True)
    contact_phone = text_field(label_of("contact_phone", "registration"), 70, is_needed=True, type="tel")
    post_code = text_field(label_of("post_code"), 12, autocomplete="postal-code")
    street_address = text_field(label_of("street_address"), 200, autocomplete="street-address")
    login = text_field(
        label_of("login"),
        64,
        is_needed=True,
        note=_l("3 to 64 small letters, digits, dots, hyphens or underscores; it cannot be changed later."),
        autocomplete="username",
        autocapitalize="none",
        spellcheck="false",
    )
    last_name = text_field(label_of("last_name"), 64, is_needed=True, autocomplete="family-name")
    first_name = text_field(label_of("first_name"), 64, is_needed=True, autocomplete="given-name")
    phone = text_field(label_of("phone"), 40, is_needed=True, type="tel", autocomplete="tel")
    email = text_field(label_of("email"), 320, is_needed=True, type="email", autocomplete="email")
    password = PasswordField(
        label_of("password"),
        [InputRequired(), Length(max=1000)],
        render_kw=NEW_PASSWORD,
    )
    repeated = PasswordField(_l("Password once more"), [InputRequired(), Length(max=1000)], render_kw=NEW_PASSWORD)

    def values(self) -> Values:
        """Return what was typed; passwords exactly as they are."""
        exact = {name: self[name].data or "" for name in ("password", "repeated")}
        return {**super().values(), **exact, "credit_code": (self.credit_code.data or "").strip().upper()}


class RegistrationView(BaseView):
    route_base = "/registration"
    class_permission_name = "registration"

    @route("/", methods=["GET", "POST"], audience=PUBLIC)
    def register(self) -> ResponseReturnValue:
        """Show the form, or take the request and show its secret reference, this once."""
        form = RegistrationForm()
        form.password.description = password.rule()
        page = FormPage(form)
        if page.is_sent():
            values = {**form.values(), "locale": settings.language()}
            try:
                sent = registrations.submit(values, address=request.remote_addr or "", now=utc_now())
            except DomainError as error:
                page.refused(error)
            else:
                session[SESSION_KEY] = sent.registration.id
                return self.render_template("people/registration_sent.html", sent=sent)
        shown = self.render_template("people/registration_form.html", form=form, page=page)
        return shown, page.status

    @route("/state", methods=["GET", "POST"], audience=PUBLIC)
    def state(self) -> ResponseReturnValue:
        """Show where a request stands: the one of this session, or the one whose secret reference is typed."""
        if request.method == "POST":
            return self._look_up(request.form.get("reference", "")[:100])
        number = session.get(SESSION_KEY)
        row = registrations.get(number) if isinstance(number, int) else None
        return self.render_template("people/registration_state.html", row=row, problem="")

    def _look_up(self, reference: str) -> ResponseReturnValue:
        try:
            row = registrations.find(reference, address=request.remote_addr or "", now=utc_now())
        except DomainError as error:
            return self.render_template("people/registration_state.html", row=None, problem=worded(error)), 429
        if row is None:
            problem = _("There is no registration with this reference. Compare it with what you wrote down.")
            return self.render_template("people/registration_state.html", row=None, problem=problem), 422
        session[SESSION_KEY] = row.id
        return redirect(url_for("RegistrationView.state"), code=303)
