"""Fitting: bring contents written for one version of a format into another, and say what has no place there."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.document.content import Content
from app.domain.document.shapes import FormatShape


@dataclass(frozen=True, kw_only=True)
class Misfit:
    """Tell one text that the format has no place for."""

    path: str
    text: str


def fitted(fmt: FormatShape, content: Content, *, statements: frozenset[str]) -> tuple[Content, list[Misfit]]:
    """Return the applicant's part of contents as far as the format has places for it, and what has none.

    `statements` are the keys that the format knows; `content.statements` beyond them fall away.
    """
    keys = {field.key for field in fmt.fields if field.entered_by == "applicant"}
    columns = {(column.group, column.key) for column in fmt.columns if column.entered_by == "applicant"}
    lost = [Misfit(path=f"values.{key}", text=text) for key, text in content.values.items() if text and key not in keys]
    rows: dict[str, list[dict[str, str]]] = {}
    for group, found in content.rows.items():
        kept = [{key: text for key, text in row.items() if (group, key) in columns} for row in found]
        rows[group] = [row for row in kept if row]
        lost += [
            Misfit(path=f"{group}.{number}.{key}", text=text)
            for number, row in enumerate(found)
            for key, text in row.items()
            if text and (group, key) not in columns
        ]
    lost += [Misfit(path="statements", text=key) for key in sorted(content.statements - statements)]
    fitting = Content(
        values={key: text for key, text in content.values.items() if key in keys},
        rows={group: found for group, found in rows.items() if found},
        statements=content.statements & statements,
        hidden=content.hidden,
    )
    return fitting, lost
