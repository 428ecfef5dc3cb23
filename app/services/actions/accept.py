"""Accept 受理: the reviewer takes the papers in hand."""

from __future__ import annotations

from app.services.workflow.workflow import Deed, Step


def name_reviewer(step: Step) -> None:
    """Name the reviewer."""
    step.application.accepted_at = step.now
    step.application.reviewer_id = step.actor.user_id


DEED = Deed(effect=name_reviewer)
