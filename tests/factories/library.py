"""The usual contents of the library's forms, as their files have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue.library import library
from app.domain.document.content import Content

if TYPE_CHECKING:
    from app.catalogue.schema import Format


def contents(code: str) -> Content:
    """Return the sample of a form: its values, what is chosen, and its rows by their columns."""
    spec = library()[code]
    assert spec.form is not None
    sample = spec.form.sample
    chosen = {key: ",".join(options) for key, options in sample.chosen.items()}
    rows = {
        group: [dict(zip(_columns(spec, group), row, strict=True)) for row in found]
        for group, found in sample.rows.items()
    }
    return Content(values={**sample.values, **chosen}, rows=rows)


def _columns(spec: Format, group: str) -> list[str]:
    """Return the columns of a group of the form's own, or those that its boxes repeat with, in their order."""
    own = spec.form.group(group) if spec.form else None
    return [column.key for column in own.columns] if own else [c.key for c in spec.columns if c.group == group]
