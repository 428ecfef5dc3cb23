"""System parameters: read at use, so that a change is in force without a restart."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.parameters import DECLARED, typed
from app.extensions import db
from app.models import SystemParameter


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
