"""Withdraw 撤销申报: the enterprise takes the papers back."""

from __future__ import annotations

from app.services.exchange import message_bodies
from app.services.home import reminders
from app.services.workflow.workflow import Deed, Step


def drop_remarks(step: Step) -> None:
    """Take the papers back; remarks that were not sent yet are dropped."""
    for remark in step.application.remarks:
        if remark.state == "open":
            remark.state = "resolved"


DEED = Deed(effect=drop_remarks, recipients=reminders.reviewer, message=("withdrawal", message_bodies.withdrawal))
