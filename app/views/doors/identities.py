"""Outside accounts and cards of users, for administrators: who has what bound, bound for others, taken off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement
from wtforms import SelectField, TextAreaField

from app.models import Identity, User
from app.services.base.records import Values
from app.services.doors import card_logins, identities
from app.views.lists.base import ReferenceView
from app.views.lists.columns import Column
from app.views.lists.forms import RecordForm, text_field
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, Text
from app.views.lists.view import NO_ROUTES
from app.views.words.columns import label_of
from app.views.words.labels import IDENTITY_KINDS as KINDS


class IdentityForm(RecordForm):
    login = text_field(label_of("login"), 64, is_needed=True)
    kind = SelectField(label_of("kind"), choices=lambda: [(code, str(label)) for code, label in KINDS.items()])
    issuer = text_field(
        label_of("issuer", "identity"),
        400,
        note=_l("Of a Single Window account: the address of the provider, as it is configured."),
    )
    subject = text_field(label_of("subject", "identity"), 255, note=_l("What the provider calls the account."))
    certificate = text_field(
        _l("Certificate of the card"),
        20_000,
        kind=TextAreaField,
        note=_l("Of a card: PEM or Base64; issuer and subject are then read from it."),
        rows=6,
        dir="ltr",
    )
    label = text_field(_l("Label"), 200)


class UserName(Text):
    """Find bindings by the user's name."""

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        text = values.get(self.name, "")
        if text:
            named = select(User.id).where(User.username.icontains(text, autoescape=True))
            yield Identity.user_id.in_(named)


class IdentitiesView(ReferenceView[Identity]):
    route_base = "/identities"
    class_permission_name = screen = "identities"
    datamodel = FastInterface(Identity, eager=(joinedload(Identity.user),))
    service = identities  # type: ignore[assignment]  # no route of this screen asks it for what it lacks
    exclude_route_methods = set(NO_ROUTES) | {"edit"}
    list_title = _l("Outside accounts and cards")
    new_label = _l("New binding")
    empty_text = _l("Users bind their Single Window accounts and cards under “My account”; you can do it for them.")
    add_form = IdentityForm
    columns = (
        Column(key="label", value=str, is_link=True, width=26),
        Column(key="user", label=label_of("username"), value=lambda row: row.user.username, kind="official", width=20),
        Column(key="kind", value=lambda row: str(KINDS[row.kind]), width=14),
        Column(key="issuer", wording="identity", sort=Identity.issuer, width=36),
        Column(key="subject", wording="identity", kind="official", width=30),
        Column(key="expires_at", sort=Identity.expires_at),
        Column(key="created_at", label=_l("Bound"), sort=Identity.created_at),
    )
    query = (
        UserName(name="user", key="username", columns=()),
        Choice(column=Identity.kind, choices=KINDS),
    )

    def values(self, form: RecordForm) -> Values:
        """Read issuer and subject from the certificate of a card."""
        typed = {**form.values()}
        if typed["kind"] == "card" and typed["certificate"] and card_logins.is_offered():
            key = card_logins.read(typed["certificate"])
            typed |= {"issuer": key.issuer, "subject": key.subject, "label": typed["label"] or key.label}
        return typed
