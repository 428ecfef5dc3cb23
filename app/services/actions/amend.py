"""Amend 修改: customs fills in its own fields, and the applicant's where the enterprise confirms afterwards."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.document.content import Content
from app.domain.errors import NotAllowedNowError
from app.domain.event_details import ChangedField
from app.domain.workflow import Action, Status
from app.models import Certificate
from app.services.certificates import certificates
from app.services.review import customs_fields
from app.services.workflow.workflow import Deed, Step


def write(step: Step) -> None:
    """Change customs' own fields, and the applicant's only under 需确认后拟制 before confirmation (design §5)."""
    certificate = certificates.of_step(step)
    changed: list[ChangedField] = []
    content: Content | None = step.data.get("content")
    if content is not None:
        application = step.application
        if not application.needs_confirmation or application.status != Status.UNDER_REVIEW:
            raise NotAllowedNowError("applicants_fields_are_closed", action=Action.AMEND.value)
        changed += certificates.amend_contents(certificate, content)
    customs_values: Mapping[str, str] = step.data.get("customs_values") or {}
    changed += customs_fields.write(certificate, customs_values)
    _mark_written(step, certificate)
    step.details["changes"] = changed


def _mark_written(step: Step, certificate: Certificate) -> None:
    """Note that the value which a remark suggested now stands in the draft."""
    for remark in step.application.remarks:
        if remark.id == step.data.get("remark_id") and remark.certificate_id == certificate.id:
            remark.state = "accepted"


DEED = Deed(effect=write)
