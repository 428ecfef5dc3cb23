"""Reissues 补发申报: a new linked application from an issued certificate (domain §4.5)."""

from __future__ import annotations

from datetime import datetime

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError
from app.domain.workflow import Action, Status, Validity
from app.extensions import db
from app.models import Application
from app.models.application import REISSUE_KINDS
from app.services import applications, certificates, workflow
from app.services.workflow import Step


def reissue(actor: Actor, certificate_id: int, *, kind: str, reason: str, now: datetime) -> Application:
    """Make the draft that supplements, changes, replaces or doubles an issued certificate, and return it."""
    if kind not in REISSUE_KINDS:
        raise DomainError("unknown_reissue_kind", kind=kind)
    origin = certificates.load(certificate_id)
    made: list[Application] = []
    workflow.perform(
        actor,
        Action.REISSUE,
        origin.application_id,
        now=now,
        reason=reason,
        certificate_id=certificate_id,
        kind=kind,
        made=made,
    )
    return made[0]


def on_reissue(step: Step) -> None:
    """Make the linked draft with the applicant's contents of the issued certificate."""
    origin = next((c for c in step.application.certificates if c.id == step.data["certificate_id"]), None)
    if origin is None:
        raise NotFoundError
    if origin.validity not in (Validity.VALID, Validity.SUPPLEMENTED):
        raise NotAllowedNowError("not_valid_any_more", action=Action.REISSUE.value)
    header = {name: getattr(step.application, name) for name in applications.HEADER}
    draft = Application(
        organisation_id=origin.organisation_id,
        entry_mode="similar",
        status=Status.DRAFT.value,
        reissue_kind=step.data["kind"],
        reissue_of_id=origin.id,
        reissue_reason=step.reason,
        **header,
    )
    db.session.add(draft)
    db.session.flush()
    certificate = certificates.add(draft, type_code=origin.type_code, format_code=origin.format_code)
    certificates.take_over_contents(certificate, origin)
    db.session.flush()
    started = Step(actor=step.actor, action=Action.SAVE, application=draft, now=step.now)
    started.details = {"entry_mode": "reissue", "reissue_of": origin.certificate_no}
    workflow.record(started, None)
    step.details["reissued_as"] = draft.id
    step.data["made"].append(draft)
