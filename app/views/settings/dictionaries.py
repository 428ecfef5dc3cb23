"""Dictionaries 字典管理: groups at the left, the entries of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from app.domain.imports.files import MAX_BYTES
from app.models import Dictionary, DictionaryEntry
from app.models.base import utc_now
from app.services.base.records import Values
from app.services.settings import dictionaries, dictionary_imports
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.base import ReferenceView
from app.views.lists.columns import Column, chips
from app.views.lists.errors import MAX_SHOWN
from app.views.lists.forms import RecordForm, text_field, told
from app.views.lists.interface import FastInterface
from app.views.lists.page import ListPage
from app.views.lists.query import Choice, Text
from app.views.words.columns import label_of
from app.views.words.label import Label
from app.views.words.once import once_a_request


@once_a_request
def _groups() -> list[tuple[Dictionary, int]]:
    return list(dictionaries.groups())


def group_name(group: Dictionary) -> str:
    """Return a group's name in the reader's language."""
    is_chinese = str(get_locale() or "zh").startswith("zh")
    return str(group.name_zh if is_chinese else group.name_en or group.name_zh)


def _choices() -> list[tuple[str, str]]:
    return [(group.code, group_name(group)) for group, _count in _groups()]


STATES: Mapping[str, Label] = {"yes": _l("Enabled"), "no": _l("Disabled")}


class EntryForm(RecordForm):
    dictionary_id = SelectField(label_of("group"), coerce=int)
    code = text_field(label_of("code"), 20, is_needed=True)
    name_zh = text_field(label_of("name_zh"), 200, is_needed=True)
    name_en = text_field(label_of("name_en"), 200)
    position = IntegerField(
        label_of("position"),
        [Optional(), NumberRange(0, dictionaries.MAX_POSITION)],
        description=_l("Empty: at the end."),
    )
    is_enabled = BooleanField(label_of("is_enabled"))


class DictionariesView(ReferenceView[DictionaryEntry]):
    route_base = "/dictionaries"
    class_permission_name = screen = "dictionaries"
    datamodel = FastInterface(DictionaryEntry, eager=(selectinload(DictionaryEntry.dictionary),))
    service = dictionaries
    list_title = _l("Dictionaries")
    new_label = _l("New entry")
    empty_text = _l("Add the first entry with “New entry”.")
    base_sort = (DictionaryEntry.dictionary_id, DictionaryEntry.position, DictionaryEntry.code)
    list_template = "settings/dictionaries.html"
    add_form = edit_form = EntryForm
    columns = (
        Column(key="group", value=lambda row: group_name(row.dictionary), width=14),
        Column(key="code", kind="official", sort=DictionaryEntry.code, is_link=True, width=12),
        Column(key="name_zh", sort=DictionaryEntry.name_zh, width=34),
        Column(key="name_en", sort=DictionaryEntry.name_en, width=34),
        Column(key="position", sort=DictionaryEntry.position),
        Column(
            key="is_enabled",
            label=label_of("state"),
            kind="status",
            sort=DictionaryEntry.is_enabled,
            value=lambda row: "yes" if row.is_enabled else "no",
            chip=chips({"yes": "ok"}, STATES),
        ),
    )
    facts = columns
    query = (
        Choice(
            name="dictionary",
            key="group",
            choices=_choices,
            condition=lambda code: DictionaryEntry.dictionary.has(code=code),
        ),
        Text(
            name="text",
            label=_l("Code or name"),
            columns=(DictionaryEntry.code, DictionaryEntry.name_zh, DictionaryEntry.name_en),
        ),
        Choice(
            name="enabled",
            key="state",
            choices=STATES,
            condition=lambda value: DictionaryEntry.is_enabled.is_(value == "yes"),
        ),
    )

    @route("/import", methods=["POST"], right="edit")
    def take_in(self) -> ResponseReturnValue:
        """Add and change the entries of a group from a file; all of it, or nothing with the row that is wrong."""
        group, file = request.form.get("dictionary", "")[:60], request.files.get("file")
        data = file.stream.read(MAX_BYTES + 1) if file is not None else b""
        with told():
            done = dictionary_imports.take_in(current_actor(), group, data, now=utc_now())
            sentence = _(
                "Imported: %(added)s entries added, %(changed)s changed.", added=done.added, changed=done.changed
            )
            flash(sentence, "success")
        return redirect(self.url("list", dictionary=group), code=303)

    def groups(self) -> list[tuple[Dictionary, str, int]]:
        """Return the groups for the left side, those that the search at its head finds."""
        search = request.args.get("find", "").strip()[:MAX_SHOWN]
        found = list(dictionaries.groups(search)) if search else _groups()
        return [(group, group_name(group), count) for group, count in found]

    def build(self, arguments: Mapping[str, str]) -> ListPage:
        return super().build({name: value for name, value in arguments.items() if name != "find"})

    def new_url(self) -> str | None:
        chosen = request.args.get("dictionary")
        return self.url("add", dictionary=chosen) if self.may("add") else None

    def defaults(self) -> Values:
        wanted = request.args.get("dictionary", "")
        chosen = next((group.id for group, _count in _groups() if group.code == wanted), None)
        return {"dictionary_id": chosen, "is_enabled": True}

    def prepare(self, form: RecordForm, row: DictionaryEntry | None) -> None:
        groups = [group for group, _count in _groups() if row is None or group.id == row.dictionary_id]
        form.dictionary_id.choices = [(group.id, group_name(group)) for group in groups]

    def after_add(self, row: DictionaryEntry) -> Response:
        return redirect(self.url("list", dictionary=self.found(row.id).dictionary.code), code=303)
