"""Smart import 智能导入: what the declaration proposes for a document, and what it would overwrite."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from app.domain import smart_import
from app.domain.actor import Actor
from app.domain.content import Content
from app.domain.errors import NotFoundError, StaleError
from app.domain.smart_import import Difference
from app.domain.workflow import Action
from app.models import Certificate
from app.services import certificates, declarations, workflow
from app.services.names import Names
from app.services.transaction import transaction


def propose(certificate: Certificate) -> Content | None:
    """Return what the declaration says for this document's fields; None when its number is not known."""
    spec = certificate.format_version.spec
    declared = declarations.source(certificate.application.inspection_no, scheme=spec.scheme)
    return smart_import.propose(spec, declared, names=Names()) if declared is not None else None


def differences(certificate: Certificate) -> list[Difference]:
    """Return field by field what is new, the same, or would be overwritten; empty when nothing is known."""
    proposed = propose(certificate)
    return smart_import.differences(certificate.content, proposed) if proposed is not None else []


def apply(
    actor: Actor, certificate_id: int, *, version: int, now: datetime, overwrite: Collection[str] = ()
) -> Certificate:
    """Fill the empty fields from the declaration, and those of `overwrite` (paths) too.

    Raises NotFoundError when no such declaration is known, StaleError, NotAllowedNowError.
    """
    del now
    with transaction():
        certificate = certificates.load(certificate_id)
        workflow.load(certificate.application_id)
        workflow.permit(actor, Action.SAVE, certificate.application)
        if certificate.version != version:
            raise StaleError(certificate=certificate.number)
        proposed = propose(certificate)
        if proposed is None:
            raise NotFoundError("declaration_not_known", number=certificate.application.inspection_no)
        merged, taken = smart_import.merge(certificate.content, proposed, overwrite=frozenset(overwrite))
        certificate.values = dict(merged.values)
        certificate.rows = {group: [dict(row) for row in rows] for group, rows in merged.rows.items()}
        certificate.sources = {**certificate.sources, **dict.fromkeys(taken, "imported")}
    return certificate
