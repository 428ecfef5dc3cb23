"""Who sees an application and all that hangs on it (design §7); below the three that make up the aggregate."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor


def owned_or_declared(
    organisation_id: InstrumentedAttribute[int],
    declaring_customs: InstrumentedAttribute[str],
    submitted_at: InstrumentedAttribute[datetime | None],
    actor: Actor,
) -> ColumnElement[bool]:
    """Return the rows of the actor's enterprise, or those declared to his customs offices."""
    if actor.sees_all:
        return true()
    reach: list[ColumnElement[bool]] = []
    if actor.organisation_ids:
        reach.append(organisation_id.in_(sorted(actor.organisation_ids)))
    if actor.customs_codes:
        reach.append(and_(declaring_customs.in_(sorted(actor.customs_codes)), submitted_at.is_not(None)))
    return or_(*reach) if reach else false()


def of_visible_applications(
    application_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], application: Any, actor: Actor
) -> ColumnElement[bool]:
    """Return the rows that hang on an application which the actor sees; `application` is the model above."""
    if actor.sees_all:
        return true()
    return application_id.in_(select(application.id).where(application.visible_to(actor)))
