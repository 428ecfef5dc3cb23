"""Ask for confirmation 提交确认: the enterprise sees what customs changed since it declared last, each change once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Action, Status
from app.services.applications import applications
from app.services.review import remarks, reviews
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Application


def _amend(made: Application, text: str) -> None:
    certificate = applications.find(made.id).certificates[0]
    content = remarks.with_place(certificate.content, "values.means_of_conveyance", text)
    workflow.perform(act_as(REVIEWER), Action.AMEND, made.id, now=NOW, certificate_id=certificate.id, content=content)


def _shown(made: Application) -> list[str]:
    done = workflow.perform(act_as(REVIEWER), Action.ASK_CONFIRMATION, made.id, now=NOW)
    return [str(change["new"]) for change in done.events[-1].details["changes"]]


def test_what_changed_before_the_last_declaration_is_not_shown_again(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW, needs_confirmation=True)
    _amend(made, "BY AIR")
    for action in (Action.RETURN, Action.SUBMIT, Action.ACCEPT):
        factory.lead(made.id, action)
    _amend(made, "BY RAIL")
    assert _shown(made) == ["BY RAIL"]


def test_what_the_enterprise_objected_to_is_shown_once_with_what_changed_since(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW, needs_confirmation=True)
    _amend(made, "BY AIR")
    assert _shown(made) == ["BY AIR"]
    workflow.perform(act_as(CLERK), Action.OBJECT, made.id, now=NOW, reason="仍由船运（示例）。")
    _amend(made, "BY SEA")
    assert _shown(made) == ["BY AIR", "BY SEA"]


def test_open_remarks_are_shown_and_settled_ones_are_not(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW, needs_confirmation=True)
    number = made.certificates[0].id
    reviews.add_remark(act_as(REVIEWER), number, path="values.remark", opinion="第一次。", suggested_value="")
    for action in (Action.RETURN, Action.SUBMIT, Action.ACCEPT):
        factory.lead(made.id, action)
    reviews.add_remark(act_as(REVIEWER), number, path="values.remark", opinion="第二次。", suggested_value="")
    done = workflow.perform(act_as(REVIEWER), Action.ASK_CONFIRMATION, made.id, now=NOW)
    assert [remark["opinion"] for remark in done.events[-1].details["remarks"]] == ["第二次。"]
