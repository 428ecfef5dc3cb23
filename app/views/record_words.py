"""Any record's history in words: labels for columns, names for codes, by the record's own screen where it has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import get_locale

from app.catalogue.loader import catalogue
from app.models import OperationRecord
from app.services import record_names
from app.views import entry_modes
from app.views.base import ReferenceView
from app.views.field_words import FIELDS
from app.views.formatting import country_name, customs_label, type_name
from app.views.labels import ACTIONS, RECORDS, STATUSES
from app.views.lists.history import Entry, entries, label
from app.views.lists.words import second

#: columns whose codes have names
NAMED: dict[str, Callable[[str], str]] = {
    "type_code": type_name,
    "declaring_customs": customs_label,
    "destination_country": country_name,
    "country": country_name,
    "entry_mode": entry_modes.label,
}
PEOPLE = ("user_id", "owner_id", "reviewer_id", "created_by_fk", "changed_by_fk")


def table_label(name: str) -> str:
    """Return what people call the records of a table."""
    return str(RECORDS.get(name, name.replace("_", " ")))


def entry(record: OperationRecord) -> Entry:
    """Return a record of the history as people read it."""
    return entries([record], labels(record), value_words(record.table_name))[0]


def fields(record: OperationRecord) -> str:
    """Return the changed fields of a record, in words, each once."""
    known = labels(record)
    return ", ".join(dict.fromkeys(label(name, known) for name in record.changes))


def labels(record: OperationRecord) -> dict[str, Any]:
    """Return the label of every changed field; keys of declared contents have the labels of their forms."""
    view = _views().get(record.table_name)
    known = {**FIELDS, **(view.labels() if view is not None else {})}
    for name in record.changes:
        column, dot, key = name.partition(".")
        if dot and (words := _content_label(key.rpartition(".")[2]) or FIELDS.get(key)):
            known[name] = f"{known.get(column, column)} · {words}"
    return known


def value_words(table: str) -> Callable[[str, Any], Any]:
    """Return the function that writes a value of a table's column in words."""
    view = _views().get(table)

    def _shown(name: str, value: Any) -> Any:
        written = _code_words(name, value)
        return view.history_value(name, value) if view is not None and written is value else written

    return _shown


def _code_words(name: str, value: Any) -> Any:
    """Return the name of a person, an office, a country, a type or a status; anything else as it is."""
    if name in PEOPLE or name.endswith("_by_id"):
        return record_names.person(value) or value
    if name == "organisation_id":
        return record_names.organisation(value) or value
    if not isinstance(value, str) or not value:
        return value
    if name.endswith("_at"):
        return _moment(value)
    if name == "action" and value in ACTIONS:
        return str(ACTIONS[value])
    if name in NAMED:
        return NAMED[name](value)
    if name in ("status", "from_status", "to_status", "validity") and value in STATUSES:
        return str(STATUSES[value])
    return value


def _moment(value: str) -> str:
    """Write a recorded moment as pages do; what is none stays as it is."""
    try:
        return second(datetime.fromisoformat(value))
    except ValueError:
        return value


def _views() -> Mapping[str, ReferenceView]:
    """Return the screen of each table that has one."""
    known: dict[str, ReferenceView] | None = current_app.extensions.get("record_views")
    if known is None:
        known = {}
        for view in current_app.appbuilder.baseviews:  # type: ignore[attr-defined]
            if isinstance(view, ReferenceView):
                known.setdefault(view.datamodel.obj.__tablename__, view)
        current_app.extensions["record_views"] = known
    return known


def _content_label(key: str) -> str:
    """Return what forms call a key of declared or certified contents."""
    known: dict[str, tuple[str, str]] | None = current_app.extensions.get("content_labels")
    if known is None:
        everything = catalogue()
        known = {field.key: (field.zh, field.en) for field in everything.declaration.header}
        for form in everything.formats.values():
            known |= {one.key: (one.zh, one.en) for one in form.fields if one.key not in known}
            known |= {one.key: (one.zh, one.en) for one in form.columns if one.key not in known}
        current_app.extensions["content_labels"] = known
    zh, en = known.get(key, ("", ""))
    return zh if str(get_locale() or "zh").startswith("zh") else en or zh
