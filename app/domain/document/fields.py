"""Check what a document says against its format: shape, length, completeness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.domain.document.content import Content, Row
from app.domain.document.kinds import Limits, faults
from app.domain.document.numbering import corrected_container_no, normalised_no
from app.domain.document.presence import left_out, left_out_groups
from app.domain.document.printed import GROUPS, column_keys
from app.domain.document.row_rules import is_bulk
from app.domain.document.rules import RULES
from app.domain.document.shapes import ColumnShape, FieldShape, FormatShape
from app.domain.document.unprintable import BY_FONTS, Covers
from app.domain.names import Naming

By = Literal["draft", "applicant", "customs"]
Severity = Literal["error", "warning"]
MAX_ROWS = 500  # of goods lines and containers; tables say their own number

#: Whose fields must be complete at which check: a reviewer approves the whole document.
_COMPLETE: Mapping[By, frozenset[str]] = {
    "draft": frozenset(),
    "applicant": frozenset({"applicant"}),
    "customs": frozenset({"applicant", "customs"}),
}


@dataclass(frozen=True)
class FieldError:
    """Say what is wrong at `path`: `values.consignor`, `goods_lines.3.weight` (rows count from 0), `statements.x`."""

    path: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """Hold what a check asks for and whom; another set of fonts may print what these do not, so a draft may wait."""

    needed: frozenset[str]
    names: Naming | None
    covers: Covers | None
    by_fonts: Severity


def check(
    fmt: FormatShape, content: Content, *, by: By, names: Naming | None = None, covers: Covers | None = None
) -> list[FieldError]:
    """Return everything that is wrong, in the order of the format.

    by      "draft": shape and length only; "applicant": the applicant's fields complete too; "customs": all complete
    names   knows countries and code lists; without it only their shape is checked
    covers  knows the fonts; what they cannot print is a warning in a draft, an error afterwards
    """
    asked = _Asked(
        needed=_COMPLETE[by], names=names, covers=covers, by_fonts="warning" if by == "draft" else "error"
    )  # fmt: skip
    errors = list(_value_errors(fmt, content, asked))
    errors += _row_errors(fmt, content, asked)
    errors += _statement_errors(fmt, content)
    return errors


def errors_only(found: Sequence[FieldError]) -> list[FieldError]:
    """Return what refuses a document, without the warnings."""
    return [error for error in found if error.severity == "error"]


def group_columns(fmt: FormatShape, group: str) -> list[ColumnShape]:
    """Return the columns of a group of rows, in order: key, zh, en, kind, max_length, required, code_list."""
    return [column for column in fmt.columns if column.group == group]


def is_blank(row: Row) -> bool:
    """Tell whether nothing stands in a row."""
    return not any((text or "").strip() for text in row.values())


def trimmed(fmt: FormatShape, content: Content) -> Content:
    """Return what of the contents this format knows, for contents that come from another format or version."""
    own = {f.key for f in fmt.fields if f.repeats == "none" and f.entered_by != "system"}
    known = {(column.group, column.key) for column in fmt.columns}
    groups = {group for group, _ in known}
    return replace(
        content,
        values={key: text for key, text in content.values.items() if key in own},
        rows={
            group: [{key: text for key, text in row.items() if (group, key) in known} for row in rows]
            for group, rows in content.rows.items()
            if group in groups
        },
        statements=content.statements & _choosable(fmt),
    )


def _choosable(fmt: FormatShape) -> frozenset[str]:
    return frozenset(s.key for s in fmt.statements if s.optional or s.default is not None)


def _value_errors(fmt: FormatShape, content: Content, asked: _Asked) -> Iterator[FieldError]:
    own = {f.key: f for f in fmt.fields if f.repeats == "none"}
    for key in content.values:
        if key not in own:
            yield FieldError(f"values.{key}", "unknown_field")
    without = left_out(fmt, content)
    for key, spec in own.items():
        text = content.values.get(key, "") or ""
        if text.strip():
            yield from _text_errors(f"values.{key}", text, _limits(spec, asked), spec.entered_by, asked)
        elif key not in without and spec.entered_by in asked.needed and _is_required(spec, content):
            yield FieldError(f"values.{key}", "required")


def _is_required(spec: FieldShape, content: Content) -> bool:
    condition = spec.required_if
    if condition is not None and content.values.get(condition.field) == condition.equals:
        return True
    return spec.required


def _limits(spec: FieldShape, asked: _Asked) -> Limits:
    return Limits(
        kind=spec.kind, max_length=None if spec.multiple else spec.max_length, options=tuple(spec.options),
        code_list=spec.code_list, is_multiple=spec.multiple, names=asked.names,
        covers=asked.covers,
    )  # fmt: skip


def _text_errors(path: str, text: str, limits: Limits, entered_by: str, asked: _Asked) -> Iterator[FieldError]:
    if entered_by == "system":
        yield FieldError(path, "set_by_system")
        return
    for code, params in faults(text, limits):
        yield FieldError(path, code, params, asked.by_fonts if code in BY_FONTS else "error")


def _row_errors(fmt: FormatShape, content: Content, asked: _Asked) -> Iterator[FieldError]:
    known = {column.group for column in fmt.columns}
    for group, rows in content.rows.items():
        if group not in known and any(not is_blank(row) for row in rows):
            yield FieldError(group, "unknown_group")
    without, groups = left_out(fmt, content), left_out_groups(fmt, content)
    for group in dict.fromkeys(column.group for column in fmt.columns):
        rows = content.rows.get(group, ())
        if group not in groups:
            yield from _count_errors(fmt, group, rows, asked.needed, without)
        columns = {column.key: column for column in group_columns(fmt, group)}
        boxes = _needed_boxes(fmt, group, asked.needed, without)
        joined = [f for f in fmt.fields if GROUPS.get(f.repeats) == group and f.source and f.max_length]
        for i, row in enumerate(rows):
            yield from _cell_errors(f"{group}.{i}", row, columns, asked)
            if not is_blank(row) and group not in groups:
                yield from _missing_errors(fmt, f"{group}.{i}", row, columns, asked.needed)
                yield from _box_errors(f"{group}.{i}", row, boxes)
                yield from _line_errors(f"{group}.{i}", row, joined)


def _count_errors(
    fmt: FormatShape, group: str, rows: Sequence[Row], needed: frozenset[str], without: frozenset[str]
) -> Iterator[FieldError]:
    count = sum(not is_blank(row) for row in rows)
    table = next((t for t in fmt.tables if t.group == group), None)
    fewest, most = (table.min_rows, table.max_rows) if table else (0, MAX_ROWS)
    if table is None and _needed_boxes(fmt, group, needed, without):
        fewest = 1
    if count > most:
        yield FieldError(group, "too_many_rows", {"max_rows": most, "rows": count})
    if count < fewest and "applicant" in needed:
        yield FieldError(group, "too_few_rows", {"min_rows": fewest, "rows": count})


def _needed_boxes(fmt: FormatShape, group: str, needed: frozenset[str], without: frozenset[str]) -> list[FieldShape]:
    return [
        f for f in fmt.fields
        if GROUPS.get(f.repeats) == group and f.required and f.entered_by in needed and f.key not in without
    ]  # fmt: skip


def _box_errors(path: str, row: Row, boxes: Sequence[FieldShape]) -> Iterator[FieldError]:
    """Yield the columns that a required box needs in this row and does not find."""
    filled = {key for key, text in row.items() if (text or "").strip()}
    if is_bulk(row.get("package_type") or ""):
        filled.add("package_count")
    for box in boxes:
        keys = column_keys(box)
        alternatives = RULES[box.source.rule].needs(keys) if box.source else (frozenset(keys),)
        missing = min((alternative - filled for alternative in alternatives), key=len)
        for key in keys:
            if key in missing:
                yield FieldError(f"{path}.{key}", "required", {"box": box.key})


def _line_errors(path: str, row: Row, boxes: Sequence[FieldShape]) -> Iterator[FieldError]:
    """Yield the boxes whose line for this row, made of several columns, is longer than the box allows."""
    for box in boxes:
        keys = column_keys(box)
        length = len(" ".join(text for key in keys if (text := row.get(key) or "")))
        if len(keys) > 1 and box.max_length is not None and length > box.max_length:
            params = {"box": box.key, "max_length": box.max_length, "length": length}
            yield FieldError(f"{path}.{keys[0]}", "line_too_long", params)


def _cell_errors(path: str, row: Row, columns: Mapping[str, ColumnShape], asked: _Asked) -> Iterator[FieldError]:
    for key, text in row.items():
        column = columns.get(key)
        if not (text or "").strip():
            continue
        if column is None:
            yield FieldError(f"{path}.{key}", "unknown_field")
            continue
        limits = Limits(
            kind=column.kind, max_length=column.max_length, decimals=column.decimals, names=asked.names,
            covers=asked.covers,
        )  # fmt: skip
        yield from _text_errors(f"{path}.{key}", text, limits, column.entered_by, asked)
        yield from _warnings(f"{path}.{key}", column, text)


def _missing_errors(
    fmt: FormatShape, path: str, row: Row, columns: Mapping[str, ColumnShape], needed: frozenset[str]
) -> Iterator[FieldError]:
    """Yield the required columns that are empty; goods lines without a table are judged by the boxes they fill."""
    group = path.partition(".")[0]
    if group == "goods_lines" and not any(table.group == group for table in fmt.tables):
        return
    for column in columns.values():
        if column.required and column.entered_by in needed and not (row.get(column.key) or "").strip():
            yield FieldError(f"{path}.{column.key}", "required")


def _warnings(path: str, column: ColumnShape, text: str) -> Iterator[FieldError]:
    if (column.group, column.key) == ("containers", "container_no"):
        number = normalised_no(text)
        corrected = corrected_container_no(number)
        if corrected is None:
            yield FieldError(path, "not_iso_6346", {"value": text}, "warning")
        elif corrected != number:
            yield FieldError(path, "wrong_check_digit", {"value": text, "corrected": corrected}, "warning")


def _statement_errors(fmt: FormatShape, content: Content) -> Iterator[FieldError]:
    alternatives = {s.key for s in fmt.statements if not s.optional and s.default is not None}
    for key in sorted(content.statements - _choosable(fmt)):
        yield FieldError(f"statements.{key}", "unknown_statement")
    if len(content.statements & alternatives) > 1:
        yield FieldError("statements", "only_one_of", {"keys": sorted(content.statements & alternatives)})
