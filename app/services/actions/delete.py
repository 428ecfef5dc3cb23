"""Delete 删除: a draft leaves every list."""

from __future__ import annotations

from app.services.workflow.workflow import Deed, Step


def take_out(step: Step) -> None:
    """Take the application out of every list, its documents with it (`models/mirror.py`); the history stays."""
    step.application.deleted_at = step.now


DEED = Deed(effect=take_out)
