"""Storing: the one form in which a document's texts are kept, whichever way they came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.document.content import Content
from app.domain.document.kinds import normalised
from app.domain.document.shapes import FormatShape

#: What a format does not know keeps its lines; it is refused or left behind elsewhere.
_UNKNOWN = "textarea"


def stored(fmt: FormatShape, content: Content) -> Content:
    """Return contents as they are stored: each text as its kind keeps it, nothing added and no letter lost."""
    fields, columns = _kinds_of_values(fmt), _kinds_of_cells(fmt)
    return replace(
        content,
        values={key: normalised(fields.get(key, _UNKNOWN), text) for key, text in content.values.items()},
        rows={
            group: [
                {key: normalised(columns.get((group, key), _UNKNOWN), text) for key, text in row.items()}
                for row in rows
            ]
            for group, rows in content.rows.items()
        },
    )


def stored_text(fmt: FormatShape, path: str, text: str) -> str:
    """Return one text as it is stored at `values.consignor`, `consignor` or `goods_lines.3.weight`."""
    group, _, rest = path.removeprefix("values.").partition(".")
    if not rest:
        return normalised(_kinds_of_values(fmt).get(group, _UNKNOWN), text)
    return normalised(_kinds_of_cells(fmt).get((group, rest.rpartition(".")[2]), _UNKNOWN), text)


def _kinds_of_values(fmt: FormatShape) -> Mapping[str, str]:
    return {field.key: field.kind for field in fmt.fields}


def _kinds_of_cells(fmt: FormatShape) -> Mapping[tuple[str, str], str]:
    return {(column.group, column.key): column.kind for column in fmt.columns}
