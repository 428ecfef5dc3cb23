"""User management 用户管理: accounts with roles and organisation; locked, deregistered, given a new password."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError
from app.models import User
from app.models.base import utc_now
from app.services.base.records import Values
from app.services.people import users, users_admin
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import RowAction
from app.views.lists.base import BIGGEST_ID, ReferenceView
from app.views.lists.columns import Column, chips
from app.views.lists.forms import FormPage, RecordForm, told
from app.views.lists.interface import Conditions, FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.lists.view import NO_ROUTES
from app.views.people import user_timeline
from app.views.people.user_forms import NewUserForm, UserForm, choose, organisation_choices
from app.views.words.columns import label_of
from app.views.words.label import Label
from app.views.words.labels import USER_STATES
from app.views.words.role_words import role_label
from app.views.words.writing import written

COLOURS = {"active": "ok", "locked": "bad", "deregistered": "mute"}


class Accounts(Protocol):
    """A module that opens and changes accounts of one kind."""

    def create(self, actor: Actor, values: Values, *, now: datetime) -> tuple[User, str]:
        """Open an account and return it with its one-time password."""
        ...

    def change(self, actor: Actor, number: int, values: Values, *, seen: Values, now: datetime) -> User:
        """Change an account that still is as the form showed it."""
        ...

    def state(self, user: User) -> Values:
        """Return what the form shows of an account."""
        ...


class UsersView(ReferenceView[User]):
    route_base = "/users"
    class_permission_name = screen = "users"
    datamodel = FastInterface(User, eager=(selectinload(User.roles), selectinload(User.organisation)))
    accounts: Accounts = users_admin
    list_title = _l("Users")
    new_label = _l("New user")
    empty_text = _l("Open the first account with “New user”.")
    exclude_route_methods = set(NO_ROUTES) | {"delete"}
    add_form: type[RecordForm] = NewUserForm
    edit_form: type[RecordForm] = UserForm
    add_template = edit_template = "people/user_form.html"
    columns: Sequence[Column] = (
        Column(key="username", sort=User.username, is_link=True, width=18),
        Column(key="full_name", sort=User.last_name, width=16),
        Column(key="organisation", value=lambda row: row.organisation.name if row.organisation else "", width=30),
        Column(key="roles", value=lambda row: [role_label(role.name) for role in row.roles]),
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
        Column(key="status", label=label_of("state"), sort=User.status, chip=chips(COLOURS, USER_STATES)),
    )
    query = (
        Text(wording="query", columns=(User.username, User.last_name, User.first_name)),
        Choice(key="state", column=User.status, choices=USER_STATES),
        Choice(
            name="organisation",
            choices=organisation_choices,
            condition=lambda value: User.organisation_id == int(value),
        ),
        DateRange(wording="account", column=User.created_on, is_naive=True),
    )

    def extras(self, row: User) -> Context:
        return {"state": json.dumps(self.accounts.state(row), ensure_ascii=False, sort_keys=True)}

    def defaults(self) -> Values:
        return {"locale": "zh_Hans"}

    def prepare(self, form: RecordForm, row: User | None) -> None:
        choose(form, current_actor(), row)

    def conditions(self) -> Conditions:
        """Show an enterprise administrator the users of his own organisation."""
        actor = current_actor()
        return [] if actor.sees_all else [User.organisation_id == actor.organisation_id]

    def found(self, pk: int) -> User:
        row = super().found(pk)
        actor = current_actor()
        if not actor.sees_all and row.organisation_id != actor.organisation_id:
            raise NotFoundError
        return row

    @route("/new", methods=["GET", "POST"])
    def add(self) -> ResponseReturnValue:
        """Open an account and show its one-time password, this once."""
        form = self.add_form(data=self.defaults() if request.method == "GET" else None)
        self.prepare(form, None)
        page = FormPage(form)
        if page.is_sent():
            try:
                user, password = self.accounts.create(current_actor(), form.values(), now=utc_now())
            except DomainError as error:
                page.refused(error)
            else:
                return self._password(user, password, _("The account %(name)s is open.", name=user.username))
        return self._form(self.add_template, page, None)

    @route(f"/{BIGGEST_ID}/edit", methods=["GET", "POST"])
    def edit(self, pk: int) -> ResponseReturnValue:
        """Change an account; roles that the actor may not give stay as they are."""
        user = self.found(pk)
        form = self.edit_form(data=self.accounts.state(user) if request.method == "GET" else None)
        self.prepare(form, user)
        page = FormPage(form)
        if page.is_sent():
            try:
                self.accounts.change(current_actor(), pk, form.values(), seen=_seen_state(), now=utc_now())
            except DomainError as error:
                page.refused(error)
                user = self.found(pk)
                if error.code == "changed_meanwhile":
                    page.others = self.history(user, after=page.seen)
            else:
                flash(_("%(name)s is saved.", name=user.username), "success")
                return redirect(self.url("show", pk=pk), code=303)
        return self._form(self.edit_template, page, user)

    @route(f"/{BIGGEST_ID}/timeline", right="show")
    def timeline(self, pk: int) -> ResponseReturnValue:
        """Show logins, failures, resets, locks, roles and changes in time order 时间轴."""
        row = self.found(pk)
        return self.render_template("people/user_timeline.html", view=self, row=row, **user_timeline.context(row))

    @route(f"/{BIGGEST_ID}/lock", methods=["POST"])
    def lock(self, pk: int) -> ResponseReturnValue:
        """Lock an account 锁定: it is out at once."""
        return self._step(pk, users.lock, _("%(name)s is locked and logged out."))

    @route(f"/{BIGGEST_ID}/unlock", methods=["POST"], right="lock")
    def unlock(self, pk: int) -> ResponseReturnValue:
        """Unlock an account, a pause after wrong passwords included."""
        return self._step(pk, users.unlock, _("%(name)s is unlocked."))

    @route(f"/{BIGGEST_ID}/deregister", methods=["POST"], right="lock")
    def deregister(self, pk: int) -> ResponseReturnValue:
        """Close an account for good 注销."""
        return self._step(pk, users.deregister, _("%(name)s is deregistered and logged out."))

    @route(f"/{BIGGEST_ID}/reset-password", methods=["POST"])
    def reset_password(self, pk: int) -> ResponseReturnValue:
        """Give an account a one-time password 重置密码 and show it, this once."""
        self.found(pk)
        password = ""
        with told():
            password = users.reset_password(current_actor(), pk, now=utc_now())
        if not password:
            return redirect(self.url("show", pk=pk), code=303)
        return self._password(self.found(pk), password, _("The password is reset."))

    def record_actions(self, row: User) -> list[RowAction]:
        """Return what can be done with an account in its state."""
        found = super().record_actions(row)
        closed = _("The account is deregistered.") if row.status == "deregistered" else ""
        own = _("This is your own account.") if row.id == current_actor().user_id else ""
        name = row.username
        if self.may("show"):
            found.append(RowAction(key="timeline", label=_("Account timeline"), url=self.url("timeline", pk=row.id)))
        if self.may("reset_password"):
            question = _("Reset the password of %(name)s? Its open sessions end.", name=name)
            found.append(self.button("reset_password", row, _("Reset password"), question, closed or own))
        if self.may("lock"):
            if row.status == "locked":
                found.append(self.button("unlock", row, _("Unlock"), _("Unlock %(name)s?", name=name), own))
            else:
                question = _("Lock %(name)s? The user is logged out at once.", name=name)
                found.append(self.button("lock", row, _("Lock"), question, closed or own))
            question = _("Deregister %(name)s? This cannot be undone.", name=name)
            found.append(self.button("deregister", row, _("Deregister"), question, closed or own))
        return found

    def labels(self) -> dict[str, Label]:
        kept = ("password", "session_epoch", "active", "needs_password_change")
        return {**super().labels(), **{name: label_of(name) for name in kept}}

    def _step(self, pk: int, act: Callable[..., User], done: str) -> Response:
        name = self.found(pk).username
        with told():
            act(current_actor(), pk, now=utc_now())
            flash(done % {"name": name}, "success")
        return redirect(self.url("show", pk=pk), code=303)

    def _password(self, user: User, password: str, done: str) -> ResponseReturnValue:
        """Show a one-time password; the page is not stored anywhere and cannot be opened again."""
        return self.render_template("people/one_time_password.html", view=self, user=user, password=password, told=done)


def _seen_state() -> Context:
    """Read the account as the form showed it, out of its hidden field."""
    try:
        seen = json.loads(request.form.get("state", "{}"))
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}
