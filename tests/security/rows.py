"""Rows of two enterprises in every owned table, as many as attacks need; no PDF engine is started for them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.domain.scans import Upload
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, Certificate, IssuedDocument, User
from app.services.applications import templates
from app.services.base import accounts
from app.services.review import reviews
from app.services.scans import scans
from app.services.workflow import workflow
from tests.factories.applications import act_as, draft, fill_in, lead
from tests.factories.files import picture

if TYPE_CHECKING:
    from app.domain.actor import Actor

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
#: clerk, reviewer of the office he declares to, office
SIDES = (("haian.clerk", "customs.0901", "0901"), ("beifang.clerk", "customs.0908", "0908"))


def fill_both() -> None:
    """Give both enterprises a draft, a returned application with a remark and an issued one with a print."""
    for clerk, reviewer, office in SIDES:
        names = {
            "declaring_customs": office,
            "consignee_name_foreign": f"SECRET CONSIGNEE OF {clerk.upper()}",
            "consignor_name_foreign": f"SECRET CONSIGNOR OF {clerk.upper()}",
        }
        draft(clerk=clerk, **names)
        _returned(draft(clerk=clerk, **names).id, clerk, reviewer)
        _issued(draft(clerk=clerk, **names).id, clerk, reviewer)
        _scanned(clerk)
        _kept_as_template(clerk)
    db.session.info.pop("actor", None)
    db.session.info.pop("scope_options", None)
    db.session.remove()


def _scanned(clerk: str) -> None:
    """Give a scan under a number of paper; two files, so that the replaced one is attacked too."""
    actor, name = act_as(clerk), f"SECRET SCAN OF {clerk}.png"
    number = f"SECRET-{clerk.upper().replace('.', '-')}"
    scan = scans.add(actor, number, Upload(name=name, data=picture(size=(60, 50 + len(clerk)))), now=NOW)
    second = Upload(name=name, data=picture(size=(70, 50 + len(clerk))))
    scans.replace(act_as(clerk), scan.id, second, version=None, now=NOW)


def _kept_as_template(clerk: str) -> None:
    """Give a template with a document, made of a draft."""
    actor = act_as(clerk)
    application = draft(clerk=clerk, consignee_name_foreign=f"SECRET CONSIGNEE OF {clerk.upper()}")
    templates.keep(actor, application.id, name=f"SECRET TEMPLATE OF {clerk.upper()}", now=NOW)


def _returned(application_id: int, clerk: str, reviewer: str) -> None:
    lead(application_id, Action.SUBMIT, clerk=clerk)
    lead(application_id, Action.ACCEPT, reviewer=reviewer)
    certificate = db.session.scalars(select(Certificate).where(Certificate.application_id == application_id)).first()
    assert certificate is not None
    reviews.add_remark(act_as(reviewer), certificate.id, path="values.consignor", opinion=f"SECRET OPINION ON {clerk}")
    lead(application_id, Action.RETURN, reviewer=reviewer)


def _issued(application_id: int, clerk: str, reviewer: str) -> None:
    """Freeze a file of two bytes; how real files come about is tested elsewhere."""
    lead(application_id, Action.SUBMIT, clerk=clerk)
    lead(application_id, Action.ACCEPT, reviewer=reviewer)
    actor = act_as(reviewer)
    fill_in(actor, application_id)
    workflow.perform(actor, Action.APPROVE, application_id, now=NOW)
    application = db.session.get_one(Application, application_id)
    workflow.perform(actor, Action.ISSUE, application_id, now=NOW, files=_files(application))
    document = db.session.scalars(
        select(IssuedDocument).join(Certificate).where(Certificate.application_id == application_id)
    ).first()
    assert document is not None
    workflow.perform(act_as(clerk), Action.PRINT, application_id, now=NOW, document_id=document.id)


def _files(application: Application) -> list[Any]:
    from app.gateways import gateways
    from app.gateways.typesetting import Printed
    from app.services.certificates import freezing

    frozen = [
        freezing.Frozen(
            sheets=sheets,
            printed=Printed(
                pdf=f"%PDF {certificate.id} {sheets.copy_kind} {certificate.consignee_name_foreign}".encode(),
                pages=1,
                boxes=(),
                step="normal",
                engine="none",
                fonts="none",
            ),
        )
        for certificate in application.certificates
        for sheets in freezing.sheets(certificate)
    ]
    for file in frozen:
        gateways().files.put(file.storage_key, file.data)
    return frozen


def actor_of(login: str) -> Actor:
    """Return a demo user as actor without binding the session to him."""
    return accounts.actor_for(db.session.scalar(select(User).where(User.username == login)))
