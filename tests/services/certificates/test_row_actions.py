"""What a list offers on each document: the workflow's answer, and none to whoever has no part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Action, Status
from app.services.certificates import certificates, row_actions
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


@pytest.mark.parametrize(
    ("status", "open_ones"),
    [
        (Status.DRAFT, {Action.SAVE, Action.SUBMIT, Action.DELETE}),
        (Status.RETURNED, {Action.SAVE, Action.SUBMIT, Action.DELETE}),
        (Status.SUBMITTED, set()),
    ],
)
def test_each_status_opens_its_own_actions_and_says_why_not_the_others(
    context: Flask, status: Status, open_ones: set[Action]
) -> None:
    certificate = factory.make(status=status).certificates[0]
    found = row_actions.refusals(factory.act_as(factory.CLERK), [certificate])[certificate.id]
    assert {action for action, refusal in found.items() if refusal is None} == open_ones
    assert set(found) == set(row_actions.OFFERED)
    assert all(refusal for action, refusal in found.items() if action not in open_ones)


def test_whoever_has_no_part_is_offered_nothing(context: Flask) -> None:
    number = factory.make(status=Status.SUBMITTED).certificates[0].id
    for login in (factory.REVIEWER, factory.ADMINISTRATOR):
        actor = factory.act_as(login)
        assert row_actions.refusals(actor, [certificates.load(number)]) == {number: {}}
