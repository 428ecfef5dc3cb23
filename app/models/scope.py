"""Which rows an actor sees: one filter on every SELECT, one guard on every write (design §7)."""

from __future__ import annotations

from typing import Any

from flask import has_request_context
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.models.application import Application
from app.models.base import OwnedMixin
from app.models.certificate import Certificate
from app.models.declaration import Declaration
from app.models.issued_document import IssuedDocument, PrintRecord
from app.models.packaging_application import PackagingApplication

#: Tables with rows of one enterprise; each says in `visible_to` who sees which.
OWNED: tuple[Any, ...] = (
    Application,
    Certificate,
    Declaration,
    PackagingApplication,
    IssuedDocument,
    PrintRecord,
)

#: Sees nothing that belongs to anybody: what a request has until it is known who asks.
NOBODY = Actor(login="", name="")


def bind(session: Session, actor: Actor) -> None:
    """Let every later statement of this session work in the actor's scope."""
    session.info["actor"] = actor
    session.info.pop("scope_options", None)


def actor_of(session: Session) -> Actor | None:
    """Return the session's actor; a request without one is nobody, a command or job without one is unlimited."""
    actor: Actor | None = session.info.get("actor")
    if actor is None and has_request_context():
        return NOBODY
    return actor


def visible(model: Any, session: Session) -> Any:
    """Return the criterion of the rows that the session's actor sees, for counts over subqueries."""
    actor = actor_of(session)
    return model.visible_to(actor or Actor(login="", name="", sees_all=True))


@event.listens_for(Session, "do_orm_execute")
def _filter_reads(state: ORMExecuteState) -> None:
    """Add the scope to every ORM SELECT, actions and lazy loads included."""
    if state.is_column_load or not state.is_select or state.execution_options.get("unscoped"):
        return
    actor = actor_of(state.session)
    if actor is None:
        return
    options = state.session.info.get("scope_options")
    if options is None:
        options = tuple(with_loader_criteria(model, model.visible_to(actor), include_aliases=True) for model in OWNED)
        if "actor" in state.session.info:
            state.session.info["scope_options"] = options
    state.statement = state.statement.options(*options)


@event.listens_for(Session, "before_flush")
def _guard_writes(session: Session, *_: Any) -> None:
    """Refuse to write a row of another enterprise, whatever form or route it came by."""
    actor = actor_of(session)
    if actor is None or actor.sees_all:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, OwnedMixin) and not _may_write(row, actor):
            raise NotFoundError


def _may_write(row: Any, actor: Actor) -> bool:
    owner = row.organisation_id
    if owner is None:
        parent = getattr(row, "application", None) or getattr(row, "document", None)
        owner = parent.organisation_id if parent is not None else None
    if owner in actor.organisation_ids:
        return True
    office = getattr(row, "declaring_customs", None)
    if office is None and hasattr(row, "certificate") and row.certificate is not None:
        office = row.certificate.declaring_customs
    return office in actor.customs_codes
