"""Imports of declarations and packaging applications: a dry run first, then all of the same file or nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError, NotPermittedError, StaleError
from app.domain.imports.cells import Cells, ways_to_write
from app.domain.imports.files import MAX_BYTES, CellError, ImportRefusedError
from app.domain.imports.layout import ImportLayout
from app.domain.imports.records import Record, parse
from app.extensions import db
from app.gateways import gateways, import_files
from app.models import Declaration, Organisation, PackagingApplication
from app.services.base import records, stored_files
from app.services.base.names import Names
from app.services.base.transaction import transaction
from app.services.declarations.layouts import KINDS, ImportKind, code_lists

State = Literal["new", "same", "changed", "refused"]
STATES: tuple[State, ...] = ("new", "changed", "same", "refused")
#: Where a file waits between its dry run and its confirmation.
WAITING = "imports"
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Hold one record with what an import would do with it, and the keys that would change."""

    record: Record
    state: State
    changed: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class DryRun:
    """Hold what an import would do. `sha256` names the file, `plan` what was found, so that both can be confirmed."""

    kind: str
    organisation: Organisation
    sha256: str
    plan: str
    judged: Sequence[Judged]
    errors: Sequence[CellError]

    @property
    def counts(self) -> Mapping[State, int]:
        """Count the records by what would become of them."""
        found = Counter(one.state for one in self.judged)
        return {state: found[state] for state in STATES}

    @property
    def can_be_confirmed(self) -> bool:
        """Tell whether there is something to do, and nothing in the way."""
        return not self.errors and bool(self.counts["new"] or self.counts["changed"])


def enterprises(actor: Actor) -> Sequence[Organisation]:
    """Return the enterprises that the actor may import for: his own, or all of them for the administrator."""
    statement = select(Organisation).where(Organisation.kind == "enterprise", Organisation.status == "active")
    if not actor.sees_all:
        statement = statement.where(Organisation.id == actor.organisation_id)
    return list(db.session.scalars(statement.order_by(Organisation.name)))


def dry_run(actor: Actor, kind: str, data: bytes, *, organisation_id: int | None, now: datetime) -> DryRun:
    """Read a file, keep it aside for its confirmation, and say what its import would do; changes nothing.

    Raises ImportRefusedError (the file as a whole), NotPermittedError, NotFoundError (no such enterprise).
    """
    organisation = _allowed(actor, kind, organisation_id)
    stored_files.sweep(WAITING, known=lambda _keys: set(), now=now)
    if len(data) > MAX_BYTES:
        raise ImportRefusedError("import_too_large", limit=MAX_BYTES // 1024 // 1024)
    found = _judge(KINDS[kind], organisation, data)
    gateways().files.put(_key(found), data)
    return found


def confirm(
    actor: Actor, kind: str, sha256: str, *, plan: str, organisation_id: int | None, now: datetime
) -> Mapping[State, int]:
    """Import the file of a dry run, all of it or nothing, and return the counts.

    Raises NotFoundError (no such dry run), StaleError (its outcome would be another one by now), DomainError (errors
    in the file).
    """
    organisation = _allowed(actor, kind, organisation_id)
    data = _waiting(kind, organisation, sha256)
    with transaction():
        found = _judge(KINDS[kind], organisation, data)
        if found.errors:
            raise DomainError("import_has_errors", count=len(found.errors))
        if found.plan != plan:
            raise StaleError
        _write(KINDS[kind], found, now)
    gateways().files.delete(_key(found))
    return found.counts


def again(actor: Actor, kind: str, sha256: str, *, organisation_id: int | None) -> DryRun:
    """Repeat the dry run of a file that waits; raises NotFoundError when none does."""
    organisation = _allowed(actor, kind, organisation_id)
    return _judge(KINDS[kind], organisation, _waiting(kind, organisation, sha256))


def _allowed(actor: Actor, kind: str, organisation_id: int | None) -> Organisation:
    """Return the enterprise to import for: a clerk's own, the one that the administrator chose."""
    records.require(actor, "import", kind)
    if not actor.sees_all:
        if not actor.has_registration:
            raise NotPermittedError("registration_needed")
        organisation_id = actor.organisation_id
    found = next((one for one in enterprises(actor) if one.id == organisation_id), None)
    if found is None:
        raise NotFoundError("enterprise_needed")
    return found


def _waiting(kind: str, organisation: Organisation, sha256: str) -> bytes:
    """Return the bytes of a dry run; the file must still be the one that was shown."""
    if not (len(sha256) == 64 and sha256.isascii() and sha256.isalnum()):  # noqa: PLR2004 hexadecimal digits
        raise NotFoundError
    try:
        data = gateways().files.get(f"{WAITING}/{organisation.id}/{kind}/{sha256}")
    except FileNotFoundError as error:
        raise NotFoundError("import_expired") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotFoundError("import_expired")
    return data


def _key(found: DryRun) -> str:
    return f"{WAITING}/{found.organisation.id}/{found.kind}/{found.sha256}"


def _judge(kind: ImportKind, organisation: Organisation, data: bytes) -> DryRun:
    layout = kind.layout()
    parsed = parse(layout, import_files.read(data), Cells(codes=_codes(layout), items=layout.items))
    numbers = list(parsed.records)
    foreign = _foreign(numbers, organisation)
    known = _known(kind, numbers, organisation)
    errors = list(parsed.errors)
    judged = []
    for number, record in parsed.records.items():
        if number in foreign:  # the same answer as for a number that is none (design §7)
            errors.append(CellError(sheet=record.sheet, row=record.row, column=layout.number, code="inspection_no",
                                    params={}, value=number))  # fmt: skip
        is_refused = number in foreign or record.has_errors
        judged.append(Judged(record=record, state="refused") if is_refused else _compared(kind, record, known))
    plan = json.dumps([[one.record.number, one.state, list(one.changed)] for one in judged])
    return DryRun(
        kind=kind.resource,
        organisation=organisation,
        sha256=hashlib.sha256(data).hexdigest(),
        plan=hashlib.sha256(plan.encode()).hexdigest(),
        judged=judged,
        errors=errors,
    )


def _compared(kind: ImportKind, record: Record, known: Mapping[str, Any]) -> Judged:
    row = known.get(record.number)
    if row is None:
        return Judged(record=record, state="new")
    wanted = kind.columns(record)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    return Judged(record=record, state="changed" if changed else "same", changed=changed)


def _codes(layout: ImportLayout) -> Mapping[str, Mapping[str, str]]:
    """Return for each code list every way to write its codes: the code, and its names."""
    names = Names()
    found = {}
    for name in sorted(code_lists(layout)):
        listed = catalogue().codes.get(name)
        entries: list[tuple[str, Sequence[str]]] = (
            [(one.code, (one.zh, one.en)) for one in listed.entries] if listed else []
        )
        entries += [(code, [text]) for code, text in names.choices(name, "zh")]
        if entries:
            found[name] = ways_to_write(entries)
    return found


def _foreign(numbers: Sequence[str], organisation: Organisation) -> set[str]:
    """Return the numbers that belong to another enterprise, as declaration or as packaging application."""
    found: set[str] = set()
    for column, owner in (
        (Declaration.inspection_no, Declaration.organisation_id),
        (PackagingApplication.application_no, PackagingApplication.organisation_id),
    ):
        for start in range(0, len(numbers), AT_ONCE):
            wanted = select(column).where(column.in_(numbers[start : start + AT_ONCE]), owner != organisation.id)
            found |= set(db.session.scalars(wanted.execution_options(unscoped=True)))
    return found


def _known(
    kind: ImportKind, numbers: Sequence[str], organisation: Organisation
) -> Mapping[str, Declaration | PackagingApplication]:
    column = getattr(kind.model, kind.number)
    found: dict[str, Declaration | PackagingApplication] = {}
    for start in range(0, len(numbers), AT_ONCE):
        wanted = select(kind.model).where(
            column.in_(numbers[start : start + AT_ONCE]), kind.model.organisation_id == organisation.id
        )
        found |= {getattr(row, kind.number): row for row in db.session.scalars(wanted)}
    return found


def _write(kind: ImportKind, found: DryRun, now: datetime) -> None:
    """Add the new records and change the changed ones; the history keeps what they said before."""
    known = _known(kind, [one.record.number for one in found.judged if one.state == "changed"], found.organisation)
    received = {"received_at": now} if hasattr(kind.model, "received_at") else {}
    for one in found.judged:
        columns = {**kind.columns(one.record), **received}
        if one.state == "new":
            number = {kind.number: one.record.number}
            db.session.add(kind.model(organisation_id=found.organisation.id, **number, **columns))
        elif one.state == "changed":
            records.write(known[one.record.number], columns)
