"""Hold 暂缓: the papers rest at customs, for a reason that the enterprise reads."""

from __future__ import annotations

from app.services.home import reminders
from app.services.workflow.workflow import Deed, Step


def keep_reason(step: Step) -> None:
    """Keep the reason where the enterprise reads what customs says of its papers."""
    step.application.review_opinion = step.reason
    step.application.reviewer_id = step.application.reviewer_id or step.actor.user_id


DEED = Deed(effect=keep_reason, recipients=reminders.clerks)
