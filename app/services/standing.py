"""How many documents stand in each status: summed from the running totals, in the actor's scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, func, or_, select

from app.domain.actor import Actor
from app.extensions import db
from app.models import StandingTotal


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


def _counts(actor: Actor, column: Any, *conditions: Any) -> dict[Any, int]:
    reach = _reach(actor)
    if reach is None:
        return {}
    amount = func.sum(StandingTotal.amount)
    rows = db.session.execute(select(column, amount).where(*reach, *conditions).group_by(column))
    found: Mapping[Any, int] = {key: int(count) for key, count in rows if count}
    return dict(found)


def _reach(actor: Actor) -> list[Any] | None:
    """Return the conditions of the actor's scope, None when he sees no document at home."""
    if actor.sees_all:
        return []
    if actor.is_overseas:
        return None
    reach: list[Any] = []
    if actor.organisation_ids:
        reach.append(StandingTotal.organisation_id.in_(sorted(actor.organisation_ids)))
    if actor.customs_codes:
        offices = StandingTotal.customs_code.in_(sorted(actor.customs_codes))
        reach.append(and_(offices, StandingTotal.is_declared))
    return [or_(*reach)] if reach else None
