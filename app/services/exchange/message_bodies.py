"""What messages to customs say: bodies out of our rows, in the words of docs/exchange.md."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.domain.document.canonical import Message, Plain
from app.extensions import db
from app.models import Certificate, FormatVersion, IssuedDocument, PrintRecord
from app.services.applications import applications
from app.services.certificates import certificates

if TYPE_CHECKING:
    from app.services.workflow.workflow import Step


def application(step: Step) -> Message:
    """Return a declared application, whole."""
    found = step.application
    return {
        "enterprise": {
            "name": found.organisation.name,
            "credit_code": found.organisation.credit_code or "",
            "registration_no": found.organisation.inspection_registration_no or "",
        },
        "declared_at": step.now,
        "review_round": found.review_round,
        "header": {name: _plain(getattr(found, name)) for name in applications.HEADER},
        "documents": [_document(certificate) for certificate in found.certificates],
    }


def reissue(step: Step) -> Message:
    """Return a declared reissue: the application, and which certificate it stands for."""
    origin = db.session.get_one(Certificate, step.application.reissue_of_id)
    return {
        **application(step),
        "reissue_of": {
            "kind": step.application.reissue_kind,
            "certificate_no": origin.certificate_no or "",
            "reason": step.application.reissue_reason,
        },
    }


def withdrawal(step: Step) -> Message:
    """Return why the enterprise takes its declaration back."""
    return {"reason": step.reason}


def agreement(step: Step) -> Message:
    """Return that the enterprise agrees with the draft."""
    return {"is_agreed": True, "comment": step.reason}


def objection(step: Step) -> Message:
    """Return what the enterprise does not agree with."""
    return {"is_agreed": False, "comment": step.reason}


def printed_counts(step: Step) -> Message:
    """Return how often each issued certificate has been printed by now."""
    rows = db.session.execute(
        select(IssuedDocument.certificate_no, PrintRecord.copy_kind, func.count())
        .join(PrintRecord, PrintRecord.issued_document_id == IssuedDocument.id)
        .join(Certificate, Certificate.id == IssuedDocument.certificate_id)
        .where(Certificate.application_id == step.application.id)
        .group_by(IssuedDocument.certificate_no, PrintRecord.copy_kind)
    )
    counts: dict[str, dict[str, int]] = {}
    for number, kind, count in rows:
        found = counts.setdefault(number, {"originals": 0, "copies": 0})
        found["copies" if kind == "copy" else "originals"] += count
    return {"certificates": [{"certificate_no": number, **found} for number, found in sorted(counts.items())]}


def published_format(version: FormatVersion) -> Message:
    """Return a published version of a format; its definition as the very text that was hashed at publication."""
    text = json.dumps(version.definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "code": version.format.code,
        "number": version.number,
        "effective_date": version.effective_date,
        "reason": version.reason,
        "sha256": version.sha256,
        "definition": text,
    }


def _document(certificate: Certificate) -> Message:
    return {
        "position": certificate.position,
        "type_code": certificate.type_code,
        "format_code": certificate.format_code,
        "format_version": certificate.format_version.number,
        "format_sha256": certificate.format_version.sha256,
        "sub_certificate_no": certificate.sub_certificate_no,
        "originals": certificate.originals,
        "copies": certificate.copies,
        "content": certificates.snapshot(certificate.content),
    }


def _plain(value: Plain) -> Plain:
    return value.isoformat() if isinstance(value, date) else value
