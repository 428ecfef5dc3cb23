"""The contents that a form is looked at with while it is edited: labels only, usual, longest."""

from __future__ import annotations

from typing import Literal, get_args

from app.catalogue.samples import sample_content, usual_content
from app.catalogue.schema import Format
from app.domain.document.content import Content

#: labels: nothing is filled in · usual: what documents mostly say · longest: every text as long as it may be
Contents = Literal["labels", "usual", "longest"]


def contents_named(name: str) -> Contents:
    """Return the contents that a screen asks for, the usual ones for what nobody knows."""
    return next((known for known in get_args(Contents) if known == name), "usual")


def content_of(fmt: Format, contents: Contents) -> Content:
    """Return contents of a format."""
    if contents == "labels":
        return Content(statements=sample_content(fmt).statements)
    return usual_content(fmt) if contents == "usual" else _longest(fmt)


def _longest(fmt: Format) -> Content:
    begun = sample_content(fmt)
    texts = {field.key: field for field in fmt.fields if field.kind in ("text", "textarea", "richtext")}
    values = {
        key: _filled(value, texts[key].max_length if key in texts else None) for key, value in begun.values.items()
    }
    for field in fmt.fields:
        if field.kind == "enum" and field.multiple:
            values[field.key] = ",".join(option.value for option in field.options)
    limits = {(column.group, column.key): column.max_length for column in fmt.columns if column.kind == "text"}
    rows = {
        group: [{key: _filled(text, limits.get((group, key))) for key, text in row.items()} for row in found]
        for group, found in begun.rows.items()
    }
    return Content(values=values, rows=rows, statements=begun.statements)


def _filled(text: str, limit: int | None) -> str:
    """Repeat a text as often as it may be."""
    times = (limit or 0) // (len(text) + 1)
    return " ".join([text] * times) if text.strip() and times else text
