"""Approve 同意: every certificate gets its number, customs' own system may give it, and one that is given stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Action, Status
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


def test_numbers_are_made_of_the_inspection_number_unless_customs_gives_them(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW, documents=2)
    first, second = (one.id for one in made.certificates)
    reviewer = act_as(REVIEWER)
    factory.fill_in(reviewer, made.id)
    given = {first: "2109010000001"}
    done = workflow.perform(reviewer, Action.APPROVE, made.id, now=NOW, reason="同意（示例）", certificate_nos=given)
    assert {one.id: one.certificate_no for one in done.certificates} == {
        first: "2109010000001",
        second: f"{done.inspection_no}002",
    }
    assert (done.approved_at, done.reviewed_at, done.review_opinion) == (NOW, NOW, "同意（示例）")


def test_a_number_stays_when_the_papers_are_approved_again(context: Flask) -> None:
    made = factory.make(status=Status.APPROVED)
    number = made.certificates[0].certificate_no
    for action in (Action.RETURN, Action.SUBMIT, Action.ACCEPT):
        factory.lead(made.id, action)
    given = {made.certificates[0].id: "2109010000009"}
    done = workflow.perform(act_as(REVIEWER), Action.APPROVE, made.id, now=NOW, certificate_nos=given)
    assert [one.certificate_no for one in done.certificates] == [number]
