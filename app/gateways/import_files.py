"""Import files: Excel workbooks, CSV and JSON become sheets; what is dangerous is refused before unpacking."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from app.domain.imports.files import MAX_BYTES, MAX_ROWS, ImportRefusedError, ImportSheet
from app.gateways import workbooks

ROWS_OF_LISTS = ("goods_lines", "containers")
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_DELIMITERS = (",", "\t", ";")
#: How files begin that could be read as text and are no tables: PDF, rich text, web pages that call themselves xls.
_OTHER_KINDS = (b"%PDF", b"{\\rtf", b"<")


def read(data: bytes) -> list[ImportSheet]:
    """Return the sheets of a file, by its contents, whatever its name says; raises ImportRefusedError."""
    if not data.strip():
        raise ImportRefusedError("import_empty")
    if len(data) > MAX_BYTES:
        raise ImportRefusedError("import_too_large", limit=MAX_BYTES // 1024 // 1024)
    if data.startswith(_OLE):
        raise ImportRefusedError(workbooks.refusal_of_old_container(data))
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_OTHER_KINDS):
        raise ImportRefusedError("import_no_text")
    sheets = workbooks.read(data) if data.startswith(_ZIP) else _text_sheets(_decoded(data))
    count = sum(len(sheet.rows) - 1 for sheet in sheets if sheet.rows)
    if count > MAX_ROWS:
        raise ImportRefusedError("import_too_many_rows", limit=MAX_ROWS, rows=count)
    if count < 1:
        raise ImportRefusedError("import_empty")
    return sheets


def _decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without its mark, or in GB18030 as Excel in China saves it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ImportRefusedError("import_no_text")


def _text_sheets(text: str) -> list[ImportSheet]:
    return list(_json_sheets(text)) if text.lstrip()[:1] in ("[", "{") else [_csv_sheet(text)]


def _csv_sheet(text: str) -> ImportSheet:
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ImportRefusedError("import_damaged") from error
    return ImportSheet(name="CSV", rows=rows)


def _json_sheets(text: str) -> Iterator[ImportSheet]:
    """Yield the header's sheet and one for each kind of rows; rows are called by their records: 3.2."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportRefusedError("import_bad_json") from error
    if isinstance(told, dict) and len(told) == 1:
        told = next(iter(told.values()))
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise ImportRefusedError("import_bad_json")
    if len(told) > MAX_ROWS:
        raise ImportRefusedError("import_too_many_rows", limit=MAX_ROWS, rows=len(told))
    plain = [{key: value for key, value in one.items() if key not in ROWS_OF_LISTS} for one in told]
    yield _sheet("JSON", plain, [str(number) for number in range(1, len(plain) + 1)])
    for name in ROWS_OF_LISTS:
        rows, labels = [], []
        for number, one in enumerate(told, start=1):
            items = one.get(name) or []
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                raise ImportRefusedError("import_bad_json")
            rows += [{**item, "inspection_no": one.get("inspection_no")} for item in items]
            labels += [f"{number}.{at}" for at in range(1, len(items) + 1)]
        if rows:
            yield _sheet(name, rows, labels)


def _sheet(name: str, rows: Sequence[Mapping[str, object]], labels: Sequence[str]) -> ImportSheet:
    heads = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_cell(row.get(head)) for head in heads] for row in rows]
    return ImportSheet(name=name, rows=[heads, *cells], labels=["—", *labels])


def _cell(value: object) -> object:
    """Return a value of JSON as a cell: lists stay, everything else is text; an object stands for no cell at all."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str | list | dict) else str(value)
