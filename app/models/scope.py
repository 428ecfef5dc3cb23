"""Which rows an actor sees: one filter on every SELECT (design §7); `write_guard` says which he may write."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TypeGuard

from flask import has_request_context
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import event
from sqlalchemy.orm import LoaderCriteriaOption, ORMExecuteState, Session, scoped_session, with_loader_criteria
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.models.application import Application, ApplicationEvent, Certificate, ReviewRemark
from app.models.base import Model, Scoped
from app.models.declaration import Declaration
from app.models.export_request import ExportRequest
from app.models.issued_document import IssuedDocument, PrintRecord
from app.models.lookup import Lookup
from app.models.message import InboxMessage, OutboxMessage
from app.models.operation_record import OperationRecord
from app.models.packaging_application import PackagingApplication
from app.models.reminder import Reminder
from app.models.saved_query import SavedQuery
from app.models.scan import Scan, ScanFile, ScanNumber
from app.models.template import DraftTemplate

#: Tables with rows of one enterprise; each says in `visible_to` who sees which.
OWNED: tuple[type[Scoped], ...] = (
    Application,
    Certificate,
    Declaration,
    PackagingApplication,
    IssuedDocument,
    PrintRecord,
    ApplicationEvent,
    ReviewRemark,
    OutboxMessage,
    InboxMessage,
    OperationRecord,
    Lookup,
    Scan,
    ScanFile,
    ScanNumber,
    DraftTemplate,
    Reminder,
    SavedQuery,
    ExportRequest,
)

#: Sees nothing that belongs to anybody: what a request has until it is known who asks.
NOBODY = Actor(login="", name="")
EVERYBODY = Actor(login="", name="", sees_all=True)


def bind(session: Session, actor: Actor) -> None:
    """Let every later statement of this session work in the actor's scope."""
    session.info["actor"] = actor
    session.info.pop("scope_options", None)


def actor_of(session: Session | scoped_session[FlaskSession]) -> Actor | None:
    """Return the session's actor; a request without one is nobody, a command or job without one is unlimited."""
    actor: Actor | None = session.info.get("actor")
    if actor is None and has_request_context():
        return NOBODY
    return actor


def is_owned(model: type[Model]) -> TypeGuard[type[Scoped]]:
    """Tell whether a model's rows belong to enterprises."""
    owned: tuple[type, ...] = OWNED
    return model in owned


def visible(model: type[Scoped], session: Session | scoped_session[FlaskSession]) -> ColumnElement[bool]:
    """Return the criterion of the rows that the session's actor sees, for counts over subqueries."""
    return model.visible_to(actor_of(session) or EVERYBODY)


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
        options = _options(_reach(actor))
        if "actor" in state.session.info:
            state.session.info["scope_options"] = options
    state.statement = state.statement.options(*options)


def _reach(actor: Actor) -> Actor:
    """Return the part of an actor that decides about rows: all requests of one person have the same."""
    return replace(
        actor, login="", name="", organisation_name="", permissions=frozenset(), has_registration=False,
        address="", request_id="",
    )  # fmt: skip


@lru_cache(maxsize=512)
def _options(reach: Actor) -> tuple[LoaderCriteriaOption, ...]:
    """Return the criteria of every owned table, built once a reach and not once a request."""
    return tuple(with_loader_criteria(model, model.visible_to(reach), include_aliases=True) for model in OWNED)
