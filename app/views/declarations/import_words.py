"""The words of an import: names of columns, what a column allows, what became of each record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.catalogue.loader import catalogue
from app.domain.imports.files import CellError
from app.domain.imports.layout import ImportedShape, ImportLayout, ImportTable
from app.views.words.formatting import name_language
from app.views.words.label import Label
from app.views.words.punctuation import clauses, listed
from app.views.words.refusals import worded

SHOWN_CODES = 6
STATES: dict[str, Label] = {
    "new": _l("New"),
    "changed": _l("Updated"),
    "same": _l("Same"),
    "refused": _l("Refused"),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """Hold one line of the list of errors."""

    place: str
    column: str
    value: str
    wrong: str
    allowed: str


def told(layout: ImportLayout, errors: Sequence[CellError]) -> list[Told]:
    """Return the errors in words: where, what is wrong, what is allowed."""
    words = Words(layout)
    return [
        Told(
            place=_("%(sheet)s, row %(row)s", sheet=error.sheet, row=error.row),
            column=words.column(error.column),
            value=error.value,
            wrong=_wrong(error),
            allowed=words.allowed(error.column),
        )
        for error in errors
    ]


def _wrong(error: CellError) -> str:
    return worded(error.code, error.params)


class Words:
    """Name the columns of a layout and say what they allow; keeps what it has said."""

    def __init__(self, layout: ImportLayout) -> None:
        self._layout, self._language = layout, name_language()
        self._said: dict[str, str] = {}

    def column(self, path: str) -> str:
        """Name a column as its heading does."""
        field = self._layout.field(path)
        return self._label(field) if field else path

    def allowed(self, path: str) -> str:
        """Say what a column allows; empty for what is no column."""
        if path not in self._said:
            field = self._layout.field(path)
            self._said[path] = self.rule(field) if field else ""
        return self._said[path]

    def rule(self, field: ImportedShape) -> str:
        """Say what a field allows."""
        return clauses(filter(None, (self._kind(field), self._length(field))))

    def notes(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield what the explaining sheet of a template says: table, column, needed, allowed."""
        yield _("Worksheet"), _("Column"), _("Required"), _("Allowed")
        for table in (self._layout.header, *self._layout.tables):
            for field in table.fields:
                yield self.table(table), self._label(field), _("yes") if field.required else "", self.rule(field)

    def table(self, table: ImportTable) -> str:
        """Name a table as its sheet."""
        return table.zh if self._language == "zh" else table.en

    def _label(self, field: ImportedShape) -> str:
        return field.zh if self._language == "zh" else field.en

    def _length(self, field: ImportedShape) -> str:
        if field.kind not in ("text", "textarea", "dates", "flags") or not field.max_length:
            return ""
        return _("at most %(count)s characters", count=field.max_length)

    def _kind(self, field: ImportedShape) -> str:
        if field.key in ("inspection_no", "application_no"):
            return _("15 digits, of your own enterprise")
        if field.kind == "list":
            parts = "|".join(self._label(item) for item in self._layout.items.get(field.items or "", ()))
            return _("one or more %(parts)s, separated by ;", parts=parts)
        if field.code_list and field.kind in ("code", "codes", "country"):
            return self._list(field)
        simple = {
            "date": _("a date such as 2026-11-23"),
            "datetime": _("a date such as 2026-11-23, with or without a time"),
            "int": _("a whole number"),
            "decimal": _("a number with at most %(count)s decimal places", count=field.decimals or 0),
            "bool": _("yes or no, 1 or 0"),
            "enum": _("one of %(options)s", options=listed(field.options)),
        }
        return simple.get(field.kind, "")

    def _list(self, field: ImportedShape) -> str:
        known = catalogue().codes.get(field.code_list or "")
        if known is None:
            return ""
        title = known.zh if self._language == "zh" else known.en
        first = [f"{one.code} {one.zh if self._language == 'zh' else one.en}" for one in known.entries[:SHOWN_CODES]]
        more = "…" if len(known.entries) > SHOWN_CODES else ""
        return _("a code or name of “%(list)s”: %(codes)s", list=title, codes=listed(first) + more)
