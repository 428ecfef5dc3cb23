"""The one gate: load in scope, permission, status, effect, history row, outbox row, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.catalogue.loader import catalogue
from app.domain.actor import Actor
from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError, NotPermittedError, StaleError
from app.domain.event_details import EventDetails
from app.domain.permissions import certificate_resource, workflow_permission
from app.domain.workflow import TRANSITIONS, Action, Side, Situation, Status, Transition, Validity
from app.extensions import db
from app.gateways import gateways
from app.gateways.customs.messages import ReviewResultMessage
from app.models import Application, ApplicationEvent
from app.services.base import parameters
from app.services.base.transaction import transaction


@dataclass(kw_only=True)
class Step:
    """Carry one action through the gate: who, when, on what, with which reason and further data."""

    actor: Actor
    action: Action
    application: Application
    now: datetime
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    #: what the effect wants remembered in the history
    details: EventDetails = field(default_factory=EventDetails)
    #: set by an effect to override the table's target (issue: only when all are issued)
    target: Status | None = None


Effect = Callable[[Step], None]
Teller = Callable[[Step, Status], None]
Preparation = Callable[[Application], None]
Recipients = Callable[[Step], Iterable[int | None]]
Body = Callable[[Step], dict[str, Any]]
Report = Callable[[Actor, ReviewResultMessage, Application, datetime], None]


def _nothing(_step: Step) -> None:
    """Change the status alone."""


def _nobody(_step: Step) -> Iterable[int | None]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Say what one action does and who hears of it.

    effect       what it does besides the status, inside the gate's transaction
    prepare      what takes long and is remembered for the effect, before the transaction and its locks
    recipients   the users whom a reminder is written to; the one who acts needs none
    message      what customs' own system is told: the kind of message, and its body
    report       how the step is taken that customs' own system tells; None: with the opinion alone
    takes_along  what of the desk's form is written with it: remarks and typed entries, or proposed entries too
    """

    effect: Effect = _nothing
    prepare: Preparation | None = None
    recipients: Recipients = _nobody
    message: tuple[str, Body] | None = None
    report: Report | None = None
    takes_along: Literal["nothing", "entries", "proposals"] = "nothing"

    @property
    def reminds(self) -> bool:
        """Tell whether a reminder is written to anybody at all."""
        return self.recipients is not _nobody


_deeds: dict[Action, Deed] = {}
_tellers: list[Teller] = []


def connect(deeds: Mapping[Action, Deed], tellers: Iterable[Teller]) -> None:
    """Let the gate know what the actions do and who is told of each step: they use it, so it cannot import them."""
    _deeds.update(deeds)
    _tellers[:] = tellers


def deed(action: Action) -> Deed:
    """Return what an action does."""
    return _deeds[action]


def perform(
    actor: Actor,
    action: Action,
    application_id: int,
    *,
    now: datetime,
    version: int | None = None,
    reason: str = "",
    **data: Any,
) -> Application:
    """Do one action of the workflow and return the application.

    Raises NotFoundError, NotPermittedError, NotAllowedNowError, StaleError, InvalidError.
    """
    _prepare(actor, action, application_id)
    with transaction():
        application = load(application_id)
        transition = permit(actor, action, application)
        if version is not None and version != application.version:
            raise StaleError
        if transition.needs_reason and not reason.strip():
            raise DomainError("reason_needed")
        step = Step(actor=actor, action=action, application=application, now=now, reason=reason.strip(), data=data)
        _run(step, transition)
    return application


def _prepare(actor: Actor, action: Action, application_id: int) -> None:
    """Do what an action does before its transaction; a step inside another transaction has to do without."""
    prepare = _deeds[action].prepare
    if prepare is None or db.session.info.get("is_writing"):
        return
    application = db.session.scalar(select(Application).where(Application.id == application_id))
    if application is None:
        raise NotFoundError
    permit(actor, action, application)
    prepare(application)


def _run(step: Step, transition: Transition) -> None:
    application = step.application
    before = Status(application.status)
    _deeds[step.action].effect(step)
    application.status = (step.target or transition.target or before).value
    flag_modified(application, "status")  # a step that leaves the status makes a new version too
    record(step, before)
    for tell in _tellers:
        tell(step, before)


def load(application_id: int) -> Application:
    """Return an application in the session's scope; raises NotFoundError for foreign and absent ones alike."""
    application = db.session.scalar(
        select(Application).where(Application.id == application_id).with_for_update(of=Application)
    )
    if application is None:
        raise NotFoundError
    return application


def permit(actor: Actor, action: Action, application: Application) -> Transition:
    """Check permission, then status; raises NotPermittedError or NotAllowedNowError with the reason."""
    transition = TRANSITIONS[action]
    if is_elsewhere(actor, transition.side):
        raise NotPermittedError("customs_reviews_elsewhere")
    if not may(actor, action, application):
        raise NotPermittedError(action=action.value)
    refusal = transition.refusal(situation(application, actor))
    if refusal is not None:
        raise NotAllowedNowError(refusal, action=action.value, status=application.status)
    return transition


def may(actor: Actor, action: Action, application: Application) -> bool:
    """Tell whether the actor's side and roles allow the action on every document of the application."""
    if TRANSITIONS[action].side is Side.ENTERPRISE:
        on_own_side = application.organisation_id in actor.organisation_ids
    else:
        on_own_side = application.declaring_customs in actor.customs_codes
    types = catalogue().types
    return on_own_side and all(
        actor.may(workflow_permission(action), certificate_resource(types[certificate.type_code].key))
        for certificate in application.certificates
    )


def is_elsewhere(actor: Actor, side: Side) -> bool:
    """Tell whether customs decides in a system of its own, so that nobody takes its steps here but its messages."""
    return side is Side.CUSTOMS and gateways().customs.needs_exchange and not actor.is_customs_feed


def situation(application: Application, actor: Actor) -> Situation:
    """Return what decides about actions on this application at this moment."""
    issued = [certificate for certificate in application.certificates if certificate.issued_at]
    standing = (Validity.VALID, Validity.SUPPLEMENTED)
    is_same = actor.user_id == application.reviewer_id and not actor.is_customs_feed
    is_second = not is_same or not parameters.is_on("approval_needs_second_person")
    return Situation(
        status=Status(application.status),
        needs_confirmation=application.needs_confirmation,
        issued_count=len(issued),
        has_valid_issued=any(certificate.validity in standing for certificate in issued),
        is_second_person=is_second,
    )


def refusals(actor: Actor, application: Application) -> dict[Action, str | None]:
    """Return each action that the actor's side may do at all, with the reason why not now, or None when allowed."""
    now_is = situation(application, actor)
    return {
        action: "customs_reviews_elsewhere" if is_elsewhere(actor, transition.side) else transition.refusal(now_is)
        for action, transition in TRANSITIONS.items()
        if may(actor, action, application)
    }


def record(step: Step, before: Status | None) -> None:
    """Write the history row of a step."""
    step.application.events.append(
        ApplicationEvent(
            action=step.action.value,
            side=TRANSITIONS[step.action].side.value,
            from_status=before.value if before else None,
            to_status=step.application.status,
            happened_at=step.now,
            user_id=step.actor.user_id,
            actor_name=step.actor.name,
            actor_organisation=step.actor.organisation_name,
            opinion=step.reason,
            details=step.details,
        )
    )
