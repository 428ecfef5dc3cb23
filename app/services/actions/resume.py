"""Resume 恢复: the review goes on, and what held it up is not said any more."""

from __future__ import annotations

from app.services.home import reminders
from app.services.workflow.workflow import Deed, Step


def forget_reason(step: Step) -> None:
    """Take back the reason; it stays in the history."""
    step.application.review_opinion = ""


DEED = Deed(effect=forget_reason, recipients=reminders.clerks)
