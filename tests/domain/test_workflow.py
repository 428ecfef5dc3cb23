"""The workflow table against the one in the design: every status × action, and the extra conditions."""

from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.workflow import (
    TOLD_BY_CUSTOMS,
    TRANSITIONS,
    Action,
    Side,
    Situation,
    Status,
    Transition,
    Validity,
    allowed,
    is_editable,
)

S, A = Status, Action
IN_REVIEW = {S.UNDER_REVIEW, S.ON_HOLD, S.AWAITING_CONFIRMATION, S.CONFIRMED}

#: action → (statuses it starts from, status it leads to, side): written from design §5, not from the code
DESIGN: dict[Action, tuple[set[Status], Status | None, Side]] = {
    A.SAVE: ({S.DRAFT, S.RETURNED}, None, Side.ENTERPRISE),
    A.SUBMIT: ({S.DRAFT, S.RETURNED}, S.SUBMITTED, Side.ENTERPRISE),
    A.ACCEPT: ({S.SUBMITTED}, S.UNDER_REVIEW, Side.CUSTOMS),
    A.TAKE_OVER: (IN_REVIEW | {S.APPROVED}, None, Side.CUSTOMS),
    A.AMEND: ({S.UNDER_REVIEW, S.CONFIRMED}, None, Side.CUSTOMS),
    A.RETURN: (IN_REVIEW | {S.SUBMITTED, S.APPROVED}, S.RETURNED, Side.CUSTOMS),
    A.HOLD: ({S.UNDER_REVIEW}, S.ON_HOLD, Side.CUSTOMS),
    A.RESUME: ({S.ON_HOLD}, S.UNDER_REVIEW, Side.CUSTOMS),
    A.ASK_CONFIRMATION: ({S.UNDER_REVIEW}, S.AWAITING_CONFIRMATION, Side.CUSTOMS),
    A.CONFIRM: ({S.AWAITING_CONFIRMATION}, S.CONFIRMED, Side.ENTERPRISE),
    A.OBJECT: ({S.AWAITING_CONFIRMATION}, S.UNDER_REVIEW, Side.ENTERPRISE),
    A.APPROVE: ({S.UNDER_REVIEW, S.CONFIRMED}, S.APPROVED, Side.CUSTOMS),
    A.ISSUE: ({S.APPROVED}, S.ISSUED, Side.CUSTOMS),
    A.WITHDRAW: (IN_REVIEW | {S.SUBMITTED}, S.WITHDRAWN, Side.ENTERPRISE),
    A.DELETE: ({S.DRAFT, S.RETURNED}, None, Side.ENTERPRISE),
    A.PRINT: ({S.APPROVED, S.ISSUED}, None, Side.ENTERPRISE),
    A.REISSUE: ({S.APPROVED, S.ISSUED}, None, Side.ENTERPRISE),
    A.REVOKE: ({S.APPROVED, S.ISSUED}, None, Side.CUSTOMS),
}
REASONED = {A.RETURN, A.HOLD, A.OBJECT, A.WITHDRAW, A.REISSUE, A.REVOKE}


def test_every_action_of_the_design_stands_in_the_table() -> None:
    assert set(TRANSITIONS) == set(Action), "Action and TRANSITIONS of app/domain/workflow.py name other actions"
    assert set(TRANSITIONS) == set(DESIGN), "Say in DESIGN above, too, what the new action is meant to do"


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", Action)
def test_an_action_starts_only_from_its_statuses(action: Action, status: Status) -> None:
    sources, target, side = DESIGN[action]
    transition = TRANSITIONS[action]
    open_situation = Situation(status=status, needs_confirmation=action is A.ASK_CONFIRMATION)
    assert (transition.refusal(open_situation) is None) == (status in sources)
    assert transition.target == target
    assert transition.side is side


@pytest.mark.parametrize("action", Action)
def test_what_takes_something_away_from_somebody_needs_a_reason(action: Action) -> None:
    assert TRANSITIONS[action].needs_reason == (action in REASONED)


def test_customs_cannot_approve_before_the_enterprise_has_confirmed() -> None:
    waiting = Situation(status=S.UNDER_REVIEW, needs_confirmation=True)
    confirmed = Situation(status=S.CONFIRMED, needs_confirmation=True)
    assert TRANSITIONS[A.APPROVE].refusal(waiting) == "enterprise_must_confirm_first"
    assert TRANSITIONS[A.APPROVE].refusal(confirmed) is None


def test_confirmation_is_asked_only_where_it_is_wanted() -> None:
    assert TRANSITIONS[A.ASK_CONFIRMATION].refusal(Situation(status=S.UNDER_REVIEW)) == "no_confirmation_wanted"


def test_nothing_is_returned_once_one_certificate_is_issued() -> None:
    partly = Situation(status=S.APPROVED, issued_count=1)
    assert TRANSITIONS[A.RETURN].refusal(partly) == "already_issued"


def test_a_second_person_approves_when_the_parameter_says_so() -> None:
    own = Situation(status=S.UNDER_REVIEW, is_second_person=False)
    assert TRANSITIONS[A.APPROVE].refusal(own) == "second_person_needed"


@pytest.mark.parametrize("action", [A.REISSUE, A.REVOKE])
def test_only_what_is_valid_can_be_reissued_or_revoked(action: Action) -> None:
    void = Situation(status=S.ISSUED, issued_count=1, has_valid_issued=False)
    assert TRANSITIONS[action].refusal(void) == "not_valid_any_more"


@given(
    st.builds(
        Situation,
        status=st.sampled_from(Status),
        needs_confirmation=st.booleans(),
        issued_count=st.integers(0, 3),
        has_valid_issued=st.booleans(),
        is_second_person=st.booleans(),
    )
)
def test_allowed_actions_are_exactly_those_without_a_refusal(situation: Situation) -> None:
    assert set(allowed(situation)) == {a for a, t in TRANSITIONS.items() if t.refusal(situation) is None}
    assert is_editable(situation.status) == (A.SAVE in set(allowed(situation)))


@pytest.mark.parametrize("words", [Status, Validity, Side, Action])
def test_the_database_keeps_the_names_in_small_letters(words: type[StrEnum]) -> None:
    assert [one.value for one in words] == [one.name.lower() for one in words]


def test_an_action_out_of_turn_is_refused_by_the_status() -> None:
    assert TRANSITIONS[A.ISSUE].refusal(Situation(status=S.DRAFT)) == "wrong_status"


def test_an_action_needs_no_reason_unless_it_says_so() -> None:
    plain = Transition(action=A.SAVE, sources=frozenset({S.DRAFT}), target=None, side=Side.ENTERPRISE)
    assert not plain.needs_reason


def test_customs_own_system_tells_some_steps_in_the_first_version_of_the_messages_and_holding_in_the_second() -> None:
    assert TOLD_BY_CUSTOMS == {
        "accept": 1, "return": 1, "hold": 2, "resume": 2, "ask_confirmation": 1, "approve": 1, "revoke": 1,
    }  # fmt: skip
