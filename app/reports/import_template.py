"""Template files for imports: a workbook with a sheet a table and one that explains, a CSV line, a JSON example."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from app.domain.imports.layout import DOT, ImportedShape, ImportLayout, ImportTable

WIDTH, WIDE = 18, 60
#: What a sheet that explains says of one column: table, column, needed, what is allowed.
Note = Sequence[str]
_TEXT = "@"  # Excel's format that keeps leading zeros


def workbook(layout: ImportLayout, *, language: str, notes_name: str, notes: Sequence[Note]) -> bytes:
    """Return the workbook: headings only, every column as text so that leading zeros stay."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        plain = book.add_format({"num_format": _TEXT})
        bold = book.add_format({"bold": True, "bottom": 1, "num_format": _TEXT})
        for table in (layout.header, *layout.tables):
            sheet = book.add_worksheet(getattr(table, language))
            heads = _heads(layout, table, language)
            sheet.set_column(0, len(heads) - 1, WIDTH, plain)
            sheet.write_row(0, 0, heads, bold)
            sheet.freeze_panes(1, 1)
        explained = book.add_worksheet(notes_name)
        explained.set_column(0, 2, WIDTH)
        explained.set_column(3, 3, WIDE)
        for number, note in enumerate(notes):
            explained.write_row(number, 0, note, bold if number == 0 else plain)
    return made.getvalue()


def csv_line(layout: ImportLayout, *, language: str) -> bytes:
    """Return the headings of one flat table, in UTF-8 with its mark so that Excel reads it."""
    heads = _heads(layout, layout.header, language)
    for table in layout.tables:
        heads += [f"{getattr(table, language)}{DOT}{_head(one, language)}" for one in table.fields]
    made = io.StringIO()
    csv.writer(made).writerow(heads)
    return made.getvalue().encode("utf-8-sig")


def json_example(layout: ImportLayout, *, name: str) -> bytes:
    """Return one record with every key and nothing in it."""
    record: dict[str, Any] = _empty(layout.header.fields, layout)
    for table in layout.tables:
        record[table.key] = [_empty(table.fields, layout)]
    return json.dumps({name: [record]}, ensure_ascii=False, indent=2).encode()


def _empty(fields: Sequence[ImportedShape], layout: ImportLayout) -> dict[str, Any]:
    return {
        one.key: [{item.key: "" for item in layout.items.get(one.items or "", ())}] if one.kind == "list" else ""
        for one in fields
    }


def _heads(layout: ImportLayout, table: ImportTable, language: str) -> list[str]:
    number = layout.header.field(layout.number)
    own = [] if table is layout.header or number is None else [f"{getattr(number, language)} *"]
    return own + [_head(one, language) for one in table.fields]


def _head(field: ImportedShape, language: str) -> str:
    text: str = getattr(field, language)
    return f"{text} *" if field.required else text


#: Extension → (media type, writer); writers take layout, language, name and the notes.
Writer = Callable[[ImportLayout, str, str, Sequence[Note]], bytes]
WRITERS: Mapping[str, tuple[str, Writer]] = {
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda layout, language, _name, notes: workbook(
            layout, language=language, notes_name="说明" if language == "zh" else "Notes", notes=notes
        ),
    ),
    "csv": ("text/csv", lambda layout, language, _name, _notes: csv_line(layout, language=language)),
    "json": ("application/json", lambda layout, _language, name, _notes: json_example(layout, name=name)),
}
