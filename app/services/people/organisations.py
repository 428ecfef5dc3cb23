"""Organisations 组织机构: the tree, one organisation's data, moving it with everything below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError
from app.extensions import db
from app.models import Application, Declaration, Organisation, PackagingApplication, User
from app.services.base import records
from app.services.base.records import Columns, Values
from app.services.base.transaction import transaction

RESOURCE = "organisations"
CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
REGISTRATION_NO = re.compile(r"\d{10}")
CUSTOMS_CODE = re.compile(r"\d{4}(\d{2})?")
#: columns that hold nothing rather than an empty text, so that several may be without
OPTIONAL = ("credit_code", "inspection_registration_no", "customs_code")
#: what belongs to an organisation and keeps it from being deleted
OWNED = (Application, Declaration, PackagingApplication)
MAX_DEPTH = 12


@dataclass
class Node:
    """One organisation in the tree, with the number of its users, those below included."""

    organisation: Organisation
    users: int = 0
    children: list[Node] = field(default_factory=list)


def tree() -> list[Node]:
    """Return the whole tree in its order: position first, then name."""
    rows = list(db.session.scalars(select(Organisation).order_by(Organisation.position, Organisation.name)))
    counted = select(User.organisation_id, func.count()).group_by(User.organisation_id)
    counts: dict[int | None, int] = dict(db.session.execute(counted).tuples().all())
    nodes = {row.id: Node(row, counts.get(row.id, 0)) for row in rows}
    roots: list[Node] = []
    for row in rows:
        parent = nodes.get(row.parent_id) if row.parent_id else None
        (parent.children if parent else roots).append(nodes[row.id])
    for root in roots:
        _add_up(root)
    return roots


def parents(row: Organisation | None) -> Sequence[Organisation]:
    """Return the organisations that may stand above one: not itself and none below it."""
    statement = select(Organisation).order_by(Organisation.path)
    if row is not None and row.path:
        statement = statement.where(~Organisation.path.startswith(row.path, autoescape=True))
    return list(db.session.scalars(statement))


def user_count(row: Organisation) -> int:
    """Count the users of an organisation itself."""
    return int(db.session.scalar(select(func.count(User.id)).where(User.organisation_id == row.id)) or 0)


def create(actor: Actor, values: Values, *, now: datetime) -> Organisation:
    """Add an organisation below another one; raises InvalidError."""
    del now
    records.require(actor, "add", RESOURCE)
    with transaction():
        wanted = _filled(values)
        records.refuse(_wrong(wanted, None))
        row = Organisation(**wanted)
        db.session.add(row)
        db.session.flush()
        row.path = _path(row)
    return row


def change(actor: Actor, number: int, values: Values, *, version: int | None, now: datetime) -> Organisation:
    """Change an organisation's data or move it; what stands below moves along."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        row = records.load(Organisation, number, version=version)
        wanted = _filled(values)
        records.refuse(_wrong(wanted, row))
        is_moved = wanted.get("parent_id", row.parent_id) != row.parent_id
        records.write(row, wanted)
        if is_moved:
            _move(row)
    return row


def remove(actor: Actor, number: int, *, version: int | None, now: datetime) -> None:
    """Delete an organisation that nothing belongs to; raises DomainError saying what does."""
    del now
    records.require(actor, "delete", RESOURCE)
    with transaction():
        row = records.load(Organisation, number, version=version)
        _refuse_used(row)
        db.session.delete(row)


def _refuse_used(row: Organisation) -> None:
    if row.kind == "platform":
        raise DomainError("organisation_is_platform", name=row.name)
    below = db.session.scalar(select(func.count(Organisation.id)).where(Organisation.parent_id == row.id))
    if below:
        raise DomainError("organisation_has_children", name=row.name, count=below)
    users = user_count(row)
    if users:
        raise DomainError("organisation_has_users", name=row.name, count=users)
    for model in OWNED:
        found = select(model.id).where(model.organisation_id == row.id).limit(1)
        if db.session.scalar(found.execution_options(unscoped=True)) is not None:
            raise DomainError("organisation_has_documents", name=row.name)


def _filled(values: Values) -> Columns:
    """Return the columns as they are stored: an empty number is none."""
    return {name: (value or None) if name in OPTIONAL else value for name, value in values.items()}


def _wrong(values: Values, row: Organisation | None) -> Iterator[FieldError]:
    if not values["name"]:
        yield records.error("name", "required")
    for name, pattern, code in (
        ("credit_code", CREDIT_CODE, "not_a_credit_code"),
        ("inspection_registration_no", REGISTRATION_NO, "not_a_registration_no"),
        ("customs_code", CUSTOMS_CODE, "not_a_customs_code"),
    ):
        value = values.get(name)
        if value and not pattern.fullmatch(value):
            yield records.error(name, code)
        elif value and records.is_taken(Organisation, getattr(Organisation, name), value, but=row.id if row else None):
            yield records.error(name, "number_taken", value=value)
    if values.get("kind") == "customs" and not values.get("customs_code"):
        yield records.error("customs_code", "required")
    yield from _wrong_parent(values, row)


def _wrong_parent(values: Values, row: Organisation | None) -> Iterator[FieldError]:
    if row is not None and row.kind == "platform":
        if values.get("parent_id") or values.get("kind") != "platform":
            yield records.error("parent_id", "platform_stays_on_top")
        return
    if values.get("kind") == "platform":
        yield records.error("kind", "only_one_platform")
    parent = db.session.get(Organisation, values["parent_id"]) if values.get("parent_id") else None
    if parent is None:
        yield records.error("parent_id", "required")
    elif row is not None and parent.path.startswith(row.path):
        yield records.error("parent_id", "parent_is_below", name=parent.name)
    elif parent.path.count("/") >= MAX_DEPTH:
        yield records.error("parent_id", "tree_too_deep", limit=MAX_DEPTH)


def _path(row: Organisation) -> str:
    parent = db.session.get(Organisation, row.parent_id) if row.parent_id else None
    return f"{parent.path if parent else ''}{row.id}/"


def _move(row: Organisation) -> None:
    """Write the new path of a moved organisation and of everything below it."""
    before, after = row.path, _path(row)
    below = db.session.scalars(select(Organisation).where(Organisation.path.startswith(before, autoescape=True)))
    for one in below.all():
        one.path = after + one.path.removeprefix(before)


def _add_up(node: Node) -> int:
    node.users += sum(_add_up(child) for child in node.children)
    return node.users
