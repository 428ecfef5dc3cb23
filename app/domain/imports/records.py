"""From the sheets of an import file to records: one a number, with the rows that belong to it, and every error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.document.numbering import is_inspection_no, normalised_no
from app.domain.imports.cells import Cells
from app.domain.imports.files import CellError, ImportSheet
from app.domain.imports.layout import ImportLayout, ImportTable, headings, read_heading

LINE_NO = "line_no"


@dataclass(kw_only=True)
class Record:
    """Hold what a file says under one number; `sheet` and `row` say where it begins, `places` where its rows stand."""

    number: str
    sheet: str
    row: str
    header: dict[str, object] = field(default_factory=dict)
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    places: dict[str, list[tuple[ImportSheet, str]]] = field(default_factory=dict, repr=False)
    has_errors: bool = False


@dataclass(kw_only=True)
class Parsed:
    """Hold the records of a file in its order, and everything that is wrong."""

    records: dict[str, Record] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Row:
    """Hold one row of a sheet: path → cell."""

    sheet: ImportSheet
    label: str
    cells: Mapping[str, object]


def parse(layout: ImportLayout, sheets: Sequence[ImportSheet], cells: Cells) -> Parsed:
    """Return what the sheets say; headers are read first, wherever their sheet stands."""
    parsed = Parsed()
    wanted = [sheet for sheet in sheets if sheet.name.strip().casefold() not in layout.notes and sheet.rows]
    for sheet in sorted(wanted, key=lambda one: layout.table(one.name) is not layout.header):
        columns = _columns(layout, sheet, parsed)
        if columns is None:
            continue
        for number, raw in enumerate(sheet.rows[1:], start=1):
            found = {path: raw[at] for at, path in columns.items() if at < len(raw) and not _is_empty(raw[at])}
            if found:
                _take(layout, _Row(sheet=sheet, label=sheet.label(number), cells=found), parsed, cells)
    for record in parsed.records.values():
        _complete(layout, record, parsed)
    return parsed


def _columns(layout: ImportLayout, sheet: ImportSheet, parsed: Parsed) -> dict[int, str] | None:
    """Return position → path for the headings; None when the sheet cannot be read without a column."""
    table = layout.table(sheet.name)
    known, columns = headings(layout, table), dict[int, str]()
    for at, heading in enumerate(sheet.rows[0]):
        if _is_empty(heading):
            continue
        text = str(heading).strip()
        path = read_heading(known, text)
        if path is None or path in columns.values():
            code = "unknown_column" if path is None else "column_twice"
            parsed.errors.append(_error(sheet, sheet.label(0), text, code, text))
        else:
            columns[at] = path
    prefix = "" if table is layout.header else f"{table.key}."
    needed = [layout.number, *(f"{prefix}{one.key}" for one in table.fields if one.required and one.key != LINE_NO)]
    missing = [path for path in dict.fromkeys(needed) if path not in columns.values()]
    for path in missing:
        parsed.errors.append(_error(sheet, sheet.label(0), path, "column_missing", ""))
    return None if layout.number in missing else columns


def _take(layout: ImportLayout, row: _Row, parsed: Parsed, cells: Cells) -> None:
    """Read one row into its record."""
    number = normalised_no(str(row.cells.get(layout.number, "")))
    if not is_inspection_no(number):
        code = "inspection_no" if number else "required"
        parsed.errors.append(_error(row.sheet, row.label, layout.number, code, number))
        return
    is_header = layout.table(row.sheet.name) is layout.header
    record = parsed.records.get(number)
    if record is None and not is_header:
        parsed.errors.append(_error(row.sheet, row.label, layout.number, "not_in_first_sheet", number))
        return
    is_first = record is None
    if record is None:
        record = parsed.records[number] = Record(number=number, sheet=row.sheet.name, row=row.label)
    read = dict(_read(layout, row, record, parsed, cells))
    _fill(layout, record, row, read, parsed, is_first=is_first)


def _fill(
    layout: ImportLayout, record: Record, row: _Row, read: Mapping[str, object], parsed: Parsed, *, is_first: bool
) -> None:
    for table in layout.tables:
        prefix = f"{table.key}."
        found = {path.removeprefix(prefix): value for path, value in read.items() if path.startswith(prefix)}
        if found:
            record.rows.setdefault(table.key, []).append(found)
            record.places.setdefault(table.key, []).append((row.sheet, row.label))
    for path, value in read.items():
        if "." in path:
            continue
        if is_first:
            record.header[path] = value
        elif path != layout.number and record.header.get(path) != value:
            parsed.errors.append(_error(row.sheet, row.label, path, "differs_from_first_row", str(value)))
            record.has_errors = True
    if is_first:
        record.header[layout.number] = record.number


def _read(
    layout: ImportLayout, row: _Row, record: Record, parsed: Parsed, cells: Cells
) -> Iterator[tuple[str, object]]:
    for path, raw in row.cells.items():
        shape = layout.field(path)
        if shape is None or path == layout.number:
            continue
        kept, wrong = cells.read(shape, raw)
        for code, params in wrong:
            parsed.errors.append(_error(row.sheet, row.label, path, code, str(raw), params))
            record.has_errors = True
        yield path, kept or raw


def _complete(layout: ImportLayout, record: Record, parsed: Parsed) -> None:
    """Give the rows of a record numbers, and tell what it lacks; a column that is missing is told once for all rows."""
    known = {error.column for error in parsed.errors if error.code == "column_missing"}
    home = ImportSheet(name=record.sheet, rows=())
    lacking = [(home, record.row, key) for key in _missing(layout.header, record.header)]
    for table in layout.tables:
        rows = record.rows.setdefault(table.key, [])
        if table.is_needed and not rows:
            parsed.errors.append(_error(home, record.row, layout.number, f"no_{table.key}", record.number))
            record.has_errors = True
        for at, (row, (sheet, label)) in enumerate(zip(rows, record.places.get(table.key, ()), strict=True), start=1):
            if table.field(LINE_NO) is not None:
                row.setdefault(LINE_NO, str(at))
            lacking += [(sheet, label, f"{table.key}.{key}") for key in _missing(table, row)]
        _numbered_once(table.key, record, parsed, home)
    for sheet, label, path in lacking:
        record.has_errors = True
        if path not in known:
            parsed.errors.append(_error(sheet, label, path, "required", ""))


def _missing(table: ImportTable, row: Mapping[str, object]) -> list[str]:
    return [one.key for one in table.fields if one.required and row.get(one.key) in (None, "", [])]


def _numbered_once(table: str, record: Record, parsed: Parsed, home: ImportSheet) -> None:
    numbers = [str(row[LINE_NO]) for row in record.rows[table] if LINE_NO in row]
    for twice in sorted({number for number in numbers if numbers.count(number) > 1}):
        parsed.errors.append(_error(home, record.row, f"{table}.{LINE_NO}", "line_twice", twice, {"value": twice}))
        record.has_errors = True


def _is_empty(cell: object) -> bool:
    return cell is None or cell == [] or (isinstance(cell, str) and not cell.strip())


def _error(
    sheet: ImportSheet, row: str, column: str, code: str, value: str, params: dict[str, object] | None = None
) -> CellError:
    return CellError(sheet=sheet.name, row=row, column=column, code=code, params=params or {}, value=value[:80])
