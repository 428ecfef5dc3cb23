"""The one gate on a real database: every status × action × role against a table written from design §5 and §7."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from app.domain.actor import customs_feed
from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError, NotPermittedError, StaleError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.gateways import gateways
from app.models import Application, ApplicationEvent, IssuedDocument, OutboxMessage, SystemParameter, scope
from app.services.actions import table
from app.services.applications import applications, issuance, reissues
from app.services.base import accounts
from app.services.workflow import workflow
from app.services.workflow.workflow import Deed, Step
from tests.factories import applications as factory
from tests.factories.applications import NOW, act_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from app.domain.actor import Actor

    Ready = Callable[[Status], tuple[int, int, int]]

S, A = Status, Action

#: what the clerk of the enterprise may do, and where it leads: design §5, by hand
CLERK: dict[Status, dict[Action, Status]] = {
    S.DRAFT: {A.SAVE: S.DRAFT, A.SUBMIT: S.SUBMITTED, A.DELETE: S.DRAFT},
    S.RETURNED: {A.SAVE: S.RETURNED, A.SUBMIT: S.SUBMITTED, A.DELETE: S.RETURNED},
    S.SUBMITTED: {A.WITHDRAW: S.WITHDRAWN},
    S.UNDER_REVIEW: {A.WITHDRAW: S.WITHDRAWN},
    S.ON_HOLD: {A.WITHDRAW: S.WITHDRAWN},
    S.AWAITING_CONFIRMATION: {A.CONFIRM: S.CONFIRMED, A.OBJECT: S.UNDER_REVIEW, A.WITHDRAW: S.WITHDRAWN},
    S.CONFIRMED: {A.WITHDRAW: S.WITHDRAWN},
    S.APPROVED: {},
    S.ISSUED: {A.PRINT: S.ISSUED, A.REISSUE: S.ISSUED},
    S.WITHDRAWN: {},
}
#: what a reviewer of the office may do; approving under review needs an application without 需确认后拟制
REVIEWER: dict[Status, dict[Action, Status]] = {
    S.DRAFT: {},
    S.RETURNED: {},
    S.SUBMITTED: {A.ACCEPT: S.UNDER_REVIEW, A.RETURN: S.RETURNED},
    S.UNDER_REVIEW: {
        A.TAKE_OVER: S.UNDER_REVIEW, A.AMEND: S.UNDER_REVIEW, A.RETURN: S.RETURNED, A.APPROVE: S.APPROVED,
        A.HOLD: S.ON_HOLD,
    },
    S.ON_HOLD: {A.RESUME: S.UNDER_REVIEW, A.TAKE_OVER: S.ON_HOLD, A.RETURN: S.RETURNED},
    S.AWAITING_CONFIRMATION: {A.TAKE_OVER: S.AWAITING_CONFIRMATION, A.RETURN: S.RETURNED},
    S.CONFIRMED: {
        A.TAKE_OVER: S.CONFIRMED, A.AMEND: S.CONFIRMED, A.RETURN: S.RETURNED, A.APPROVE: S.APPROVED,
    },
    S.APPROVED: {A.TAKE_OVER: S.APPROVED, A.RETURN: S.RETURNED, A.ISSUE: S.ISSUED},
    S.ISSUED: {A.REVOKE: S.ISSUED},
    S.WITHDRAWN: {},
}  # fmt: skip
ENTERPRISE_ACTIONS = {A.SAVE, A.SUBMIT, A.DELETE, A.WITHDRAW, A.CONFIRM, A.OBJECT, A.PRINT, A.REISSUE}


@dataclass(frozen=True)
class Role:
    """Say who acts, what he may do, whether he sees the application at all, and whose steps he has rights for."""

    username: str | None
    allowed: dict[Status, dict[Action, Status]]
    sees: Callable[[Status], bool]
    has_right: Callable[[Action], bool]


def _always(_: object) -> bool:
    return True


def _never(_: object) -> bool:
    return False


NOTHING: dict[Status, dict[Action, Status]] = {status: {} for status in Status}
ROLES: dict[str, Role] = {
    "clerk of the enterprise": Role(factory.CLERK, CLERK, _always, lambda action: action in ENTERPRISE_ACTIONS),
    "clerk of another enterprise": Role(factory.OTHER_CLERK, NOTHING, _never, _never),
    "administrator of the enterprise": Role(factory.ENTERPRISE_ADMINISTRATOR, NOTHING, _always, _never),
    # the second reviewer of the office: the first one cannot take over from himself
    "reviewer of the office": Role(
        factory.SECOND_REVIEWER,
        REVIEWER,
        lambda status: status is not S.DRAFT,
        lambda action: action not in ENTERPRISE_ACTIONS,
    ),
    "reviewer of another office": Role(factory.OTHER_REVIEWER, NOTHING, _never, _never),
    "system administrator": Role(factory.ADMINISTRATOR, NOTHING, _always, _never),
    "overseas official": Role(factory.OVERSEAS, NOTHING, _never, _never),
    "nobody": Role(None, NOTHING, _never, _never),
}


def enter(role: Role) -> Actor:
    """Let the session work in a role's scope."""
    if role.username is not None:
        return act_as(role.username)
    accounts.bind(scope.NOBODY)
    return scope.NOBODY


#: how many applications of a status one test uses up: one for all refusals, one for each action that works
MOST = {status: 1 + max(len(CLERK[status]), len(REVIEWER[status])) for status in Status}


def test_what_the_table_by_hand_tries_has_its_deed() -> None:
    tried = {action for role in (CLERK, REVIEWER) for moves in role.values() for action in moves}
    assert tried <= set(table.deeds())


@pytest.fixture
def ready(prepared: Callable[..., Any]) -> Ready:
    """Return a function that gives the next unused application of a status."""
    made = prepared("gate", lambda: {status.value: [_make(status) for _ in range(MOST[status])] for status in Status})
    return lambda status: tuple(made[status.value].pop())


def _make(status: Status) -> tuple[int, int, int]:
    """Make an application in a status, with customs' fields filled in where approving needs them."""
    made = factory.make(status=status)
    if status in (S.UNDER_REVIEW, S.CONFIRMED):
        factory.fill_in(act_as(factory.REVIEWER), made.id)
        act_as(factory.CLERK)
    document_id = db.session.scalar(
        select(IssuedDocument.id).where(IssuedDocument.certificate_id == made.certificates[0].id)
    )
    return made.id, made.certificates[0].id, document_id or 0


def do(actor: Actor, action: Action, ids: tuple[int, int, int]) -> Any:
    """Do an action with everything that it needs."""
    application_id, certificate_id, document_id = ids
    if action is A.ISSUE:
        return issuance.issue(actor, application_id, now=NOW)
    data: dict[str, dict[str, Any]] = {
        A.AMEND: {"certificate_id": certificate_id, "customs_values": {"official_veterinarian": "李示例"}},
        A.REVOKE: {"certificate_id": certificate_id},
        A.PRINT: {"document_id": document_id},
        A.REISSUE: {"certificate_id": certificate_id, "kind": "supplement", "made": []},
    }
    return workflow.perform(actor, action, application_id, now=NOW, reason="因故（示例）。", **data.get(action, {}))


def state(application_id: int) -> tuple[Any, ...]:
    """Read what must not change when an action is refused, whoever's scope the session works in."""
    db.session.rollback()
    options = {"unscoped": True}
    row = db.session.execute(
        select(Application.status, Application.version, Application.reviewer_id, Application.deleted_at).where(
            Application.id == application_id
        ),
        execution_options=options,
    ).one()
    counts = [
        db.session.scalar(
            select(func.count(model.id)).where(model.application_id == application_id), execution_options=options
        )
        for model in (ApplicationEvent, OutboxMessage)
    ]
    return (*row, *counts)


@pytest.mark.one_database(reason="status, action and role meet in Python; test_reviews takes the steps on both")
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("name", ROLES)
@pytest.mark.bar("S1")
@pytest.mark.function("5.8.1-save")
@pytest.mark.function("5.8.1-submit")
@pytest.mark.function("5.8.1-withdraw")
def test_an_action_works_for_whoever_may_take_it_and_for_nobody_else(
    ready: Ready, context: Flask, name: str, status: Status
) -> None:
    role = ROLES[name]
    ids, actor = ready(status), enter(role)
    for action in Action:
        if action in role.allowed[status]:
            _works(actor, action, ready(status), role.allowed[status][action])
        else:
            _is_refused(role, actor, action, ids, status)


def _works(actor: Actor, action: Action, ids: tuple[int, int, int], target: Status) -> None:
    before = state(ids[0])
    do(actor, action, ids)
    after = state(ids[0])
    assert after[0] == target, action
    assert after[1] > before[1], f"{action} makes a new version"
    assert after[4] == before[4] + 1, f"{action} writes one history row"
    event = db.session.scalars(
        select(ApplicationEvent)
        .where(ApplicationEvent.application_id == ids[0])
        .order_by(ApplicationEvent.id.desc())
        .limit(1),
        execution_options={"unscoped": True},  # a deleted application is seen by nobody
    ).one()
    assert (event.action, event.from_status, event.to_status) == (action.value, before[0], target.value)
    assert event.actor_name == actor.name


def _is_refused(role: Role, actor: Actor, action: Action, ids: tuple[int, int, int], status: Status) -> None:
    before = state(ids[0])
    expected: type[DomainError] = NotAllowedNowError if role.has_right(action) else NotPermittedError
    if not role.sees(status):
        expected = NotFoundError
    with pytest.raises(expected):
        do(actor, action, ids)
    assert state(ids[0]) == before, action


@pytest.mark.parametrize("status", [s for s in Status if REVIEWER[s] or CLERK[s]])
def test_an_old_version_is_refused_for_every_action(ready: Ready, context: Flask, status: Status) -> None:
    ids = ready(status)
    for role in (ROLES["clerk of the enterprise"], ROLES["reviewer of the office"]):
        for action in role.allowed[status]:
            before = state(ids[0])
            with pytest.raises(StaleError):
                workflow.perform(enter(role), action, ids[0], now=NOW, version=before[1] - 1, reason="x")
            assert state(ids[0]) == before


@pytest.mark.parametrize(
    ("status", "action", "username"),
    [
        (S.SUBMITTED, A.RETURN, factory.REVIEWER),
        (S.UNDER_REVIEW, A.HOLD, factory.REVIEWER),
        (S.SUBMITTED, A.WITHDRAW, factory.CLERK),
        (S.AWAITING_CONFIRMATION, A.OBJECT, factory.CLERK),
        (S.ISSUED, A.REVOKE, factory.REVIEWER),
        (S.ISSUED, A.REISSUE, factory.CLERK),
    ],
)
def test_what_needs_a_reason_is_refused_without_one(
    ready: Ready, context: Flask, status: Status, action: Action, username: str
) -> None:
    application_id, certificate_id, _ = ready(status)
    before = state(application_id)
    with pytest.raises(DomainError) as refused:
        workflow.perform(act_as(username), action, application_id, now=NOW, reason="  ", certificate_id=certificate_id)
    assert refused.value.code == "reason_needed"
    assert state(application_id) == before


@pytest.mark.function("5.8.1-confirmfirst")
def test_an_application_to_be_confirmed_is_approved_only_after_the_enterprise_confirmed(context: Flask) -> None:
    made = factory.make(status=S.UNDER_REVIEW, needs_confirmation=True)
    reviewer = act_as(factory.REVIEWER)
    factory.fill_in(reviewer, made.id)
    with pytest.raises(NotAllowedNowError) as refused:
        workflow.perform(reviewer, A.APPROVE, made.id, now=NOW)
    assert refused.value.code == "enterprise_must_confirm_first"
    workflow.perform(reviewer, A.ASK_CONFIRMATION, made.id, now=NOW)
    workflow.perform(act_as(factory.CLERK), A.CONFIRM, made.id, now=NOW)
    assert workflow.perform(act_as(factory.REVIEWER), A.APPROVE, made.id, now=NOW).status == S.APPROVED


def test_confirmation_is_asked_only_where_the_applicant_wanted_it(context: Flask) -> None:
    made = factory.make(status=S.UNDER_REVIEW)
    with pytest.raises(NotAllowedNowError) as refused:
        workflow.perform(act_as(factory.REVIEWER), A.ASK_CONFIRMATION, made.id, now=NOW)
    assert refused.value.code == "no_confirmation_wanted"


def test_nothing_is_returned_once_one_certificate_is_issued(context: Flask) -> None:
    made = factory.make(status=S.APPROVED, documents=2)
    reviewer = act_as(factory.REVIEWER)
    issuance.issue(reviewer, made.id, now=NOW, certificate_id=made.certificates[0].id)
    with pytest.raises(NotAllowedNowError) as refused:
        workflow.perform(reviewer, A.RETURN, made.id, now=NOW, reason="x")
    assert refused.value.code == "already_issued"


def test_the_gate_tells_every_reason_before_anybody_presses_a_button(context: Flask) -> None:
    made = factory.make(status=S.SUBMITTED)
    reviewer = act_as(factory.REVIEWER)
    told = workflow.refusals(reviewer, applications.find(made.id))
    assert {action for action, reason in told.items() if reason is None} == {A.ACCEPT, A.RETURN}
    assert set(told) == set(Action) - ENTERPRISE_ACTIONS


def test_a_deleted_draft_is_gone_for_everybody_and_keeps_its_history(context: Flask) -> None:
    made = factory.make()
    workflow.perform(act_as(factory.CLERK), A.DELETE, made.id, now=NOW)
    for username in (factory.CLERK, factory.ADMINISTRATOR):
        act_as(username)
        with pytest.raises(NotFoundError):
            applications.find(made.id)
    assert state(made.id)[4] == 2


def test_customs_is_told_in_the_same_transaction(context: Flask) -> None:
    made = factory.make(status=S.SUBMITTED)
    messages = db.session.scalars(select(OutboxMessage).where(OutboxMessage.application_id == made.id)).all()
    assert [(m.kind, m.subject_version) for m in messages] == [("application", made.version)]


def test_a_reissue_belongs_to_one_certificate_only(context: Flask) -> None:
    made, other = factory.make(status=S.ISSUED), factory.make(status=S.ISSUED)
    clerk = act_as(factory.CLERK)
    with pytest.raises(NotFoundError):
        workflow.perform(
            clerk, A.REISSUE, made.id, now=NOW, reason="x", certificate_id=other.certificates[0].id,
            kind="change", made=[],
        )  # fmt: skip
    assert reissues.reissue(clerk, made.certificates[0].id, kind="change", reason="x", now=NOW).status == S.DRAFT


def test_each_step_says_in_the_history_who_took_it_when_from_where_and_why(context: Flask) -> None:
    made = factory.make(status=S.SUBMITTED)
    reviewer = act_as(factory.REVIEWER)
    workflow.perform(reviewer, A.ACCEPT, made.id, now=NOW)
    given = workflow.perform(reviewer, A.RETURN, made.id, now=NOW, reason=" 请更正重量（示例）。 ")
    assert given.id == made.id
    assert [(e.action, e.side, e.from_status, e.to_status, e.opinion) for e in given.events] == [
        ("save", "enterprise", None, "draft", ""),
        ("submit", "enterprise", "draft", "submitted", ""),
        ("accept", "customs", "submitted", "under_review", ""),
        ("return", "customs", "under_review", "returned", "请更正重量（示例）。"),
    ]
    last = given.events[-1]
    assert (last.happened_at, last.user_id) == (NOW, reviewer.user_id)
    assert (last.actor_name, last.actor_organisation) == (reviewer.name, reviewer.organisation_name)


def test_a_reason_is_asked_of_whoever_says_nothing_at_all(context: Flask) -> None:
    made = factory.make(status=S.SUBMITTED)
    with pytest.raises(DomainError, match="reason_needed"):
        workflow.perform(act_as(factory.CLERK), A.WITHDRAW, made.id, now=NOW)


def test_the_present_version_passes_and_an_unknown_one_is_not_asked_for(context: Flask) -> None:
    made = factory.make(status=S.SUBMITTED)
    reviewer = act_as(factory.REVIEWER)
    accepted = workflow.perform(reviewer, A.ACCEPT, made.id, now=NOW, version=made.version)
    with pytest.raises(StaleError):
        workflow.perform(reviewer, A.HOLD, made.id, now=NOW, version=accepted.version + 1, reason="待查（示例）。")
    assert workflow.perform(reviewer, A.HOLD, made.id, now=NOW, reason="待查（示例）。").status == S.ON_HOLD


def test_the_gate_does_and_tells_what_it_was_connected_with(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made = factory.make(status=S.SUBMITTED)
    heard: list[Any] = []
    deed = Deed(effect=lambda step: heard.append(step.reason))
    monkeypatch.setattr(workflow, "_deeds", {})
    monkeypatch.setattr(workflow, "_tellers", [lambda *_: heard.append("told before it was connected")])
    workflow.connect({A.WITHDRAW: deed}, [lambda step, before: heard.append((before, step.application.status))])
    workflow.perform(act_as(factory.CLERK), A.WITHDRAW, made.id, now=NOW, reason="重复申报（示例）。")
    assert heard == ["重复申报（示例）。", (S.SUBMITTED, "withdrawn")]
    assert workflow.deed(A.WITHDRAW) is deed


def test_a_deed_that_says_nothing_tells_nobody_and_takes_nothing_along(context: Flask) -> None:
    plain, telling = Deed(), Deed(recipients=lambda step: (step.application.reviewer_id,))
    step = Step(actor=scope.NOBODY, action=A.SAVE, application=factory.make(), now=NOW)
    assert (list(plain.recipients(step)), plain.reminds, plain.takes_along) == ([], False, "nothing")
    assert telling.reminds is True
    assert step.reason == ""


def test_where_customs_decides_elsewhere_only_its_messages_take_its_steps(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = factory.make(status=S.SUBMITTED)
    reviewer = act_as(factory.REVIEWER)
    monkeypatch.setattr(gateways().customs, "needs_exchange", True)
    found = applications.find(made.id)
    assert set(workflow.refusals(reviewer, found).values()) == {"customs_reviews_elsewhere"}
    with pytest.raises(NotPermittedError) as refused:
        workflow.permit(reviewer, A.ACCEPT, found)
    assert refused.value.code == "customs_reviews_elsewhere"
    clerk = act_as(factory.CLERK)
    told = workflow.refusals(clerk, applications.find(made.id))
    assert {action for action, reason in told.items() if reason is None} == {A.WITHDRAW}
    feed = customs_feed("0901", "王示例")
    accounts.bind(feed)
    told = workflow.refusals(feed, applications.find(made.id))
    assert {action for action, reason in told.items() if reason is None} == {A.ACCEPT, A.RETURN}


def test_an_action_needs_the_side_and_the_rights(context: Flask) -> None:
    made = factory.make(status=S.SUBMITTED)
    people = (factory.OTHER_CLERK, factory.OTHER_REVIEWER, factory.ENTERPRISE_ADMINISTRATOR)
    actors = [act_as(username) for username in people]
    act_as(factory.ADMINISTRATOR)
    found = applications.find(made.id)
    for actor in actors:
        assert workflow.refusals(actor, found) == {}, actor.login


@pytest.mark.parametrize("wanted", ["no", "yes"])
def test_the_second_person_is_another_than_the_reviewer(context: Flask, wanted: str) -> None:
    made = factory.make(status=S.UNDER_REVIEW)
    reviewer, second = act_as(factory.REVIEWER), act_as(factory.SECOND_REVIEWER)
    act_as(factory.ADMINISTRATOR)
    name = SystemParameter.name == "approval_needs_second_person"
    db.session.scalars(select(SystemParameter).where(name)).one().value = wanted
    db.session.commit()
    found = applications.find(made.id)
    assert workflow.situation(found, reviewer).is_second_person is (wanted == "no")
    assert workflow.situation(found, second).is_second_person is True
    found.reviewer_id = None  # customs' own system tells no user, and sees to its second person itself
    assert workflow.situation(found, customs_feed("0901", "王示例")).is_second_person is True


def test_a_revoked_document_counts_as_issued_and_not_as_valid(context: Flask) -> None:
    made = factory.make(status=S.APPROVED, documents=2)
    reviewer = act_as(factory.REVIEWER)

    def _issued() -> tuple[int, bool]:
        now_is = workflow.situation(applications.find(made.id), reviewer)
        return now_is.issued_count, now_is.has_valid_issued

    first = made.certificates[0].id
    assert _issued() == (0, False)
    issuance.issue(reviewer, made.id, now=NOW, certificate_id=first)
    assert _issued() == (1, True)
    issuance.issue(reviewer, made.id, now=NOW)
    for number, certificate in enumerate(list(applications.find(made.id).certificates), 1):
        workflow.perform(reviewer, A.REVOKE, made.id, now=NOW, reason="未出运（示例）。", certificate_id=certificate.id)
        assert _issued() == (2, number == 1)
