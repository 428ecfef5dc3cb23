"""Who sees an application and all that hangs on it (design §7); below the three that make up the aggregate."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, false, or_, select, true
from sqlalchemy.sql import ColumnElement


def owned_or_declared(model: Any, actor: Any) -> ColumnElement[bool]:
    """Return the rows of the actor's enterprise, or those declared to his customs offices.

    `model` has organisation_id, declaring_customs and submitted_at.
    """
    if actor.sees_all:
        return true()
    reach = []
    if actor.organisation_ids:
        reach.append(model.organisation_id.in_(sorted(actor.organisation_ids)))
    if actor.customs_codes:
        reach.append(and_(model.declaring_customs.in_(sorted(actor.customs_codes)), model.submitted_at.is_not(None)))
    return or_(*reach) if reach else false()


def of_visible_applications(model: Any, application: Any, actor: Any) -> ColumnElement[bool]:
    """Return the rows that hang on an application which the actor sees; `model` has application_id."""
    if actor.sees_all:
        return true()
    criterion: ColumnElement[bool] = model.application_id.in_(
        select(application.id).where(application.visible_to(actor))
    )
    return criterion
