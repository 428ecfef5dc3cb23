"""How many documents stand in each status, and how many steps a day had: running totals in the actor's scope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.extensions import db
from app.models import StandingTotal, StepTotal

Counted = TypeVar("Counted")


def by_status(actor: Actor, type_code: str) -> dict[str, int]:
    """Count the documents of a type by status, as `Certificate.visible_to` would."""
    return _counts(actor, StandingTotal.status, StandingTotal.type_code == type_code)


def by_type(actor: Actor, statuses: Iterable[str]) -> dict[str, int]:
    """Count the documents in some statuses by type."""
    return _counts(actor, StandingTotal.type_code, StandingTotal.status.in_(list(statuses)))


def in_statuses(actor: Actor, statuses: Iterable[str]) -> dict[str, int]:
    """Count the documents of every type by status, of some statuses."""
    return _counts(actor, StandingTotal.status, StandingTotal.status.in_(list(statuses)))


def total(actor: Actor) -> int:
    """Count every document that the actor sees."""
    return sum(_counts(actor, StandingTotal.is_declared).values())


def steps(actor: Actor, first: date, last: date) -> dict[tuple[date, str], int]:
    """Count by day and action what was declared, returned and issued, of the applications that the actor sees."""
    reach = _reach(actor, StepTotal)
    if reach is None:
        return {}
    rows = db.session.execute(
        select(StepTotal.day, StepTotal.action, func.sum(StepTotal.amount))
        .where(*reach, StepTotal.day.between(first, last))
        .group_by(StepTotal.day, StepTotal.action)
    )
    return {(day, action): int(count) for day, action, count in rows}


def _counts(
    actor: Actor, column: InstrumentedAttribute[Counted], *conditions: ColumnElement[bool]
) -> dict[Counted, int]:
    reach = _reach(actor, StandingTotal)
    if reach is None:
        return {}
    amount = func.sum(StandingTotal.amount)
    rows = db.session.execute(select(column, amount).where(*reach, *conditions).group_by(column))
    return {key: int(count) for key, count in rows if count}


def _reach(actor: Actor, total: type[StandingTotal | StepTotal]) -> list[ColumnElement[bool]] | None:
    """Return the conditions of the actor's scope, None when he sees no document at home."""
    if actor.sees_all:
        return []
    if actor.is_overseas:
        return None
    reach: list[ColumnElement[bool]] = []
    if actor.organisation_ids:
        reach.append(total.organisation_id.in_(sorted(actor.organisation_ids)))
    if actor.customs_codes:
        offices = total.customs_code.in_(sorted(actor.customs_codes))
        # a step of an application was taken by declaring it or after that
        reach.append(and_(offices, total.is_declared) if total is StandingTotal else offices)
    return [or_(*reach)] if reach else None
