"""Delete 删除: a draft leaves every list."""

from __future__ import annotations

from app.services.workflow.workflow import Deed, Step


def take_out(step: Step) -> None:
    """Take application and documents out of every list; the history stays."""
    step.application.deleted_at = step.now
    for certificate in step.application.certificates:
        certificate.deleted_at = step.now


DEED = Deed(effect=take_out)
