"""What of a form is part of a document: its conditions, and the blocks that the applicant left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.document.conditions import one_holds
from app.domain.document.content import Content
from app.domain.document.shapes import FormatShape


def left_out(fmt: FormatShape, content: Content) -> frozenset[str]:
    """Return the keys of the fields that a document neither needs nor prints.

    What was typed into a field before its condition ceased to hold stays in the document, but counts for nothing:
    not for other conditions either.
    """
    blocks = fmt.optional_block_fields() if content.hidden else frozenset()
    return blocks | _unfulfilled(fmt, content.values)


def left_out_groups(fmt: FormatShape, content: Content) -> frozenset[str]:
    """Return the groups of rows that a document neither needs nor prints."""
    values = _counting(content.values, left_out(fmt, content))
    return frozenset(table.group for table in fmt.tables if not one_holds(table.conditions, values))


def present(fmt: FormatShape, content: Content) -> Content:
    """Return the contents without what is left out by a condition."""
    fields, groups = _unfulfilled(fmt, content.values), left_out_groups(fmt, content)
    if not fields and not groups:
        return content
    rows = {group: rows for group, rows in content.rows.items() if group not in groups}
    return replace(content, values=_counting(content.values, fields), rows=rows)


def _unfulfilled(fmt: FormatShape, values: Mapping[str, str]) -> frozenset[str]:
    """Return the fields none of whose conditions holds; publishing refuses conditions that wait for each other."""
    asking = [field for field in fmt.fields if field.conditions]
    found: frozenset[str] = frozenset()
    for _ in range(len(asking) + 1):
        counting = _counting(values, found)
        before, found = found, frozenset(f.key for f in asking if not one_holds(f.conditions, counting))
        if found == before:
            break
    return found


def _counting(values: Mapping[str, str], out: frozenset[str]) -> dict[str, str]:
    return {key: text for key, text in values.items() if key not in out}
