"""Operation history 操作历史 as people read it: each change with who, when, from where, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.actor import SYSTEM
from app.models import OperationRecord
from app.views.lists.words import second, written

OPERATIONS = {"insert": _l("Added"), "update": _l("Changed"), "delete": _l("Deleted")}


@dataclass(frozen=True)
class Line:
    """One field's change."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One change of a record."""

    operation: str
    who: str
    when: str
    address: str
    lines: list[Line]


def entries(
    records: Iterable[OperationRecord],
    labels: Mapping[str, Any],
    shown: Callable[[str, Any], Any] = lambda _name, value: value,
) -> list[Entry]:
    """Return the records with labels for columns; a key inside a column keeps its own name behind the column's."""
    return [
        Entry(
            operation=str(OPERATIONS.get(record.operation, record.operation)),
            who=person(record.actor_name),
            when=second(record.happened_at),
            address=record.address,
            lines=[
                Line(label(name, labels), _value(shown(name, old)), _value(shown(name, new)))
                for name, (old, new) in record.changes.items()
            ],
        )
        for record in records
    ]


def person(name: str) -> str:
    """Return the name of who did it; the program itself, which records itself in English, in the reader's language."""
    return _("System") if name in ("", SYSTEM.name) else name


def label(name: str, labels: Mapping[str, Any]) -> str:
    """Return the label of a column, or of a key inside a JSON column."""
    column, _dot, key = name.partition(".")
    known = str(labels.get(name) or labels.get(column) or column.replace("_", " "))
    return f"{known} · {key}" if key and name not in labels else known


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_value(part)}" for key, part in value.items())
    return written(value)
