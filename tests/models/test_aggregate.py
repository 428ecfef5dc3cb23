"""The aggregate: what hangs on an application is seen by whoever sees the application."""

from __future__ import annotations

from app.models import Application, ApplicationEvent
from app.models.aggregate import of_visible_applications, owned_or_declared
from app.models.base import utc_now
from tests.support.sight import ADMIN, BEIFANG, CLERK, HAIAN, NOBODY, OTHER, REVIEWER, Sight


def test_an_office_sees_what_was_declared_to_it_and_no_draft() -> None:
    rows = Sight()
    draft = rows.put(Application, organisation_id=HAIAN, status="draft", entry_mode="blank", declaring_customs="0901")
    declared = rows.put(
        Application, organisation_id=HAIAN, status="submitted", entry_mode="blank", declaring_customs="0901",
        submitted_at=utc_now(),
    )  # fmt: skip
    elsewhere = rows.put(
        Application, organisation_id=BEIFANG, status="submitted", entry_mode="blank", declaring_customs="0903",
        submitted_at=utc_now(),
    )  # fmt: skip
    seen = {who.login: rows.seen(Application, who) for who in (CLERK, OTHER, REVIEWER, ADMIN, NOBODY)}
    assert seen == {
        "clerk": [draft, declared], "other": [elsewhere], "customs": [declared], "admin": [draft, declared, elsewhere],
        "": [],
    }  # fmt: skip


def test_an_event_is_seen_with_its_application() -> None:
    rows = Sight()
    mine = rows.put(Application, organisation_id=HAIAN, status="draft", entry_mode="blank")
    theirs = rows.put(Application, organisation_id=BEIFANG, status="draft", entry_mode="blank")
    events = [
        rows.put(ApplicationEvent, application_id=application, side="enterprise", action="save")
        for application in (mine, theirs)
    ]
    assert rows.seen(ApplicationEvent, CLERK) == events[:1]
    assert rows.seen(ApplicationEvent, OTHER) == events[1:]
    assert rows.seen(ApplicationEvent, REVIEWER) == []


def test_whoever_sees_all_is_asked_nothing_about_applications() -> None:
    columns = Application.organisation_id, Application.declaring_customs, Application.submitted_at
    assert str(owned_or_declared(*columns, ADMIN)) == "true"
    assert str(of_visible_applications(ApplicationEvent.application_id, Application, ADMIN)) == "true"
