"""Columns that hold structures, in words: one table of how each is told, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.catalogue.declaration import Group
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.domain.json_values import JsonValue, object_of, rows_of, texts_of
from app.models import ApplicationEvent, Certificate, ReviewRemark, SystemParameter
from app.models.operation_record import Changes
from app.services.base import record_names
from app.views.formats.definition_words import definition_lines, part_label
from app.views.review.timeline_words import FACTS
from app.views.words import content_words as contents
from app.views.words.code_words import parameter_value
from app.views.words.columns import FIELDS
from app.views.words.formatting import type_name
from app.views.words.label import Label
from app.views.words.labels import SOURCES
from app.views.words.punctuation import clauses
from app.views.words.told import Line
from app.views.words.value_words import plain_text, row_name, value_text


@dataclass(frozen=True)
class Told:
    """Name the row whose change is told; `spec` is the format of a document."""

    table: str
    row_id: str

    @cached_property
    def spec(self) -> Format | None:
        """Return the format that the row was written with."""
        return record_names.spec_of(self.table, self.row_id)


#: row, key inside the column, old and new → lines
Teller = Callable[[Told, str, JsonValue, JsonValue], Iterable[Line]]


def json_lines(told: Told, column: str, key: str, old: JsonValue, new: JsonValue, *, label: str) -> Iterator[Line]:
    """Tell the change of a structure; one that nobody wrote words for is told pair by pair."""
    teller = teller_of(told.table, column)
    if teller is not None:
        yield from teller(told, key, old, new)
        return
    name = f"{label} · {FIELDS.get(key) or key.replace('_', ' ')}" if key else label
    yield Line(name, plain_text(old), plain_text(new))


def json_label(table: str, column: str, key: str, *, label: str) -> str:
    """Return what a column, or the key inside it, is called: the field of a form where it is one."""
    named = NAMERS.get(f"{table}.{column}") or NAMERS.get(column)
    return named(key) if named and key else label


def teller_of(table: str, column: str) -> Teller | None:
    """Return what tells the changes of a column that is no plain value."""
    return TELLERS.get(f"{table}.{column}") or TELLERS.get(column)


def source_lines(changes: Changes, label: str) -> Iterator[Line]:
    """Tell in one line how many values came from where."""
    pairs = [pair for name, pair in changes.items() if name.startswith("sources.")]
    if pairs:
        yield Line(label, *(_counted(Counter(str(pair[side]) for pair in pairs if pair[side])) for side in (0, 1)))


def _counted(found: Mapping[str, int]) -> str:
    return clauses(
        _("%(source)s: %(count)s values", source=SOURCES.get(source, source), count=count)
        for source, count in found.items()
    )


def _values(told: Told, key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    yield contents.value_line(told.spec, key, old, new)


def _rows(told: Told, key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    yield from contents.row_lines(told.spec, key, old, new)


def _statements(told: Told, _key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    yield _statement_line(told.spec, old, new)


def _statement_line(spec: Format | None, old: JsonValue, new: JsonValue) -> Line:
    texts = (contents.statement_texts(spec, texts_of(keys)) for keys in (old, new))
    return Line(str(FIELDS["statements"]), *texts)


def _content(told: Told, key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    """Tell one part of a document's contents."""
    yield from document_lines(told.spec, {key: old}, {key: new})


def document_lines(spec: Format | None, old: Mapping[str, JsonValue], new: Mapping[str, JsonValue]) -> Iterator[Line]:
    """Tell the difference of two contents of a document: values, rows, statements."""
    for key, (before, after) in _both(old.get("values"), new.get("values")):
        yield contents.value_line(spec, key, before, after)
    for group, (before, after) in _both(old.get("rows"), new.get("rows")):
        yield from contents.row_lines(spec, group, before, after)
    if old.get("statements") != new.get("statements"):
        yield _statement_line(spec, old.get("statements"), new.get("statements"))
    for key in ("hidden", "originals", "copies"):
        if old.get(key) != new.get(key):
            name = FIELDS["has_hidden_blocks" if key == "hidden" else key]
            yield Line(str(name), plain_text(old.get(key)), plain_text(new.get(key)))


def _documents(_told: Told, _key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    """Tell the documents of a template, each by its type."""
    before, after = rows_of(old), rows_of(new)
    for place in range(max(len(before), len(after))):
        one, other = (side[place] if place < len(side) else {} for side in (before, after))
        known = other or one
        name = type_name(str(known.get("type_code", "")))
        spec = catalogue().formats.get(str(known.get("format_code", "")))
        for line in document_lines(spec, one, other):
            yield Line(f"{name} · {line.label}", line.old, line.new)


def _header(_told: Told, key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    """Tell a template's basic data, which are columns of applications."""
    texts = (value_text("application", key, value) for value in (old, new))
    yield Line(str(FIELDS.get(key, key)), *texts)


def _declared(group: Group) -> Teller:
    return lambda _told, key, old, new: [contents.declared_line(group, key, old, new)]


def _declared_rows(title: Label, group: Group) -> Teller:
    return lambda _told, _key, old, new: contents.declared_rows(str(title), group, old, new)


def _definition(_told: Told, key: str, old: JsonValue, new: JsonValue) -> Iterable[Line]:
    return definition_lines(key, old, new)


def _details(told: Told, key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    """Tell what a step remembered: changes and remarks at their places, the rest as the timeline does."""
    del told, old
    if key in ("changes", "remarks"):
        for row in rows_of(new):
            yield _detail(row)
    elif key in FACTS and new:
        yield Line(str(FIELDS["details"]), "", FACTS[key](new))
    elif key == "from_reviewer_id":
        yield Line(str(FIELDS["reviewer_id"]), "", row_name("ab_user", new))


def _detail(row: Mapping[str, JsonValue]) -> Line:
    spec, path = record_names.spec_of(Certificate.__tablename__, row.get("certificate")), str(row.get("path", ""))
    label = contents.place_label(spec, path)
    if "opinion" in row:
        return Line(label, "", str(row["opinion"]))
    old, new = (contents.place_text(spec, path, row.get(side)) for side in ("old", "new"))
    return Line(label, old, new)


def _place(told: Told, _key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    """Tell the place that a remark points at."""
    remark = record_names.row(told.table, told.row_id)
    number = remark.certificate_id if isinstance(remark, ReviewRemark) else None
    spec = record_names.spec_of(Certificate.__tablename__, number) if number is not None else None
    yield Line(str(FIELDS["path"]), *(contents.place_label(spec, str(path)) if path else "" for path in (old, new)))


def _parameter(told: Told, _key: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    """Tell the value of a system parameter, which its name explains."""
    parameter = record_names.row(told.table, told.row_id)
    name = parameter.name if isinstance(parameter, SystemParameter) else ""
    yield Line(str(FIELDS["value"]), *(plain_text(parameter_value(name, value)) for value in (old, new)))


def _both(old: JsonValue, new: JsonValue) -> Iterator[tuple[str, tuple[JsonValue, JsonValue]]]:
    before, after = object_of(old), object_of(new)
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield key, (before.get(key), after.get(key))


#: column, or table.column where tables differ → how its structure is told
TELLERS: Mapping[str, Teller] = {
    "values": _values,
    "rows": _rows,
    "statements": _statements,
    "sources": lambda *_: (),
    "content": _content,
    "definition": _definition,
    "draft_template.documents": _documents,
    "draft_template.header": _header,
    "declaration.header": _declared("header"),
    "declaration.goods_lines": _declared_rows(_l("Goods lines"), "goods_line"),
    "declaration.containers": _declared_rows(_l("Containers"), "container"),
    "packaging_application.entries": _declared("packaging_application"),
    "review_remark.path": _place,
    "system_parameter.value": _parameter,
    f"{ApplicationEvent.__tablename__}.details": _details,
}
#: the same columns → what a key inside is called, where keys are fields of a form
NAMERS: Mapping[str, Callable[[str], str]] = {
    "values": lambda key: contents.place_label(None, f"values.{key}"),
    "rows": lambda key: contents.place_label(None, key),
    "definition": part_label,
    "draft_template.header": lambda key: str(FIELDS.get(key, key)),
    "declaration.header": lambda key: contents.declared_label("header", key),
    "packaging_application.entries": lambda key: contents.declared_label("packaging_application", key),
}
