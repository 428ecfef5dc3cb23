"""Confirm 确认: the enterprise agrees with the draft, so that customs can approve it; only the status changes."""

from __future__ import annotations

from app.services.exchange import message_bodies
from app.services.home import reminders
from app.services.workflow.workflow import Deed

DEED = Deed(recipients=reminders.reviewer, message=("confirmation", message_bodies.agreement))
