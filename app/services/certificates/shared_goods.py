"""Shared goods: goods lines and containers saved in one document of an application go to all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.document import shared_rows
from app.domain.document.content import Row
from app.domain.document.shared_rows import SHARED_GROUPS, Move
from app.models import Certificate
from app.services.certificates import certificates

Rows = Mapping[str, Sequence[Row]]


def spread(
    certificate: Certificate,
    before: Rows,
    *,
    source: str,
    origins: Mapping[str, Sequence[int | None]] | None = None,
) -> None:
    """Write a saved document's goods into the others when the application shares them; commits nothing.

    before   its rows before the save
    origins  group → the number that each saved row had before; without it rows keep their numbers
    source   where the values came from: "typed", "imported", "suggested"

    Every document that is written gets a new version, so that a form filled from the old one is refused.
    """
    if not certificate.application.shares_goods:
        return
    for group in SHARED_GROUPS:
        old, new = before.get(group, ()), certificate.rows.get(group, ())
        if list(old) == list(new):
            continue
        numbers = origins.get(group, ()) if origins is not None else range(len(new))
        found = shared_rows.moves(old, new, list(numbers))
        certificate.rows = {**certificate.rows, group: [dict(move.row) for move in found]}
        for other in certificate.application.certificates:
            if other is not certificate:
                _write(certificate, other, group, found, before=old, source=source, keeps_rest=True)


def adopt(certificate: Certificate, other: Certificate) -> None:
    """Give another document the goods of this one; its own cells stay where the rows are the same. Commits nothing."""
    for group in SHARED_GROUPS:
        rows = certificate.rows.get(group, ())
        found = [Move(number, row) for number, row in enumerate(rows)]
        _write(certificate, other, group, found, before=rows, source="copied", keeps_rest=False)


def has_goods(certificate: Certificate) -> bool:
    """Tell whether a document's format has goods lines or containers at all."""
    return any(column.group in SHARED_GROUPS for column in certificate.format_version.spec.columns)


def _write(
    certificate: Certificate,
    other: Certificate,
    group: str,
    found: Sequence[Move],
    *,
    before: Sequence[Row],
    source: str,
    keeps_rest: bool,
) -> None:
    columns = shared_rows.shared_columns(certificate.format_version.spec, other.format_version.spec, group)
    if not columns:
        return
    old = certificates.snapshot(other.content)
    rows = shared_rows.written(found, before, other.rows.get(group, ()), columns, keeps_rest=keeps_rest)
    other.rows = {**other.rows, group: [dict(row) for row in rows]}
    changed = certificates.changes(old, certificates.snapshot(other.content))
    other.sources = {**other.sources, **{path: source for path, _old, _new in changed}}
