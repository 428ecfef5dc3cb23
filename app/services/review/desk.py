"""What one press on the desk does: the remarks and entries that go along and the step itself, in one transaction."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.actor import Actor
from app.domain.document.storing import stored_text
from app.domain.errors import DomainError, NotFoundError, StaleError
from app.domain.workflow import TRANSITIONS, Action
from app.extensions import db
from app.models import Application, Certificate, ReviewRemark
from app.services.base.names import Names
from app.services.base.transaction import transaction
from app.services.certificates import certificates
from app.services.review import customs_fields, remarks, reviews
from app.services.workflow import workflow


@dataclass(frozen=True, kw_only=True)
class TypedRemark:
    """Hold an opinion that was typed at a box; `remark_id` names the remark that it words anew."""

    box: str
    path: str
    opinion: str
    suggested: str
    remark_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Hold what was typed on the desk of one document; `version` is the application's as the desk showed it."""

    application_id: int
    certificate_id: int | None
    version: int | None
    remarks: Sequence[TypedRemark] = ()
    entries: Mapping[str, str] = field(default_factory=dict)


def press(actor: Actor, action: Action, sheet: Sheet, *, reason: str, now: datetime) -> Application:
    """Take one step with what goes along with it, all of it or nothing, and return the application.

    Raises NotFoundError, NotPermittedError, NotAllowedNowError, StaleError, InvalidError; DomainError without the
    reason that it needs, or with the box of the opinion that is wrong.
    """
    along = workflow.deed(action).takes_along
    _prepare(actor, action, sheet)
    with transaction():
        application = _opened(sheet)
        workflow.permit(actor, action, application)
        if TRANSITIONS[action].needs_reason and not reason.strip():
            raise DomainError("reason_needed")
        if along != "nothing":
            certificate = _document(sheet)
            _note(actor, certificate, sheet.remarks)
            untouched = {} if along == "proposals" else customs_fields.proposed(certificate, now=now, names=Names())
            entries = _changed(certificate, sheet.entries, untouched)
            can_amend = workflow.refusals(actor, application).get(Action.AMEND, "not_permitted") is None
            if entries and can_amend:  # where amending is not possible now, the entries stay unsaved
                _amend(actor, certificate, entries, now=now)
        return workflow.perform(
            actor, action, application.id, now=now, reason=reason, certificate_id=sheet.certificate_id
        )


def save(actor: Actor, sheet: Sheet, *, now: datetime) -> None:
    """Write customs' entries that differ from what is stored. Raises what `press` raises."""
    with transaction():
        _opened(sheet)
        certificate = _document(sheet)
        if entries := _changed(certificate, sheet.entries, {}):
            _amend(actor, certificate, entries, now=now)


def remark(actor: Actor, certificate_id: int, typed: TypedRemark) -> ReviewRemark:
    """Note an opinion at a box, or word it anew, and return the remark."""
    if typed.remark_id is not None:
        return remarks.change(
            actor, certificate_id, typed.remark_id, opinion=typed.opinion, suggested_value=typed.suggested
        )
    return reviews.add_remark(
        actor,
        certificate_id,
        path=typed.path,
        opinion=typed.opinion,
        suggested_value=typed.suggested.strip() or None,
    )


def _prepare(actor: Actor, action: Action, sheet: Sheet) -> None:
    """Do what the step does before its transaction, on the document as the entries will leave it; writes nothing."""
    prepare = workflow.deed(action).prepare
    if prepare is None or sheet.certificate_id is None:
        return
    certificate = _document(sheet)
    workflow.permit(actor, action, certificate.application)
    with db.session.no_autoflush, contextlib.suppress(DomainError):  # what is wrong with entries is told by the step
        customs_fields.write(certificate, _changed(certificate, sheet.entries, {}))
        prepare(certificate.application)
    db.session.rollback()


def _opened(sheet: Sheet) -> Application:
    """Lock the application; raises StaleError where it is not any more what the desk showed."""
    application = workflow.load(sheet.application_id)
    if sheet.version is not None and sheet.version != application.version:
        raise StaleError
    return application


def _document(sheet: Sheet) -> Certificate:
    """Return the document at the desk; raises NotFoundError for one of another application."""
    if sheet.certificate_id is None:
        raise NotFoundError
    certificate = certificates.load(sheet.certificate_id)
    if certificate.application_id != sheet.application_id:
        raise NotFoundError
    return certificate


def _note(actor: Actor, certificate: Certificate, typed: Iterable[TypedRemark]) -> None:
    """Note the opinions that were typed at fields and not noted one by one: another button must not lose them."""
    worded = {r.id: (r.opinion, r.suggested_value or "") for r in certificate.application.remarks}
    for one in typed:
        says = (one.opinion.strip(), one.suggested.strip())
        if any(says) and worded.get(one.remark_id or 0) != says:
            try:
                remark(actor, certificate.id, one)
            except DomainError as error:
                error.params = {**error.params, "box": one.box}
                raise


def _changed(certificate: Certificate, entries: Mapping[str, str], untouched: Mapping[str, str]) -> dict[str, str]:
    """Return the entries that differ from what is stored, and from the proposals that nobody touched."""
    spec = certificate.format_version.spec
    return {
        path: text
        for path, text in entries.items()
        if stored_text(spec, path, text) not in (certificates.at_path(certificate, path), untouched.get(path))
    }


def _amend(actor: Actor, certificate: Certificate, entries: Mapping[str, str], *, now: datetime) -> None:
    workflow.perform(
        actor,
        Action.AMEND,
        certificate.application_id,
        now=now,
        certificate_id=certificate.id,
        customs_values=entries,
    )
