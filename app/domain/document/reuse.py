"""Reuse 相似报检号: what of an earlier document goes into a new one, and what deliberately does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.document.content import Content, Row
from app.domain.document.shapes import FormatShape

#: A seal and a day belong to one consignment. Container numbers stay: the next container is often typed over it.
_ONE_CONSIGNMENT_KEYS = frozenset({"seal_no"})
_ONE_CONSIGNMENT_KINDS = frozenset({"date", "date_or_text"})


def reusable(fmt: FormatShape, content: Content) -> Content:
    """Return the applicant's contents that suit another consignment."""
    keys = {field.key for field in fmt.fields if field.entered_by == "applicant" and not _is_once(field)}
    rows = {group: _rows(fmt, group, found) for group, found in content.rows.items()}
    return Content(
        values={key: text for key, text in content.values.items() if key in keys},
        rows={group: found for group, found in rows.items() if found},
        statements=content.statements,
        hidden=content.hidden,
    )


def left_behind(fmt: FormatShape, content: Content) -> Iterator[str]:
    """Yield the paths of what the applicant had entered and a new document does not take over."""
    for field in fmt.fields:
        if field.entered_by == "applicant" and _is_once(field) and content.values.get(field.key):
            yield f"values.{field.key}"
    for column in fmt.columns:
        is_filled = any(row.get(column.key) for row in content.rows.get(column.group, ()))
        if column.entered_by == "applicant" and _is_once(column) and is_filled:
            yield f"{column.group}.0.{column.key}"


def _rows(fmt: FormatShape, group: str, rows: Sequence[Row]) -> list[Row]:
    keys = {c.key for c in fmt.columns if c.group == group and c.entered_by == "applicant" and not _is_once(c)}
    found: list[Mapping[str, str]] = [{key: text for key, text in row.items() if key in keys} for row in rows]
    return [row for row in found if row]


def _is_once(part: object) -> bool:
    """Tell whether a field or column says something about one consignment only."""
    return getattr(part, "kind", "") in _ONE_CONSIGNMENT_KINDS or getattr(part, "key", "") in _ONE_CONSIGNMENT_KEYS
