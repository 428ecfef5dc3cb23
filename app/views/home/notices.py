"""Notices 通知管理."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_
from sqlalchemy.sql import ColumnElement
from wtforms import DateField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Optional

from app.domain.days import china_day
from app.models import Notice
from app.models.base import utc_now
from app.services.base import record_names
from app.services.base.records import Values
from app.services.home import notices_admin
from app.services.people import roles
from app.views.lists.base import ReferenceView
from app.views.lists.columns import Column
from app.views.lists.forms import RecordForm, text_field
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.people.user_forms import organisation_choices
from app.views.words.columns import label_of
from app.views.words.punctuation import listed
from app.views.words.role_words import role_label


def _audience(row: Notice) -> str:
    names = [role_label(name) for name in row.roles]
    names += [record_names.organisation(number) or str(number) for number in row.organisation_ids]
    return listed(names) if names else _("Everybody")


def _in_force(value: str) -> ColumnElement[bool]:
    today = china_day(utc_now())
    if value == "coming":
        return Notice.valid_from > today
    if value == "past":
        return Notice.valid_to < today
    return and_(Notice.valid_from <= today, or_(Notice.valid_to.is_(None), Notice.valid_to >= today))


class NoticeForm(RecordForm):
    title = text_field(label_of("title"), 200, is_needed=True)
    text = text_field(label_of("text"), 10_000, kind=TextAreaField, rows=12, data_rich="")
    roles = SelectMultipleField(_l("For (nobody chosen: everybody)"))
    organisation_ids = SelectMultipleField(_l("Organisations, with those below (none chosen: everybody)"))
    valid_from = DateField(label_of("valid_from"), [DataRequired()])
    valid_to = DateField(label_of("valid_to", "included"), [Optional()])


class NoticesView(ReferenceView[Notice]):
    route_base = "/notices"
    class_permission_name = screen = "notices"
    datamodel = FastInterface(Notice)
    service = notices_admin
    show_template = "home/notice.html"
    add_template = edit_template = "home/notice_form.html"
    list_title = _l("Manage notices")
    new_label = _l("New notice")
    empty_text = _l("Write the first one with “New notice”.")
    add_form = edit_form = NoticeForm
    columns = (
        Column(key="title", sort=Notice.title, is_link=True, width=40),
        Column(key="audience", label=_l("For"), value=_audience),
        Column(key="valid_from", sort=Notice.valid_from),
        Column(key="valid_to", wording="included", sort=Notice.valid_to),
        Column(key="changed_at", sort=Notice.changed_at),
    )
    facts = (columns[0], Column(key="text"), *columns[1:])
    query = (
        Text(label=_l("Title or text"), columns=(Notice.title, Notice.text)),
        Choice(
            name="state",
            label=_l("In force"),
            choices=lambda: [("now", _("now")), ("coming", _("later")), ("past", _("no longer"))],
            condition=_in_force,
        ),
        DateRange(label=_l("First day in force"), column=Notice.valid_from, is_timestamp=False),
    )

    def defaults(self) -> Values:
        return {"valid_from": china_day(utc_now())}

    def prepare(self, form: RecordForm, row: Notice | None) -> None:
        del row
        form.roles.choices = [(role.name, role_label(role.name)) for side in roles.tree().values() for role in side]
        form.organisation_ids.choices = [(number, name.strip()) for number, name in organisation_choices()]
