"""Operation history 操作历史 as people read it: each change with who, when, from where, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.actor import SYSTEM
from app.models import OperationRecord
from app.views.words.label import Label

OPERATIONS = {"insert": _l("Added"), "update": _l("Changed"), "delete": _l("Deleted")}


@dataclass(frozen=True)
class Line:
    """One field's change."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryEntry:
    """One change of a record."""

    operation: str
    who: str
    when: str
    address: str
    lines: list[Line]


class Teller(Protocol):
    """Tells the operation history of any record; it knows every feature, so it is handed to those below it."""

    def entry(
        self, record: OperationRecord, *, labels: Mapping[str, Label] | None = None, with_keys: bool = False
    ) -> HistoryEntry:
        """Return a record of the history as people read it."""

    def entries(self, records: Iterable[OperationRecord], *, labels: Mapping[str, Label]) -> list[HistoryEntry]:
        """Return the changes of a record as its own screen tells them."""


def person(name: str) -> str:
    """Return the name of who did it; the program itself, which records itself in English, in the reader's language."""
    return _("System") if name in ("", SYSTEM.name) else name
