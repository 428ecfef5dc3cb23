"""Any record's history in words: a label for every column, and every value as people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from flask import current_app, g
from flask_babel import gettext as _

from app.models import OperationRecord
from app.views.frame.fab import screens
from app.views.history.json_words import Told, json_label, json_lines, source_lines, teller_of
from app.views.lists.base import ReferenceView
from app.views.words.columns import FIELDS
from app.views.words.label import Label
from app.views.words.labels import table_label
from app.views.words.punctuation import listed
from app.views.words.told import OPERATIONS, HistoryEntry, Line, person
from app.views.words.value_words import kind_of, row_name, value_text
from app.views.words.writing import second

FIELDS_SHOWN = 8


def record_name(record: OperationRecord) -> str:
    """Return what people call the record that a change is of: its kind and its name, or else its number."""
    return f"{table_label(record.table_name)} {row_name(record.table_name, record.row_id)}"


def entry(
    record: OperationRecord, *, labels: Mapping[str, Label] | None = None, with_keys: bool = False
) -> HistoryEntry:
    """Return a record of the history as people read it.

    labels      what the record's own screen calls its columns (default: the screen of the table)
    with_keys   tell the program's own keys and hashes too
    """
    return HistoryEntry(
        operation=str(OPERATIONS.get(record.operation, record.operation)),
        who=person(record.actor_name),
        when=second(record.happened_at),
        address=record.address,
        lines=[
            line
            for line in _lines(record, column_labels(record.table_name) if labels is None else labels, with_keys)
            if line.old or line.new
        ],
    )


def entries(records: Iterable[OperationRecord], *, labels: Mapping[str, Label]) -> list[HistoryEntry]:
    """Return the changes of a record as its own screen tells them."""
    return [entry(record, labels=labels) for record in records]


def fields(record: OperationRecord) -> str:
    """Return the changed fields of a record as its page names them, each once; the first of many."""
    found = list(dict.fromkeys(_names(record, column_labels(record.table_name))))
    told = listed(found[:FIELDS_SHOWN])
    more = len(found) - FIELDS_SHOWN
    return _("%(fields)s and %(count)s more", fields=told, count=more) if more > 0 else told


def column_labels(table: str) -> Mapping[str, Label]:
    """Return the labels of a table's columns, made once a request; those of its own screen come first."""
    known: dict[str, Mapping[str, Label]] = g.setdefault("column_labels", {})
    if table not in known:
        own = _screen_labels().get(table)
        known[table] = {**FIELDS, **(own() if own else {})}
    return known[table]


def _lines(record: OperationRecord, labels: Mapping[str, Label], with_keys: bool) -> Iterator[Line]:  # noqa: FBT001
    row = Told(record.table_name, record.row_id)
    for name, (old, new) in record.changes.items():
        column, _dot, key = name.partition(".")
        kind = kind_of(record.table_name, column)
        if kind == "json" or teller_of(record.table_name, column):
            yield from json_lines(row, column, key, old, new, label=_label(column, labels))
        elif kind != "key" or with_keys:
            before, after = (value_text(record.table_name, column, value) for value in (old, new))
            yield Line(_label(column, labels), before, after)
    yield from source_lines(record.changes, _label("sources", labels))


def _names(record: OperationRecord, labels: Mapping[str, Label]) -> Iterator[str]:
    """Yield the label of each changed column, or of the key inside it; no value is written, no row is read."""
    for name, values in record.changes.items():
        column, _dot, key = name.partition(".")
        if kind_of(record.table_name, column) != "key" and any(value not in (None, "") for value in values):
            yield json_label(record.table_name, column, key, label=_label(column, labels))


def _label(column: str, labels: Mapping[str, Label]) -> str:
    return str(labels.get(column) or column.replace("_", " "))


def _screen_labels() -> Mapping[str, Callable[[], Mapping[str, Label]]]:
    """Return what gives the labels of each table that has a screen."""
    known: dict[str, Callable[[], Mapping[str, Label]]] | None = current_app.extensions.get("screen_labels")
    if known is None:
        known = {}
        for view in screens():
            if isinstance(view, ReferenceView):
                known.setdefault(view.datamodel.obj.__tablename__, view.labels)
        current_app.extensions["screen_labels"] = known
    return known
