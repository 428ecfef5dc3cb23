"""Smart import 智能导入: what the declaration proposes for a document, and what it would overwrite."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.actor import Actor
from app.domain.document import smart_import
from app.domain.document.content import Content
from app.domain.document.smart_import import Difference
from app.domain.errors import NotFoundError, StaleError
from app.domain.workflow import Action
from app.models import Certificate
from app.services.base.names import Names
from app.services.base.transaction import transaction
from app.services.certificates import certificates, reissue_limits, shared_goods
from app.services.declarations import declarations
from app.services.workflow import workflow


def propose(certificate: Certificate) -> Content | None:
    """Return what the declaration says for this document's fields; None when its number is not known."""
    spec = certificate.format_version.spec
    declared = declarations.source(certificate.application.inspection_no, scheme=spec.scheme)
    return smart_import.propose(spec, declared, names=Names()) if declared is not None else None


def differences(certificate: Certificate) -> list[Difference]:
    """Return field by field what is new, the same, or would be overwritten; empty when nothing is known."""
    proposed = propose(certificate)
    return smart_import.differences(certificate.content, proposed) if proposed is not None else []


def later_changes(certificate: Certificate) -> list[Difference]:
    """Return what the declaration says by now in places that were imported and are as they were imported.

    What somebody typed since is marked as typed: so an imported place that differs was changed in the declaration.
    """
    imported = {path for path, source in certificate.sources.items() if source == "imported"}
    if not imported:
        return []
    return [place for place in differences(certificate) if place.state == "overwritten" and place.path in imported]


def apply(
    actor: Actor,
    certificate_id: int,
    *,
    version: int,
    overwrite: Collection[str] = (),
    leave: Collection[str] = (),
) -> Certificate:
    """Fill the empty fields from the declaration but those of `leave` (paths), and those of `overwrite` too.

    Raises NotFoundError when no such declaration is known, StaleError, NotAllowedNowError.
    """
    with transaction():
        certificate = certificates.load(certificate_id)
        workflow.load(certificate.application_id)
        workflow.permit(actor, Action.SAVE, certificate.application)
        if certificate.version != version:
            raise StaleError(certificate=certificate.number)
        fill(certificate, overwrite=overwrite, leave=leave)
    return certificate


def fill(certificate: Certificate, *, overwrite: Collection[str] = (), leave: Collection[str] = ()) -> None:
    """Write what the declaration proposes into a draft, and into those that share its goods; commits nothing.

    Raises NotFoundError when no such declaration is known.
    """
    proposed = propose(certificate)
    if proposed is None:
        raise NotFoundError("declaration_not_known", number=certificate.application.inspection_no)
    before, whole = {group: list(rows) for group, rows in certificate.rows.items()}, certificate.content
    merged, taken = smart_import.merge(certificate.content, proposed, overwrite=overwrite, leave=leave)
    certificate.values = dict(merged.values)
    certificate.rows = {group: [dict(row) for row in rows] for group, rows in merged.rows.items()}
    reissue_limits.require_open(certificate, whole)
    certificate.sources = {**certificate.sources, **dict.fromkeys(taken, "imported")}
    shared_goods.spread(certificate, before, source="imported")
