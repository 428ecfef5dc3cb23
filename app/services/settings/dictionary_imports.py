"""Import of a dictionary: a sheet of codes and names becomes new and changed entries of one group, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.errors import DomainError, InvalidError
from app.domain.imports.files import ImportedCell, ImportRefusedError, ImportSheet
from app.extensions import db
from app.gateways import import_files
from app.models import Dictionary, DictionaryEntry
from app.services.base import records
from app.services.base.records import Columns
from app.services.base.transaction import transaction
from app.services.settings import dictionaries

#: heading (as exports write it, in either language) → column
HEADINGS = {
    "代码": "code", "code": "code",
    "中文名称": "name_zh", "chinese name": "name_zh",
    "英文名称": "name_en", "english name": "name_en",
    "顺序": "position", "order": "position",
    "状态": "is_enabled", "state": "is_enabled", "启用": "is_enabled", "enabled": "is_enabled",
}  # fmt: skip
NEEDED = ("code", "name_zh")
DISABLED = frozenset({"停用", "disabled", "no", "否", "0", "n"})
MAX_ROWS = 5000


@dataclass(frozen=True)
class Outcome:
    """Count what an import has done."""

    added: int
    changed: int


def take_in(actor: Actor, group_code: str, data: bytes, *, now: datetime) -> Outcome:
    """Add and change the entries of a group from a file (Excel, CSV or JSON); entries that it lacks stay.

    Raises ImportRefusedError, DomainError `no_such_group`, `import_row_wrong` (row, what), NotPermittedError.
    """
    records.require(actor, "add", dictionaries.RESOURCE)
    records.require(actor, "edit", dictionaries.RESOURCE)
    rows = list(_rows(import_files.read(data)[0]))
    if len(rows) > MAX_ROWS:
        raise ImportRefusedError("import_too_many_rows", limit=MAX_ROWS)
    added = changed = 0
    with transaction():
        group = db.session.scalar(
            select(Dictionary).where(Dictionary.code == group_code).with_for_update(of=Dictionary)
        )
        if group is None:
            raise DomainError("no_such_group")
        known = {entry.code: entry for entry in group.entries}
        for number, values in rows:
            entry = known.get(values["code"])
            wanted = _filled(values, entry, len(known))
            try:
                if entry is None:
                    known[values["code"]] = dictionaries.create(actor, {**wanted, "dictionary_id": group.id}, now=now)
                    added += 1
                elif any(getattr(entry, name) != value for name, value in wanted.items()):
                    dictionaries.change(actor, entry.id, wanted, version=None, now=now)
                    changed += 1
            except InvalidError as error:
                raise DomainError("import_row_wrong", row=number, column=error.errors[0].path) from error
    return Outcome(added, changed)


def _rows(sheet: ImportSheet) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row's number in the sheet and its known cells as text."""
    columns = _columns(sheet.rows[0])
    for index, row in enumerate(sheet.rows[1:], start=2):
        cells = {
            name: str(row[place] if place < len(row) and row[place] is not None else "").strip()
            for name, place in columns.items()
        }
        if any(cells.values()):
            yield index, cells


def _columns(headings: Sequence[ImportedCell]) -> Mapping[str, int]:
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = HEADINGS.get(str(heading or "").strip().lower())
        if name is not None:
            columns.setdefault(name, place)
    if not set(NEEDED) <= set(columns):
        raise ImportRefusedError("dictionary_columns_missing")
    return columns


def _filled(values: Mapping[str, str], entry: DictionaryEntry | None, count: int) -> Columns:
    """Return the columns of an entry; what the sheet leaves out or empty stays, or has its default."""
    position = values.get("position", "")
    is_given = position.isascii() and position.isdigit() and len(position) <= 6  # noqa: PLR2004
    last = entry.position if entry is not None else (count + 1) * 10
    state = values.get("is_enabled", "").lower()
    return {
        "code": values["code"],
        "name_zh": values["name_zh"][:200],
        "name_en": values.get("name_en", "")[:200] or (entry.name_en if entry is not None else ""),
        "position": int(position) if is_given else last,
        "is_enabled": state not in DISABLED if state else (entry.is_enabled if entry is not None else True),
    }
