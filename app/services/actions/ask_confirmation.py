"""Ask for confirmation 提交确认: the enterprise looks at what the reviewer changed."""

from __future__ import annotations

from app.domain.event_details import ChangedField
from app.domain.workflow import Action
from app.services.exchange import customs_feed
from app.services.home import reminders
from app.services.review import remarks
from app.services.workflow.workflow import Deed, Step


def show_changes(step: Step) -> None:
    """Show the enterprise what the reviewer changed since it declared."""
    changed: list[ChangedField] = []
    for event in step.application.events:
        if event.action == Action.SUBMIT:
            changed = []
        elif event.action == Action.AMEND:
            changed += event.details.get("changes", [])
    step.details["changes"] = changed
    step.details["remarks"] = remarks.told(r for r in step.application.remarks if r.state in {"open", "accepted"})


DEED = Deed(
    effect=show_changes,
    recipients=reminders.clerks,
    report=customs_feed.ask_confirmation,
    takes_along="proposals",
)
