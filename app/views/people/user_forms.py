"""The forms of an account, with the roles and organisations that the actor may give."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import Optional

from app.domain.actor import Actor
from app.models import User
from app.services.people import organisations, users
from app.views.lists.forms import RecordForm, text_field
from app.views.words.columns import label_of
from app.views.words.once import once_a_request
from app.views.words.role_words import role_label
from app.views.words.writing import country_choices


@once_a_request
def organisation_choices() -> list[tuple[str, str]]:
    """Return the organisations in the order of the tree, each below its own."""
    return [(str(row.id), "　" * (row.path.count("/") - 1) + row.name) for row in organisations.parents(None)]


def read_number(typed: str | int | None) -> int | None:
    """Read a choice, sent as text or given as the number that the record holds."""
    return int(typed) if typed and str(typed).isdigit() else None


class LoginForm(RecordForm):
    """The name of an account, before all else that a new one needs."""

    login = text_field(
        label_of("login"),
        64,
        least=3,
        is_needed=True,
        note=_l("Small letters, digits, dot, hyphen; it cannot be changed later."),
        autocomplete="off",
        autocapitalize="none",
    )


class UserForm(RecordForm):
    last_name = text_field(label_of("last_name"), 64, is_needed=True)
    first_name = text_field(label_of("first_name"), 64, is_needed=True)
    email = text_field(label_of("email"), 320, is_needed=True, type="email")
    phone = text_field(label_of("phone"), 40, type="tel")
    organisation_id = SelectField(label_of("organisation_id"), [Optional()], coerce=read_number)
    locale = SelectField(label_of("locale"), [Optional()])
    country = SelectField(_l("Country (overseas officials)"), [Optional()])
    roles = SelectMultipleField(label_of("roles"))


class NewUserForm(LoginForm, UserForm):
    """The form of a new account."""


def choose(form: RecordForm, actor: Actor, user: User | None) -> None:
    """Fill in the choices: roles that the actor may give, and those that the user has already."""
    given = [role.name for role in users.grantable_roles(actor)]
    held = [role.name for role in user.roles if role.name not in given] if user is not None else []
    form.roles.choices = [(name, role_label(name)) for name in (*given, *held)]
    if not actor.sees_all:
        form.roles.description = _("You can give a role when you hold all of its rights yourself.")
    own = [(actor.organisation_id, actor.organisation_name)]
    every = [(int(number), name) for number, name in organisation_choices()]
    form.organisation_id.choices = [(None, _("None")), *every] if actor.sees_all else own
    languages = current_app.config["LANGUAGES"]
    form.locale.choices = [("", "—"), *((code, known["name"]) for code, known in languages.items())]
    if user is not None and user.locale and user.locale not in languages:
        form.locale.choices.append((user.locale, user.locale))
    form.country.choices = [("", "—"), *country_choices()]
