"""Returns 退回 by customs office and reason."""

from __future__ import annotations

from sqlalchemy import distinct, func, select

from app.domain.periods import Period
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, ApplicationEvent, Certificate
from app.services.base import china


def rows(period: Period) -> list[tuple[str, str, int, int]]:
    """Return office, reason, number of documents and of returns, the most frequent first."""
    first, end = china.bounds(period.first, period.last)
    returned = func.count(distinct(ApplicationEvent.id))
    found = db.session.execute(
        select(Application.declaring_customs, ApplicationEvent.opinion, func.count(distinct(Certificate.id)), returned)
        .join(Application, ApplicationEvent.application_id == Application.id)
        .join(Certificate, Certificate.application_id == Application.id)
        .where(
            ApplicationEvent.action == Action.RETURN.value,
            ApplicationEvent.happened_at >= first,
            ApplicationEvent.happened_at < end,
        )
        .group_by(Application.declaring_customs, ApplicationEvent.opinion)
        .order_by(returned.desc(), Application.declaring_customs, ApplicationEvent.opinion)
        .limit(200)
    )
    return [(office, reason, int(documents), int(count)) for office, reason, documents, count in found]
