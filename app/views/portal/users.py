"""Overseas users 海外端 → 用户管理 (manual 5.7.1): officials abroad, their country and language, their password."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response
from wtforms import PasswordField, SelectField
from wtforms.validators import InputRequired, Optional

from app.catalogue import languages
from app.domain.errors import DomainError
from app.domain.permissions import OVERSEAS
from app.models import Role, User
from app.models.base import utc_now
from app.services.base.records import Values
from app.services.portal import users
from app.views.doors import password
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.actions import RowAction
from app.views.lists.base import BIGGEST_ID
from app.views.lists.columns import Column, chips
from app.views.lists.forms import FormPage, RecordForm, text_field, told
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.lists.view import NO_ROUTES
from app.views.people.users import COLOURS, UsersView
from app.views.words.columns import label_of
from app.views.words.formatting import country_name
from app.views.words.writing import country_choices, written

STATES = {"active": _l("Enabled"), "locked": _l("Disabled")}


def _language(code: str | None) -> str:
    known = languages.languages().get(code or "")
    return known.name if known else _("By country")


class OverseasUserForm(RecordForm):
    last_name = text_field(label_of("last_name"), 64, is_needed=True)
    first_name = text_field(label_of("first_name"), 64, is_needed=True)
    email = text_field(label_of("email"), 320, is_needed=True, type="email")
    phone = text_field(label_of("phone"), 40, type="tel")
    country = SelectField(label_of("country", "region"), [Optional()])
    locale = SelectField(label_of("locale"), [Optional()])


class NewOverseasUserForm(OverseasUserForm):
    login = text_field(
        label_of("login"),
        64,
        least=3,
        is_needed=True,
        note=_l("Small letters, digits, dot, hyphen; it cannot be changed later."),
        autocomplete="off",
        autocapitalize="none",
    )


class OverseasPasswordForm(RecordForm):
    new = PasswordField(label_of("new_password"), [InputRequired()], render_kw={"autocomplete": "new-password"})
    repeated = PasswordField(
        label_of("new_password", "again"), [InputRequired()], render_kw={"autocomplete": "new-password"}
    )


class OverseasUsersView(UsersView):
    route_base = "/overseas-users"
    class_permission_name = screen = "overseas_users"
    datamodel = FastInterface(
        User,
        eager=(selectinload(User.roles), selectinload(User.organisation)),
        conditions=(User.roles.any(Role.name == OVERSEAS), User.status != "deregistered"),
    )
    accounts = users
    list_title = _l("Overseas users")
    new_label = _l("New overseas user")
    empty_text = _l("Open the first account with “New overseas user”.")
    exclude_route_methods = set(NO_ROUTES) | {"deregister"}
    add_form = NewOverseasUserForm
    edit_form = OverseasUserForm
    add_template = edit_template = "portal/user_form.html"
    columns = (
        Column(key="username", sort=User.username, is_link=True, width=18),
        Column(key="full_name", sort=User.last_name, width=18),
        Column(
            key="country",
            wording="region",
            value=lambda row: country_name(row.country) if row.country else _("All"),
            sort=User.country,
            width=16,
        ),
        Column(key="locale", value=lambda row: _language(row.locale), width=14),
        Column(
            key="organisation",
            label=_l("Opened by"),
            value=lambda row: row.organisation.name if row.organisation else _("Administrator"),
            width=30,
        ),
        Column(key="email", sort=User.email, is_chosen=False, width=26),
        Column(key="phone", is_chosen=False, width=16),
        Column(
            key="created_on",
            wording="account",
            kind="text",
            value=lambda row: written(row.created_on),
            sort=User.created_on,
            width=18,
        ),
        Column(key="status", label=label_of("state"), sort=User.status, chip=chips(COLOURS, STATES)),
    )
    query = (
        Text(wording="query", columns=(User.username, User.last_name, User.first_name)),
        Choice(wording="region", column=User.country, choices=country_choices),
        Choice(key="state", column=User.status, choices=STATES),
        DateRange(wording="account", column=User.created_on, is_naive=True),
    )

    @route(f"/{BIGGEST_ID}/password", methods=["GET", "POST"])
    def reset_password(self, pk: int) -> ResponseReturnValue:
        """Set a password 修改密码, then go on to the portal's login page; nobody is logged in by this."""
        user = self.found(pk)
        form = OverseasPasswordForm()
        form.new.description = password.rule()
        page = FormPage(form)
        if page.is_sent():
            try:
                users.set_password(current_actor(), pk, new=form.new.data, repeated=form.repeated.data, now=utc_now())
            except DomainError as error:
                page.refused(error)
            else:
                return redirect(url_for("PortalLoginView.login"), code=303)
        return self._form("portal/user_password.html", page, user)

    @route(f"/{BIGGEST_ID}/disable", methods=["POST"])
    def lock(self, pk: int) -> ResponseReturnValue:
        """Disable an account 停用: it is out at once."""
        return self._step(pk, users.disable, _("%(name)s is disabled and logged out."))

    @route(f"/{BIGGEST_ID}/enable", methods=["POST"], right="lock")
    def unlock(self, pk: int) -> ResponseReturnValue:
        """Enable an account 启用."""
        return self._step(pk, users.enable, _("%(name)s is enabled."))

    @route(f"/{BIGGEST_ID}/delete", methods=["POST"])
    def delete(self, pk: int) -> Response:
        """Delete an account 删除: its access ends with the next request."""
        name = self.found(pk).username
        address = self.url("show", pk=pk)
        with told():
            users.remove(current_actor(), pk, now=utc_now())
            flash(_("%(name)s is deleted.", name=name), "success")
            address = self.url("list")
        return redirect(address, code=303)

    def defaults(self) -> Values:
        return {}

    def prepare(self, form: RecordForm, row: User | None) -> None:
        """Offer countries and the portal's languages; only an account of an enterprise may see every country."""
        is_of_enterprise = row.organisation_id is not None if row is not None else not current_actor().sees_all
        every = _("All destinations") if is_of_enterprise else _("Choose a country or region")
        form.country.choices = [("", every), *country_choices()]
        form.country.flags.required = not is_of_enterprise
        form.locale.choices = [("", _("By country"))]
        form.locale.choices += [(known.code, known.name) for known in languages.languages().values()]

    def record_actions(self, row: User) -> list[RowAction]:
        """Return what can be done with an account in its state."""
        found, name = [], row.username
        if self.may("edit"):
            found.append(RowAction(key="edit", label=_("Edit"), url=self.url("edit", pk=row.id)))
        if self.may("reset_password"):
            address = self.url("reset_password", pk=row.id)
            found.append(RowAction(key="reset_password", label=_("Change password"), url=address))
        if self.may("lock") and row.status == "locked":
            found.append(self.button("unlock", row, _("Enable"), _("Enable %(name)s?", name=name), ""))
        elif self.may("lock"):
            question = _("Disable %(name)s? The user is logged out at once.", name=name)
            found.append(self.button("lock", row, _("Disable"), question, ""))
        if self.may("delete"):
            question = _("Delete %(name)s? The account can no longer log in; this cannot be undone.", name=name)
            found.append(self.button("delete", row, _("Delete"), question, ""))
        return found
