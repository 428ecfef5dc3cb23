"""Issuing 制证: the document is frozen (contents, format version, one PDF a copy kind) and never rendered again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from app.domain.actor import Actor
from app.domain.errors import NotAllowedNowError, NotFoundError, StaleError
from app.domain.workflow import Action, Status, Validity
from app.extensions import db
from app.gateways import gateways
from app.models import Application, Certificate, IssuedDocument
from app.reports.certificate import CopyMark
from app.services import applications, certificates, printing, workflow
from app.services.workflow import Step

CHINA = ZoneInfo("Asia/Shanghai")
COPY_KINDS = ("original", "copy")
#: how long a file may wait for its row
UNFINISHED = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """Hold one rendered file on its way into the store."""

    certificate_id: int
    certificate_version: int
    copy_kind: str
    data: bytes
    pages: int
    engine: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def storage_key(self) -> str:
        """Name the file by its contents, so that a repeated attempt writes the same file."""
        return f"issued/{self.sha256[:2]}/{self.sha256}.pdf"


def issue(
    actor: Actor, application_id: int, *, now: datetime, version: int | None = None, certificate_id: int | None = None
) -> Application:
    """Issue one approved certificate, or all that are not issued yet.

    Files are rendered and stored first, outside the transaction; the rows follow, unless anything changed meanwhile.
    A crash between the two leaves files without rows, which `sweep` removes.
    """
    application = applications.find(application_id)
    workflow.permit(actor, Action.ISSUE, application)
    if version is not None and version != application.version:
        raise StaleError
    chosen = _to_issue(application, certificate_id)
    files = [frozen for certificate in chosen for frozen in _render(certificate)]
    for frozen in files:
        gateways().files.put(frozen.storage_key, frozen.data)
    return workflow.perform(actor, Action.ISSUE, application_id, now=now, version=application.version, files=files)


def sweep(now: datetime) -> list[str]:
    """Remove stored files that no row names and that no unfinished issue can still need; return their keys."""
    store = gateways().files
    known = {
        f"issued/{sha[:2]}/{sha}.pdf"
        for sha in db.session.scalars(db.select(IssuedDocument.sha256), execution_options={"unscoped": True})
    }
    orphans = [key for key in store.keys("issued", older_than=now - UNFINISHED) if key not in known]
    for key in orphans:
        store.delete(key)
    return orphans


def on_issue(step: Step) -> None:
    """Keep the frozen files; the application is issued once all its certificates are."""
    files: Iterable[Frozen] = step.data["files"]
    by_id = {certificate.id: certificate for certificate in step.application.certificates}
    issued = []
    for frozen in files:
        certificate = by_id.get(frozen.certificate_id)
        if certificate is None or certificate.version != frozen.certificate_version:
            raise StaleError
        _keep(step, certificate, frozen)
        issued.append(certificate)
    for certificate in dict.fromkeys(issued):
        _mark_issued(step, certificate)
    if all(certificate.issued_at for certificate in step.application.certificates):
        step.application.issued_at = step.now
    else:
        step.target = Status.APPROVED
    step.details["certificates"] = [certificate.certificate_no for certificate in dict.fromkeys(issued)]


def _keep(step: Step, certificate: Certificate, frozen: Frozen) -> None:
    db.session.add(
        IssuedDocument(
            organisation_id=certificate.organisation_id,
            certificate=certificate,
            copy_kind=frozen.copy_kind,
            certificate_no=certificate.certificate_no,
            format_version_id=certificate.format_version_id,
            content=certificates.snapshot(certificate.content),
            storage_key=frozen.storage_key,
            sha256=frozen.sha256,
            size=len(frozen.data),
            pages=frozen.pages,
            pdf_engine=frozen.engine,
            issued_at=step.now,
            issued_by_id=step.actor.user_id,
        )
    )


def _mark_issued(step: Step, certificate: Certificate) -> None:
    today = step.now.astimezone(CHINA).date()
    certificate.issued_at = step.now
    certificate.validity = Validity.VALID.value
    certificate.receipt_date = certificate.receipt_date or today
    certificate.making_date = today
    origin = printing.reissued_from(certificate)
    if origin is None or origin.validity not in (Validity.VALID, Validity.SUPPLEMENTED):
        return
    kind = step.application.reissue_kind
    if kind == "supplement":
        origin.validity = Validity.SUPPLEMENTED.value
    elif kind in {"change", "replace"}:
        origin.validity = Validity.REPLACED.value


def _to_issue(application: Application, certificate_id: int | None) -> list[Certificate]:
    chosen = [c for c in application.certificates if certificate_id in (None, c.id)]
    if not chosen:
        raise NotFoundError
    waiting = [c for c in chosen if not c.issued_at]
    if not waiting:
        raise NotAllowedNowError("already_issued", action=Action.ISSUE.value)
    return waiting


def _render(certificate: Certificate) -> list[Frozen]:
    engine = gateways().pdf
    kinds = COPY_KINDS if certificate.copies else COPY_KINDS[:1]
    has_mark = any(field.key == "copy_mark" for field in certificate.format_version.spec.fields)
    frozen = []
    for kind in kinds if has_mark else COPY_KINDS[:1]:
        mark = cast("CopyMark", "second_original" if kind == "original" and _is_second_original(certificate) else kind)
        sheet = printing.pages(certificate, copy_mark=mark)
        data = engine.render(sheet.html, pages=sheet.pages)
        frozen.append(
            Frozen(
                certificate_id=certificate.id,
                certificate_version=certificate.version,
                copy_kind=kind,
                data=data,
                pages=sheet.pages,
                engine=engine.name,
            )
        )
    return frozen


def _is_second_original(certificate: Certificate) -> bool:
    return certificate.application.reissue_kind == "second_original"
