"""One press on the desk: remarks, entries and step together, or nothing of it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, func, select

from app.domain.errors import (
    DomainError,
    InvalidError,
    NotAllowedNowError,
    NotFoundError,
    NotPermittedError,
    StaleError,
)
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import (
    Application,
    ApplicationEvent,
    Certificate,
    OutboxMessage,
    Reminder,
    ReviewRemark,
    SystemParameter,
)
from app.services.applications import applications
from app.services.base.transaction import transaction
from app.services.certificates import printable
from app.services.review import desk
from app.services.review.desk import Sheet, TypedRemark
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, OTHER_REVIEWER, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

REMARK = TypedRemark(box="marks", path="values.marks_and_numbers", opinion="请补充唛头（示例）。", suggested="N/M")
REASON = "请更正（示例）。"


def filled(status: Status = Status.UNDER_REVIEW, **header: Any) -> Sheet:
    """Make an application and type all that customs enters, and an opinion at a field."""
    made = factory.make(status=status, **header)
    certificate = made.certificates[0]
    return Sheet(
        application_id=made.id,
        certificate_id=certificate.id,
        version=made.version,
        remarks=[REMARK],
        entries=factory.customs_part(certificate),
    )


def standing(sheet: Sheet) -> list[Any]:
    """Read everything that a press may write."""
    db.session.rollback()
    everything, number = {"unscoped": True}, sheet.application_id
    asked = (
        select(Application.status, Application.version, Application.reviewer_id).where(Application.id == number),
        select(Certificate.version, Certificate.values).where(Certificate.application_id == number),
        select(ReviewRemark.id, ReviewRemark.state).where(ReviewRemark.application_id == number),
    )
    rows = [db.session.execute(statement, execution_options=everything).all() for statement in asked]
    counts = [
        db.session.scalar(
            select(func.count(model.id)).where(model.application_id == sheet.application_id),
            execution_options=everything,
        )
        for model in (ApplicationEvent, OutboxMessage, Reminder)
    ]
    return [*rows, *counts]


@pytest.mark.function("5.8.1-review")
@pytest.mark.parametrize(("action", "reason"), [(Action.APPROVE, ""), (Action.RETURN, REASON)])
def test_remarks_entries_and_step_are_one_transaction(context: Flask, action: Action, reason: str) -> None:
    sheet = filled()
    commits: list[None] = []
    event.listen(db.session(), "after_commit", lambda _session: commits.append(None))
    done = desk.press(act_as(REVIEWER), action, sheet, reason=reason, now=NOW)
    assert len(commits) == 1
    assert [e.action for e in done.events][-2:] == ["amend", action.value]
    assert [(r.path, r.opinion) for r in done.remarks] == [(REMARK.path, REMARK.opinion)]
    assert done.certificates[0].values["official_veterinarian"] == sheet.entries["official_veterinarian"]


def _with_second_person() -> None:
    act_as(factory.ADMINISTRATOR)
    found = select(SystemParameter).where(SystemParameter.name == "approval_needs_second_person")
    with transaction():
        db.session.scalars(found).one().value = "yes"


APPROVE, RETURN, ASK = Action.APPROVE, Action.RETURN, Action.ASK_CONFIRMATION
CLERKS_OWN = {"consignor": "SOMEBODY ELSE (EXAMPLE)"}
UNSAID, ASTRAY = replace(REMARK, opinion=" "), replace(REMARK, path="values.place_of_issue")

#: what stands in the way → the action, who presses, the sheet that he sends, what is raised
REFUSALS: dict[str, tuple[Action, str, dict[str, Any], type[DomainError]]] = {
    "somebody was faster": (APPROVE, REVIEWER, {"version": 1}, StaleError),
    "an entry of customs is missing": (APPROVE, REVIEWER, {"entries": {"place_of_issue": "大连"}}, InvalidError),
    "an entry is the applicant's": (APPROVE, REVIEWER, {"entries": CLERKS_OWN}, DomainError),
    "a suggestion has no opinion": (RETURN, REVIEWER, {"remarks": [REMARK, UNSAID]}, DomainError),
    "an opinion stands at no entry": (RETURN, REVIEWER, {"remarks": [REMARK, ASTRAY]}, DomainError),
    "the document is another one's": (RETURN, REVIEWER, {"certificate_id": None}, NotFoundError),
    "the reason is missing": (RETURN, REVIEWER, {"reason": " "}, DomainError),
    "the office is another one": (APPROVE, OTHER_REVIEWER, {}, NotFoundError),
    "the enterprise has no such right": (APPROVE, CLERK, {}, NotPermittedError),
    "confirmation is not wanted": (ASK, REVIEWER, {}, NotAllowedNowError),
    "a second person must approve": (APPROVE, REVIEWER, {}, NotAllowedNowError),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refused_press_leaves_nothing_behind(context: Flask, name: str) -> None:
    action, username, changed, expected = REFUSALS[name]
    typed = {"reason": REASON, **changed}
    reason = typed.pop("reason")
    sheet = replace(filled(), **typed)
    if "second person" in name:
        _with_second_person()
    before = standing(sheet)
    actor = act_as(username)
    with pytest.raises(expected):
        desk.press(actor, action, sheet, reason=reason, now=NOW)
    assert standing(sheet) == before


def test_a_wrong_opinion_is_told_at_its_box(context: Flask) -> None:
    sheet = replace(filled(), remarks=[UNSAID])
    with pytest.raises(DomainError) as refused:
        desk.press(act_as(REVIEWER), Action.RETURN, sheet, reason=REASON, now=NOW)
    assert refused.value.params["box"] == "marks"


def test_a_return_leaves_the_proposals_that_nobody_touched_unwritten(context: Flask) -> None:
    sheet = filled(Status.SUBMITTED)
    desk.press(act_as(REVIEWER), Action.RETURN, replace(sheet, remarks=[]), reason=REASON, now=NOW)
    act_as(CLERK)
    found = applications.find(sheet.application_id)
    assert (found.status, [e.action for e in found.events]) == (Status.RETURNED, ["save", "submit", "return"])


def test_the_paper_is_laid_out_with_the_entries_before_anything_is_locked(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = filled()
    seen: list[bool] = []
    laid_out = printable._laid_out
    monkeypatch.setattr(printable, "_known", OrderedDict())
    monkeypatch.setattr(
        printable, "_laid_out", lambda one: (seen.append("is_writing" in db.session.info), laid_out(one))[1]
    )
    approved = desk.press(act_as(REVIEWER), Action.APPROVE, replace(sheet, remarks=[]), reason="", now=NOW)
    assert (approved.status, seen) == (Status.APPROVED, [False])
