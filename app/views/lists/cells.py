"""Cells of a list's table; written in Python, since a template takes several times as long for the cells of a page."""

from __future__ import annotations

from flask import Flask
from markupsafe import Markup, escape

from app.models.base import Model
from app.views.lists.columns import Column

#: numbers and moments keep their direction in right-to-left pages
LEFT_TO_RIGHT = frozenset({"official", "moment", "second", "day"})
LONG = 15


def install(app: Flask) -> None:
    """Give templates the cells."""
    app.jinja_env.globals.update(cell=cell, cells=cells)


def cell(column: Column, row: Model, address: str | None = None) -> Markup:
    """Write the value of a row, as a link where it has an address, as a chip where it is a state."""
    return Markup(_written(column, row, address))  # noqa: S704 every part is escaped there


def cells(columns: tuple[Column, ...], row: Model, address: str | None) -> Markup:
    """Write the <td>s of a row; the address is that of the columns that link to it."""
    written = (f"<td{_class(one)}>{_written(one, row, address if one.is_link else None)}</td>" for one in columns)
    return Markup("".join(written))  # noqa: S704 every part is escaped


def _written(column: Column, row: Model, address: str | None) -> str:
    if column.chip:
        colour, label = column.chip(column.of(row))
        return f'<span class="chip {escape(colour)}">{escape(label)}</span>'
    text = escape(column.text(row))
    if address:
        shown = text or "—"
        return f'<a href="{escape(address)}">{_bdi(shown) if column.kind == "official" else shown}</a>'
    return _bdi(text) if column.kind in LEFT_TO_RIGHT else text


def _class(column: Column) -> str:
    if column.kind == "number":
        return ' class="num n"'
    if column.kind in LEFT_TO_RIGHT:
        return ' class="num"'
    return ' class="words"' if column.kind == "text" and column.characters > LONG else ""


def _bdi(text: str) -> str:
    return f'<bdi dir="ltr">{text}</bdi>'
