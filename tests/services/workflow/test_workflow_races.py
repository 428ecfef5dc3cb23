"""Twenty at once: exactly one submit, approval, withdrawal or issue of an application wins, with one history row."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.domain.errors import NotAllowedNowError, StaleError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import ApplicationEvent, IssuedDocument
from app.services.applications import applications, issuance
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, act_as

if TYPE_CHECKING:
    from flask import Flask

ATTEMPTS = 20
#: each of these prints its PDF files first
ISSUES = 4


def race(app: Flask, action: Action, application_id: int, username: str, *, attempts: int) -> Counter[str]:
    """Let many threads do the same at the same moment, each in a context of its own, and count what they got."""
    start = threading.Barrier(attempts)
    results: list[str] = []

    def attempt() -> None:
        with app.app_context():
            actor = act_as(username)
            db.session.rollback()  # hold no connection while waiting: the pool has fewer than there are threads
            start.wait(timeout=60)
            try:
                if action is Action.ISSUE:
                    issuance.issue(actor, application_id, now=NOW)
                else:
                    workflow.perform(actor, action, application_id, now=NOW, reason="（示例）")
                results.append("won")
            except (NotAllowedNowError, StaleError):
                results.append("told")
            except Exception as error:  # noqa: BLE001 whatever else a thread meets must show in the count
                results.append(repr(error))
            finally:
                db.session.remove()

    threads = [threading.Thread(target=attempt) for _ in range(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return Counter(results)


@pytest.mark.parametrize(
    ("status", "action", "target", "username"),
    [
        (Status.DRAFT, Action.SUBMIT, Status.SUBMITTED, factory.CLERK),
        (Status.UNDER_REVIEW, Action.APPROVE, Status.APPROVED, factory.REVIEWER),
        (Status.SUBMITTED, Action.WITHDRAW, Status.WITHDRAWN, factory.CLERK),
        (Status.APPROVED, Action.ISSUE, Status.ISSUED, factory.REVIEWER),
    ],
    ids=["submits", "approvals", "withdrawals", "issues"],
)
@pytest.mark.bar("R3")
def test_exactly_one_of_twenty_wins(app: Flask, status: Status, action: Action, target: Status, username: str) -> None:
    with app.app_context():
        application_id = factory.make(status=status).id
        if action is Action.APPROVE:
            factory.fill_in(act_as(factory.REVIEWER), application_id)
        db.session.remove()
    attempts = ISSUES if action is Action.ISSUE else ATTEMPTS
    found = race(app, action, application_id, username, attempts=attempts)
    assert found == {"won": 1, "told": attempts - 1}
    with app.app_context():
        act_as(factory.CLERK)
        application = applications.find(application_id)
        assert application.status == target
        rows = db.session.scalar(
            select(func.count(ApplicationEvent.id)).where(
                ApplicationEvent.application_id == application_id, ApplicationEvent.action == action.value
            )
        )
        assert rows == 1
        files = db.session.scalar(
            select(func.count(IssuedDocument.id)).where(IssuedDocument.certificate_id == application.certificates[0].id)
        )
        assert files == (2 if action is Action.ISSUE else 0)
