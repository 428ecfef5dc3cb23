"""Returns 退回 by customs office and reason."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.periods import Period
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, ApplicationEvent
from app.services import china


def rows(period: Period) -> list[tuple[str, str, int]]:
    """Return office, reason and number of returns, the most frequent first."""
    first, end = china.bounds(period.first, period.last)
    found = db.session.execute(
        select(Application.declaring_customs, ApplicationEvent.opinion, func.count(ApplicationEvent.id))
        .join(Application, ApplicationEvent.application_id == Application.id)
        .where(
            ApplicationEvent.action == Action.RETURN.value,
            ApplicationEvent.happened_at >= first,
            ApplicationEvent.happened_at < end,
        )
        .group_by(Application.declaring_customs, ApplicationEvent.opinion)
        .order_by(func.count(ApplicationEvent.id).desc(), Application.declaring_customs, ApplicationEvent.opinion)
        .limit(200)
    )
    return [(office, reason, int(count)) for office, reason, count in found]
