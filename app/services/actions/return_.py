"""Return 退回: the papers go back with the opinion and the remarks at fields."""

from __future__ import annotations

from app.services.exchange import customs_feed
from app.services.home import reminders
from app.services.review import remarks
from app.services.workflow.workflow import Deed, Step


def send_remarks(step: Step) -> None:
    """Send the papers back with the opinion and the remarks at fields."""
    application = step.application
    application.review_opinion = step.reason
    application.reviewed_at = step.now
    application.reviewer_id = application.reviewer_id or step.actor.user_id
    sent = [remark for remark in application.remarks if remark.state == "open"]
    for remark in sent:
        remark.state = "returned"
    step.details["remarks"] = remarks.told(sent)


DEED = Deed(
    effect=send_remarks,
    recipients=reminders.clerks,
    report=customs_feed.send_back,
    takes_along="entries",
)
