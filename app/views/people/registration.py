"""Registration 注册 of an enterprise with its first user, for everybody; and the page that says where it stands."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from app.domain.errors import DomainError
from app.models.base import utc_now
from app.services.base.records import Values
from app.services.people import registrations
from app.views.doors import password
from app.views.frame import settings
from app.views.frame.audiences import PUBLIC
from app.views.frame.routes import route
from app.views.lists.forms import FormPage, RecordForm, Storable
from app.views.words.columns import label_of
from app.views.words.refusals import message

#: Where a session keeps which request it belongs to.
SESSION_KEY = "registration"
NEW_PASSWORD = {"autocomplete": "new-password"}


class RegistrationForm(RecordForm):
    name = StringField(
        _l("Enterprise name"), [DataRequired(), Length(max=150), Storable()], render_kw={"autocomplete": "organization"}
    )
    name_en = StringField(label_of("name_en", "enterprise"), [Length(max=200), Storable()])
    credit_code = StringField(label_of("credit_code"), [DataRequired(), Length(max=18), Storable()])
    inspection_registration_no = StringField(
        label_of("inspection_registration_no", "long"),
        [Length(max=10), Storable()],
        description=_l("Ten digits. Leave it empty if you do not have it yet; you can add it later."),
    )
    contact_name = StringField(label_of("contact_name"), [DataRequired(), Length(max=64), Storable()])
    contact_phone = StringField(
        label_of("contact_phone", "registration"),
        [DataRequired(), Length(max=70), Storable()],
        render_kw={"type": "tel"},
    )
    post_code = StringField(
        label_of("post_code"), [Length(max=12), Storable()], render_kw={"autocomplete": "postal-code"}
    )
    street_address = StringField(
        label_of("street_address"), [Length(max=200), Storable()], render_kw={"autocomplete": "street-address"}
    )
    login = StringField(
        label_of("login"),
        [DataRequired(), Length(max=64), Storable()],
        description=_l("3 to 64 small letters, digits, dots, hyphens or underscores; it cannot be changed later."),
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    last_name = StringField(
        label_of("last_name"), [DataRequired(), Length(max=64), Storable()], render_kw={"autocomplete": "family-name"}
    )
    first_name = StringField(
        label_of("first_name"), [DataRequired(), Length(max=64), Storable()], render_kw={"autocomplete": "given-name"}
    )
    phone = StringField(
        label_of("phone"),
        [DataRequired(), Length(max=40), Storable()],
        render_kw={"type": "tel", "autocomplete": "tel"},
    )
    email = StringField(
        label_of("email"),
        [DataRequired(), Length(max=320), Storable()],
        render_kw={"type": "email", "autocomplete": "email"},
    )
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
    default_view = "register"
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
            return self.render_template("people/registration_state.html", row=None, problem=message(error)), 429
        if row is None:
            problem = _("There is no registration with this reference. Compare it with what you wrote down.")
            return self.render_template("people/registration_state.html", row=None, problem=problem), 422
        session[SESSION_KEY] = row.id
        return redirect(url_for("RegistrationView.state"), code=303)
