"""System parameters 系统参数: read at use, so that a change is in force without a restart.

Those the program declares are edited and set back, free ones come and go.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError
from app.domain.parameters import DECLARED, is_secret, typed
from app.extensions import db
from app.models import SystemParameter
from app.services.base import records
from app.services.base.records import Values
from app.services.base.transaction import transaction

RESOURCE = "parameters"
MAX_NUMBER = 9


def get(name: str) -> str | int | bool:
    """Return a declared parameter in its type; raises KeyError for an undeclared one."""
    parameter = DECLARED[name]
    stored = db.session.scalar(select(SystemParameter.value).where(SystemParameter.name == name))
    return typed(parameter, parameter.default if stored is None else stored)


def is_on(name: str) -> bool:
    """Tell whether a yes/no parameter says yes."""
    return bool(get(name))


def number(name: str) -> int:
    """Return a number parameter."""
    return int(get(name))


def text(name: str) -> str:
    """Return a text parameter."""
    return str(get(name))


def create(actor: Actor, values: Values, *, now: datetime) -> SystemParameter:
    """Add a free parameter; raises InvalidError when the name is taken."""
    del now
    records.require(actor, "add", RESOURCE)
    with transaction():
        errors = list(_wrong(values))
        if records.is_taken(SystemParameter, SystemParameter.name, values["name"]):
            errors.append(records.error("name", "name_taken", value=values["name"]))
        records.refuse(errors)
        row = SystemParameter(name=values["name"], value=values["value"], remark=values.get("remark", ""))
        db.session.add(row)
    return row


def change(actor: Actor, number: int, values: Values, *, version: int | None, now: datetime) -> SystemParameter:
    """Change value and remark, of a free parameter the name too."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        row = records.load(SystemParameter, number, version=version)
        wanted = {"name": row.name, **values, "remark": values.get("remark") or ""}
        if row.name in DECLARED:
            wanted["name"] = row.name
        if is_secret(row.name):
            # nobody sees a secret, so an empty entry leaves it as it is; setting back takes it away
            wanted["value"] = values["value"] or row.value
        errors = list(_wrong(wanted))
        if records.is_taken(SystemParameter, SystemParameter.name, wanted["name"], but=row.id):
            errors.append(records.error("name", "name_taken", value=wanted["name"]))
        records.refuse(errors)
        records.write(row, wanted)
    return row


def set_back(actor: Actor, number: int, *, version: int | None) -> SystemParameter:
    """Give a declared parameter its default again; raises DomainError for a free one."""
    records.require(actor, "edit", RESOURCE)
    with transaction():
        row = records.load(SystemParameter, number, version=version)
        if row.name not in DECLARED:
            raise DomainError("parameter_has_no_default", name=row.name)
        row.value = DECLARED[row.name].default
    return row


def remove(actor: Actor, number: int, *, version: int | None, now: datetime) -> None:
    """Delete a free parameter; raises DomainError for one that the program declares."""
    del now
    records.require(actor, "delete", RESOURCE)
    with transaction():
        row = records.load(SystemParameter, number, version=version)
        if row.name in DECLARED:
            raise DomainError("parameter_is_declared", name=row.name)
        db.session.delete(row)


def take_in_declared() -> list[str]:
    """Add the declared parameters that have no row yet, with their defaults; commits nothing."""
    known = set(db.session.scalars(select(SystemParameter.name)))
    added = [parameter for name, parameter in DECLARED.items() if name not in known]
    db.session.add_all(SystemParameter(name=one.name, value=one.default) for one in added)
    return [one.name for one in added]


def _wrong(values: Values) -> Iterator[FieldError]:
    if not values["name"]:
        yield records.error("name", "required")
    declared = DECLARED.get(values["name"])
    value = values["value"]
    if declared is None:
        return
    if declared.kind == "yes_no" and value not in {"yes", "no"}:
        yield records.error("value", "not_an_option", value=value)
    if declared.kind == "choice" and value not in declared.choices:
        yield records.error("value", "not_an_option", value=value)
    if declared.kind == "number" and not (value.isascii() and value.isdigit() and len(value) <= MAX_NUMBER):
        yield records.error("value", "not_a_number")
