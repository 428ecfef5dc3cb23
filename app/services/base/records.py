"""Reference records: the steps that adding, changing and removing any of them share; each noun adds its rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import func, select

from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import InvalidError, NotFoundError, NotPermittedError, StaleError
from app.extensions import db
from app.models.base import AnyColumn, Model

_Row = TypeVar("_Row", bound=Model)
#: what a form sends, each value of the type that its field makes of the text
Values: TypeAlias = Mapping[str, Any]
#: the values of columns, by their names, as models and INSERT take them
Columns: TypeAlias = dict[str, Any]


def require(actor: Actor, verb: str, resource: str) -> None:
    """Raise NotPermittedError unless the actor may do this on the screen."""
    if not actor.may(f"can_{verb}", resource):
        raise NotPermittedError(action=verb)


def load(model: type[_Row], number: int, *, version: int | None = None) -> _Row:
    """Return a row, locked, for changing; raises NotFoundError, and StaleError when `version` is an older one."""
    row = db.session.scalar(select(model).where(model.id == number).with_for_update(of=model))
    if row is None:
        raise NotFoundError
    if version is not None and getattr(row, "version", None) not in (None, version):
        raise StaleError
    return row


def write(row: Model, values: Values) -> None:
    """Set the columns that differ, so that the history names no column twice."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def error(path: str, code: str, **params: object) -> FieldError:
    """Return what is wrong with one entry of a form."""
    return FieldError(path=path, code=code, params=params, severity="error")


def refuse(errors: Iterable[FieldError]) -> None:
    """Raise InvalidError when there is any error."""
    found = list(errors)
    if found:
        raise InvalidError(found)


def is_taken(
    model: type[Model],
    column: AnyColumn,
    value: str | int,
    *,
    but: int | None = None,
) -> bool:
    """Tell whether another row has this value, upper and lower case alike for text."""
    same = func.lower(column) == value.lower() if isinstance(value, str) else column == value
    statement = select(model.id).where(same).limit(1)
    if but is not None:
        statement = statement.where(model.id != but)
    return db.session.scalar(statement) is not None
