"""Declare a reissue 补发申报: a linked draft is made of an issued certificate."""

from __future__ import annotations

from app.domain.document import fitting, storing
from app.domain.document.reissues import ReissueKind
from app.domain.errors import NotAllowedNowError, NotFoundError
from app.domain.workflow import STANDING, Action, Status
from app.extensions import db
from app.models import Application, Certificate
from app.services.applications import applications
from app.services.applications.reissues import open_reissue
from app.services.certificates import certificates
from app.services.workflow import workflow
from app.services.workflow.workflow import Deed, Step


def start(step: Step) -> None:
    """Make the linked draft with the contents of the issued certificate that its kind takes over."""
    origin = next((c for c in step.application.certificates if c.id == step.data["certificate_id"]), None)
    if origin is None:
        raise NotFoundError
    if origin.validity not in STANDING:
        raise NotAllowedNowError("not_valid_any_more", action=Action.REISSUE.value)
    _refuse_second(origin)
    kind = step.data["kind"]
    header = {name: getattr(step.application, name) for name in applications.HEADER}
    draft = Application(
        organisation_id=origin.organisation_id,
        entry_mode="similar",
        status=Status.DRAFT.value,
        client_token=step.data.get("client_token"),
        reissue_kind=kind,
        reissue_of_id=origin.id,
        reissue_reason=step.reason,
        original_place=step.data.get("original_place") or None,
        original_note=step.data.get("original_note", ""),
        **header,
    )
    db.session.add(draft)
    db.session.flush()
    _take_over(draft, origin)
    started = Step(actor=step.actor, action=Action.SAVE, application=draft, now=step.now)
    started.details = {"entry_mode": "reissue", "reissue_of": origin.certificate_no}
    workflow.record(started, None)
    step.details |= {"reissued_as": draft.id, "reissue_kind": kind, "certificates": [origin.certificate_no]}
    step.data["made"].append(draft)


def _refuse_second(origin: Certificate) -> None:
    other = open_reissue(origin)
    if other is not None:
        raise NotAllowedNowError(
            "reissue_open",
            number=origin.certificate_no,
            certificate_id=next((document.id for document in other.certificates), None),
        )


def _take_over(draft: Application, origin: Certificate) -> None:
    """Copy the old contents: a second original all of them in the old format version, others the applicant's part."""
    certificate = certificates.add(draft, type_code=origin.type_code, format_code=origin.format_code)
    if draft.reissue_kind == ReissueKind.SECOND_ORIGINAL:
        certificate.format_version = origin.format_version
        certificate.values = dict(origin.values)
        certificate.rows = {group: [dict(row) for row in rows] for group, rows in origin.rows.items()}
        certificate.statements, certificate.has_hidden_blocks = list(origin.statements), origin.has_hidden_blocks
        certificate.originals, certificate.copies = 1, origin.copies
    else:
        spec = certificate.format_version.spec
        known = frozenset(statement.key for statement in spec.statements)
        content, _lost = fitting.fitted(spec, origin.content, statements=known)
        plain = certificates.snapshot(storing.stored(spec, content))
        certificate.values, certificate.rows = plain["values"], plain["rows"]
        certificate.statements, certificate.has_hidden_blocks = plain["statements"], content.hidden
        certificate.originals, certificate.copies = origin.originals, origin.copies
    certificate.sources = dict.fromkeys((f"values.{key}" for key in certificate.values), "copied")
    db.session.flush()


DEED = Deed(effect=start)
