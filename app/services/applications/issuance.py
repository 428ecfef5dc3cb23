"""Issuing 制证: the document is frozen (contents, format version, one PDF a copy kind) and never rendered again."""

from __future__ import annotations

from datetime import datetime

from app.domain.actor import Actor
from app.domain.errors import NotAllowedNowError, NotFoundError, StaleError
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, Certificate
from app.services.applications import applications, reissues
from app.services.base import parameters
from app.services.certificates import freezing
from app.services.certificates.freezing import Frozen
from app.services.workflow import workflow


def issue(
    actor: Actor, application_id: int, *, now: datetime, version: int | None = None, certificate_id: int | None = None
) -> Application:
    """Issue one approved certificate, or all that are not issued yet.

    Files are rendered and stored first, outside the transaction; the rows follow, unless anything changed meanwhile.
    A crash between the two leaves files without rows, which `freezing.sweep` removes.
    """
    chosen = None if certificate_id is None else frozenset({certificate_id})
    seen, files = prepare(actor, application_id, version=version, certificate_ids=chosen)
    return workflow.perform(actor, Action.ISSUE, application_id, now=now, version=seen, files=files)


def issue_with_approval(actor: Actor, application_id: int, *, now: datetime) -> Application | None:
    """Issue what was just approved where the parameter says so; None where issuing is a step of its own.

    A second transaction: when the documents cannot be rendered now, the approval stands and issuing is tried again.
    """
    return issue(actor, application_id, now=now) if parameters.is_on("approval_issues_at_once") else None


def prepare(
    actor: Actor,
    application_id: int,
    *,
    version: int | None = None,
    certificate_ids: frozenset[int] | None = None,
) -> tuple[int, list[Frozen]]:
    """Render and store the files of what is to be issued; return the version that they belong to, and the files."""
    application = applications.find(application_id)
    workflow.permit(actor, Action.ISSUE, application)
    if version is not None and version != application.version:
        raise StaleError
    reissues.require_standing(application)
    found = [one for certificate in _to_issue(application, certificate_ids) for one in freezing.sheets(certificate)]
    seen = application.version
    db.session.rollback()  # on SQLite a request that writes holds the only write lock from its first read on
    return seen, freezing.freeze(found)


def _to_issue(application: Application, certificate_ids: frozenset[int] | None) -> list[Certificate]:
    chosen = [c for c in application.certificates if certificate_ids is None or c.id in certificate_ids]
    if not chosen:
        raise NotFoundError
    waiting = [c for c in chosen if not c.issued_at]
    if not waiting:
        raise NotAllowedNowError("already_issued", action=Action.ISSUE.value)
    return waiting
