"""Notices 通知管理."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_
from wtforms import DateField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.domain.permissions import PUBLIC, ROLES
from app.models import Notice
from app.models.base import utc_now
from app.services import notices_admin
from app.views.base import ReferenceView
from app.views.labels import ROLES as ROLE_LABELS
from app.views.lists.columns import Column
from app.views.lists.forms import RecordForm, Storable
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.lists.words import CHINA


def _audience(row: Any) -> str:
    names = [str(ROLE_LABELS.get(name, name)) for name in row.roles]
    return "、".join(names) if names else _("Everybody")


def _in_force(value: str) -> Any:
    today = utc_now().astimezone(CHINA).date()
    if value == "coming":
        return Notice.valid_from > today
    if value == "past":
        return Notice.valid_to < today
    return and_(Notice.valid_from <= today, or_(Notice.valid_to.is_(None), Notice.valid_to >= today))


class NoticeForm(RecordForm):
    title = StringField(_l("Title"), [DataRequired(), Length(max=200), Storable()])
    text = TextAreaField(_l("Text"), [Length(max=10_000), Storable()], render_kw={"rows": 8})
    roles = SelectMultipleField(_l("For (nobody chosen: everybody)"))
    valid_from = DateField(_l("In force from"), [DataRequired()])
    valid_to = DateField(_l("to (included)"), [Optional()])


class NoticesView(ReferenceView):
    route_base = "/notices"
    class_permission_name = screen = "notices"
    datamodel = FastInterface(Notice)
    service = notices_admin
    list_title = _l("Notices")
    group_title = _l("System configuration")
    new_label = _l("New notice")
    empty_text = _l("Write the first one with “New notice”.")
    add_form = edit_form = NoticeForm
    columns = (
        Column(key="title", label=_l("Title"), sort=Notice.title, is_link=True, width=40),
        Column(key="audience", label=_l("For"), value=_audience),
        Column(key="valid_from", label=_l("In force from"), kind="day", sort=Notice.valid_from),
        Column(key="valid_to", label=_l("to (included)"), kind="day", sort=Notice.valid_to),
        Column(key="changed_at", label=_l("Last changed"), kind="moment", sort=Notice.changed_at),
    )
    facts = (columns[0], Column(key="text", label=_l("Text")), *columns[1:])
    query = (
        Text(name="title", label=_l("Title or text"), columns=(Notice.title, Notice.text)),
        Choice(
            name="state",
            label=_l("In force"),
            choices=lambda: [("now", _("now")), ("coming", _("later")), ("past", _("no longer"))],
            condition=_in_force,
        ),
        DateRange(label=_l("In force from"), column=Notice.valid_from, is_timestamp=False),
    )

    def defaults(self) -> dict[str, Any]:
        return {"valid_from": utc_now().astimezone(CHINA).date()}

    def prepare(self, form: RecordForm, row: Any | None) -> None:
        del row
        form.roles.choices = [(name, str(ROLE_LABELS[name])) for name in ROLES if name != PUBLIC]

    def history_value(self, name: str, value: Any) -> Any:
        """Write roles in words."""
        if name == "roles" and isinstance(value, list):
            return [str(ROLE_LABELS.get(one, one)) for one in value]
        return value
