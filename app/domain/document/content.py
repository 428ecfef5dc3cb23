"""What a document says: the values, rows and chosen texts that a format prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Content:
    """Hold a document's contents, independent of how they are stored or printed.

    values      field key → text; dates as YYYY-MM-DD, countries as ISO 3166 alpha-3, enums and codes by their value
                (several joined by a comma where the field says `multiple`)
    rows        "goods_lines", "containers", "treatments", "test_items", "write_offs" → rows of column → text;
                goods and container columns are keys of the declaration's goods line and container
    statements  keys of the optional or alternative statements that were chosen
    hidden      true when the blocks that may be left out (blank form) are left out
    """

    values: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    statements: frozenset[str] = frozenset()
    hidden: bool = False


class Snapshot(TypedDict, total=False):
    """Contents as plain data, for histories and frozen documents."""

    values: dict[str, str]
    rows: dict[str, list[dict[str, str]]]
    statements: list[str]
    hidden: bool


class KeptDocument(Snapshot, total=False):
    """A document as a template keeps it."""

    type_code: str
    format_code: str
    format_version: int
    originals: int
    copies: int
