"""Object 不同意: the draft goes back to the reviewer; the comment stands in the history."""

from __future__ import annotations

from app.services.exchange import message_bodies
from app.services.home import reminders
from app.services.workflow.workflow import Deed

DEED = Deed(recipients=reminders.reviewer, message=("confirmation", message_bodies.objection))
