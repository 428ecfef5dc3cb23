"""Take over 接办: another reviewer of the office goes on."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.errors import NotAllowedNowError
from app.domain.workflow import Action
from app.services.workflow.workflow import Deed, Step


def change_reviewer(step: Step) -> None:
    """Change the reviewer to another one of the office."""
    if step.application.reviewer_id == step.actor.user_id:
        raise NotAllowedNowError("already_yours", action=Action.TAKE_OVER.value)
    previous = step.application.reviewer
    step.details["from_reviewer"] = previous.full_name if previous else ""
    step.details["from_reviewer_id"] = previous.id if previous else None
    step.application.reviewer_id = step.actor.user_id


def _former_reviewer(step: Step) -> Iterable[int | None]:
    return (step.details.get("from_reviewer_id"),)


DEED = Deed(effect=change_reviewer, recipients=_former_reviewer)
