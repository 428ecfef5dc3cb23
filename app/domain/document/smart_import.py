"""Smart import: propose a document's contents from a declaration, and say what that would change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.document.content import Content, Row
from app.domain.document.kinds import KINDS, normalised
from app.domain.document.printed import initial_statements, style_of
from app.domain.document.row_rules import Style
from app.domain.document.rules import RULES
from app.domain.document.shapes import ColumnShape, FieldShape, FormatShape
from app.domain.document.texts import plain_number
from app.domain.document.value_rules import bilingual_code, origin, same, unit
from app.domain.names import Naming

Declaration = Mapping[str, object]
State = Literal["new", "same", "overwritten"]
#: The groups of rows that a declaration brings; the others are typed.
_DECLARED_GROUPS = ("goods_lines", "containers")
#: Keys of declared rows that hold a code, with its list, for columns that name their sources.
DECLARED_CODES = {
    "quantity_unit": "units", "weight_unit": "units", "hs_std_unit": "units", "package_type": "package_types",
    "origin_place": "districts", "currency": "currencies", "spec": "container_specs",
}  # fmt: skip
#: How a declared code is written out in a row, by its code list; the others in both languages.
WRITTEN = {"units": unit, "districts": origin, "currencies": same}


@dataclass(frozen=True)
class Difference:
    """Say what an import does at `path`: fill an empty place, find the same, or replace what stands there."""

    path: str
    old: str
    new: str
    state: State


def propose(
    fmt: FormatShape,
    declaration: Declaration,
    *,
    names: Naming,
    by: Literal["applicant", "customs"] = "applicant",
) -> Content:
    """Return the contents that a declaration gives this format, for the fields that this side enters.

    The declaration is a mapping of its header keys, with lists `goods_lines` and `containers` and a mapping
    `packaging_application`. Nothing is cut: what is too long stays whole, and `fields.check` reports it.
    """
    style = style_of(fmt, names)
    values: dict[str, str] = {}
    for field in fmt.fields:
        if field.source is not None and field.repeats == "none" and field.entered_by == by:
            text = _value(field, declaration, style)
            if text:
                values[field.key] = text
    if by == "customs":
        return Content(values=values)
    rows = {group: _rows(fmt, group, declaration, style) for group in _declared_groups(fmt)}
    return Content(
        values=values,
        rows={group: found for group, found in rows.items() if found},
        statements=initial_statements(fmt),
    )


def _value(field: FieldShape, declaration: Declaration, style: Style) -> str:
    if field.source is None:
        return ""
    rule = RULES[field.source.rule].value
    found = [_found(declaration, path) for path in field.source.paths]
    text = _fitted(field.kind, rule(found, style)) if rule else ""
    return text or field.empty_text


def _fitted(kind: str, text: str) -> str:
    """Return the text as a field of this kind stores it; one that has no lines gets them joined by a blank."""
    settled = normalised(kind, text)
    return settled if KINDS[kind].has_lines else " ".join(settled.split())


def _found(declaration: Declaration, path: str) -> list[str]:
    group, is_list, key = path.partition("[].")
    if is_list:
        return [_text(row.get(key)) for row in _items(declaration, group)]
    group, is_nested, key = path.partition(".")
    if is_nested:
        nested = declaration.get(group)
        return [_text(nested.get(key))] if isinstance(nested, Mapping) else [""]
    return [_text(declaration.get(path))]


def _items(declaration: Declaration, group: str) -> list[Mapping[str, object]]:
    """Return the goods lines in the order of their numbers, containers as they come."""
    found = declaration.get(group)
    if not isinstance(found, Sequence) or isinstance(found, str):
        return []
    items = [item for item in found if isinstance(item, Mapping)]
    return sorted(items, key=_line_no) if group == "goods_lines" else items


def _line_no(line: Mapping[str, object]) -> int:
    text = _text(line.get("line_no"))
    return int(text) if text.isascii() and text.isdigit() else 0


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _declared_groups(fmt: FormatShape) -> list[str]:
    """Return the groups that a declaration fills: its own two, and a form's whose columns have sources."""
    own = (column.group for column in fmt.columns if column.source)
    return list(dict.fromkeys([*_DECLARED_GROUPS, *own]))


def _rows(fmt: FormatShape, group: str, declaration: Declaration, style: Style) -> list[Row]:
    columns = [column for column in fmt.columns if column.group == group]
    declared = next((column.source[0].partition("[].")[0] for column in columns if column.source), group)
    rows = [_row(columns, item, style) for item in _items(declaration, declared)] if columns else []
    return [row for row in rows if row]


def _row(columns: Sequence[ColumnShape], item: Mapping[str, object], style: Style) -> Row:
    cells = ((column.key, _joined(column, item, style)) for column in columns)
    return {key: text for key, text in cells if text}


def _joined(column: ColumnShape, item: Declaration, style: Style) -> str:
    """Return what a declared row says in a column: under its own key, or joined from its sources."""
    if not column.source:
        return _cell(column, _text(item.get(column.key)), style)
    keys = (path.partition("[].")[2] for path in column.source)
    return _fitted(column.kind, " ".join(filter(None, (_written(key, _text(item.get(key)), style) for key in keys))))


def _written(key: str, text: str, style: Style) -> str:
    """Write a declared text as documents print it: units by their symbol, packages by their name, plain numbers."""
    code_list = DECLARED_CODES.get(key)
    if not text or code_list is None:
        return plain_number(text) if text else ""
    return WRITTEN.get(code_list, bilingual_code)(code_list, text, style)


def _cell(column: ColumnShape, text: str, style: Style) -> str:
    if not text:
        return ""
    if column.code_list:
        text = WRITTEN.get(column.code_list, bilingual_code)(column.code_list, text, style)
    elif column.kind == "decimal":
        text = plain_number(text)
    return _fitted(column.kind, text)


def differences(current: Content, proposed: Content) -> list[Difference]:
    """Return every place that a proposal touches; what it leaves empty is not named."""
    found = list(_compared("values", current.values, proposed.values))
    for group, rows in proposed.rows.items():
        existing = current.rows.get(group, ())
        for i, row in enumerate(rows):
            found += _compared(f"{group}.{i}", existing[i] if i < len(existing) else {}, row)
    return found


def _compared(path: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for key, text in new.items():
        before = (old.get(key) or "").strip()
        if text:
            state: State = "same" if before == text.strip() else "overwritten" if before else "new"
            yield Difference(f"{path}.{key}", before, text, state)


def merge(
    current: Content, proposed: Content, *, overwrite: Collection[str] = (), leave: Collection[str] = ()
) -> tuple[Content, list[str]]:
    """Return the contents after an import, and the paths it took over.

    Empty places are filled; what stands somewhere is replaced only where `overwrite` names its path
    (`values.consignor`, `goods_lines.0.weight`), and the paths of `leave` stay empty. Rows beyond the declared ones
    stay.
    """
    left = frozenset(leave)
    touched = [d for d in differences(current, proposed) if d.path not in left]
    taken = [d.path for d in touched if d.state == "new" or _is_chosen(d, overwrite)]
    chosen = frozenset(taken)
    values = {**current.values, **_taken_of("values", proposed.values, chosen)}
    groups = dict.fromkeys([*current.rows, *proposed.rows])
    rows = {
        group: _merged_rows(group, current.rows.get(group, ()), proposed.rows.get(group, ()), chosen)
        for group in groups
    }
    statements = current.statements or proposed.statements
    return Content(values=values, rows=rows, statements=statements, hidden=current.hidden), taken


def _is_chosen(difference: Difference, overwrite: Collection[str]) -> bool:
    return difference.state == "overwritten" and difference.path in overwrite


def _merged_rows(group: str, current: Sequence[Row], proposed: Sequence[Row], taken: frozenset[str]) -> list[Row]:
    longest = max(len(current), len(proposed))
    return [
        {**_at(current, i), **_taken_of(f"{group}.{i}", _at(proposed, i), taken)}
        for i in range(longest)
    ]  # fmt: skip


def _at(rows: Sequence[Row], i: int) -> Row:
    return rows[i] if i < len(rows) else {}


def _taken_of(path: str, proposed: Mapping[str, str], taken: frozenset[str]) -> dict[str, str]:
    return {key: text for key, text in proposed.items() if f"{path}.{key}" in taken}
