"""Reissues 补发、更改、重发 by kind and reason."""

from __future__ import annotations

from sqlalchemy import distinct, func, select

from app.domain.periods import Period
from app.extensions import db
from app.models import Application, Certificate
from app.services.base import china


def rows(period: Period) -> list[tuple[str, str, int, int]]:
    """Return kind, reason, number of documents and of applications, the most frequent first."""
    first, end = china.bounds(period.first, period.last)
    applications = func.count(distinct(Application.id))
    found = db.session.execute(
        select(Application.reissue_kind, Application.reissue_reason, func.count(Certificate.id), applications)
        .join(Certificate, Certificate.application_id == Application.id)
        .where(Application.reissue_kind.is_not(None), Application.created_at >= first, Application.created_at < end)
        .group_by(Application.reissue_kind, Application.reissue_reason)
        .order_by(applications.desc(), Application.reissue_kind, Application.reissue_reason)
        .limit(200)
    )
    return [(kind or "", reason, int(documents), int(count)) for kind, reason, documents, count in found]
