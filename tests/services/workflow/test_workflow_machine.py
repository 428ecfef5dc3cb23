"""Random walks through the services: whatever people do in whatever order, the application stays consistent."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.domain.errors import InvalidError, NotAllowedNowError, NotFoundError
from app.domain.workflow import TRANSITIONS, Action, Side, Status
from app.services.applications import applications, issuance, reissues
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, act_as

if TYPE_CHECKING:
    from flask import Flask

#: printing needs a frozen file; deleting ends the walk
WALKED = [action for action in Action if action not in {Action.PRINT, Action.DELETE}]


class Walk(RuleBasedStateMachine):
    """Walk one application through the workflow and watch what must always hold."""

    @initialize(needs_confirmation=st.booleans(), documents=st.integers(1, 2))
    def begin(self, *, needs_confirmation: bool, documents: int) -> None:
        made = factory.make(needs_confirmation=needs_confirmation, documents=documents)
        self.id = made.id
        self.steps = len(made.events)

    @rule(action=st.sampled_from(WALKED), second=st.booleans())
    def act(self, *, action: Action, second: bool) -> None:
        reviewer = factory.SECOND_REVIEWER if second else factory.REVIEWER
        username = factory.CLERK if TRANSITIONS[action].side is Side.ENTERPRISE else reviewer
        actor = act_as(username)
        before = applications.find(self.id) if username == factory.CLERK else None
        status = before.status if before else None
        try:
            self._do(actor, action)
        except NotAllowedNowError:
            return
        except (InvalidError, NotFoundError):
            return  # incomplete, or not declared yet
        self.steps += 1
        assert status is None or Status(status) in TRANSITIONS[action].sources

    def _do(self, actor: Any, action: Action) -> None:
        first = next(iter(applications.find(self.id).certificates))
        if action is Action.ISSUE:
            issuance.issue(actor, self.id, now=NOW, certificate_id=None if first.issued_at else first.id)
        elif action is Action.REISSUE:
            reissues.reissue(actor, first.id, kind="supplement", reason="（示例）", now=NOW)
        else:
            data = {"certificate_id": first.id} if action in {Action.AMEND, Action.REVOKE} else {}
            if action is Action.AMEND:
                data["customs_values"] = factory.customs_part(first)
            workflow.perform(actor, action, self.id, now=NOW, reason="（示例）", **data)

    @invariant()
    def history_tells_every_step_and_fits_together(self) -> None:
        act_as(factory.CLERK)
        application = applications.find(self.id)
        events = application.events
        assert len(events) == self.steps
        assert events[-1].to_status == application.status
        assert all(later.from_status == earlier.to_status for earlier, later in pairwise(events))

    @invariant()
    def certificates_agree_with_their_application(self) -> None:
        act_as(factory.CLERK)
        application = applications.find(self.id)
        for certificate in application.certificates:
            assert certificate.status == application.status
            assert (certificate.validity is None) == (certificate.issued_at is None)
            assert certificate.issued_at is None or certificate.certificate_no
        all_issued = all(certificate.issued_at for certificate in application.certificates)
        assert (application.status == Status.ISSUED) == all_issued


def test_no_order_of_steps_leaves_an_application_inconsistent(context: Flask) -> None:
    limits = settings(
        max_examples=12,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )
    run_state_machine_as_test(Walk, settings=limits)


@pytest.mark.soak
def test_long_walks(context: Flask) -> None:
    limits = settings(
        max_examples=300, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Walk, settings=limits)
