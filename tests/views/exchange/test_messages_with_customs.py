"""Screens of the exchange: message monitor, jobs, sync, home page, webhook."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app.catalogue.loader import catalogue
from app.domain.document.canonical import canonical_bytes
from app.domain.workflow import Action
from app.extensions import db
from app.gateways.customs.signing import SIGNATURE, SIGNED_AT, Hmac, answer_text, request_text
from app.jobs import JOBS, tick
from app.models import InboxMessage, JobRun, OutboxMessage
from app.services.exchange import inbox, sending
from app.views.exchange.words import JOBS as NAMED
from tests.factories import applications as factory
from tests.support.forms import csrf_token
from tests.support.sandbox import KEY, SENDER, sandbox_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

JOB = next(job for job in JOBS if job.name == "clean_sessions")


def post(client: FlaskClient, page: str, address: str, **data: Any) -> Any:
    return client.post(address, data={"csrf_token": csrf_token(client, page), **data}, follow_redirects=True)


def text(answer: Any) -> str:
    assert answer.status_code == 200
    found: str = answer.get_data(as_text=True)
    return found


def test_every_job_has_a_name_that_people_read() -> None:
    assert {job.name for job in JOBS} <= NAMED.keys()


def test_jobs_are_shown_paused_resumed_and_run_now(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    tick(app, JOB)
    client = login("admin")
    assert "clean_sessions" in text(client.get("/jobs/"))
    text(post(client, "/jobs/", "/jobs/clean_sessions/pause"))
    count = _runs(app)
    tick(app, _sooner())
    assert _runs(app) == count
    text(post(client, "/jobs/", "/jobs/clean_sessions/run"))
    tick(app, JOB)
    assert _runs(app) == count + 1
    text(post(client, "/jobs/", "/jobs/clean_sessions/resume"))
    tick(app, _sooner())
    assert _runs(app) == count + 2
    assert post(client, "/jobs/", "/jobs/no_such_job/run").status_code == 404
    text(client.get("/jobs/?job=clean_sessions"))


def _sooner() -> Any:
    """Return the job with a pace at which a new tick has begun."""
    from dataclasses import replace

    return replace(JOB, minutes=0, seconds=1)


def _runs(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(db.select(JobRun).where(JobRun.name == "clean_sessions")).all())


@pytest.mark.function("5.6-sync")
def test_formats_are_synced_by_the_button(app: Flask, login: Callable[[str], FlaskClient], tmp_path: Path) -> None:
    client = login("admin")
    with sandbox_beside(app, tmp_path, rule="hand") as sandbox:
        text(client.get("/format-sync/1"))
        text(post(client, "/format-sync/", "/format-sync/1/run"))
        text(post(client, "/format-sync/", "/format-sync/run"))
        assert len(sandbox.office.store.rows("SELECT * FROM subject")) == len(catalogue().formats)
        text(client.get("/format-sync/1"))
    assert "/format-sync/" in text(client.get("/formats/"))


def test_a_dead_letter_shows_on_the_home_page_and_goes_out_again(
    app: Flask, login: Callable[[str], FlaskClient], tmp_path: Path, now: datetime
) -> None:
    client = login("admin")
    with sandbox_beside(app, tmp_path, rule="hand") as sandbox:
        with app.app_context():
            made = factory.draft().id
            factory.lead(made, Action.SUBMIT)
            letter = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.application_id == made)).one()
            letter.state, letter.error = "failed", "refused (example)"
            db.session.commit()
            number = letter.id
        assert "/messages/sent/" in text(client.get("/"))
        assert "refused (example)" in text(client.get("/messages/sent/?state=failed"))
        assert '"kind": "application"' in client.get(f"/messages/sent/{number}").get_data(as_text=True).replace(
            "&#34;", '"'
        )
        text(post(client, f"/messages/sent/{number}", f"/messages/sent/{number}/resend"))
        with app.app_context():
            factory.act_as(factory.ADMINISTRATOR)
            assert sending.send_waiting(datetime.now(UTC)).accepted == 1
        sandbox.office.step(SENDER, f"application/{made}", "accept")
    text(client.get("/messages/received/"))


class Hook:
    """Bring answers to the webhook as customs would."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def bring(self, body: bytes, *, key: str = KEY, content_type: str = "application/json") -> Any:
        signed_at = datetime.now(UTC).isoformat()
        self.signature = Hmac(secret=key).sign(request_text("POST", "/answers", signed_at, body))
        headers = {SIGNED_AT: signed_at, SIGNATURE: self.signature}
        return self.client.post("/exchange/answers", data=body, headers=headers, content_type=content_type)


def test_the_webhook_takes_what_customs_signed_and_nothing_else(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    hook = Hook(client)
    assert hook.bring(b"{}").status_code == 404  # with the desk there is no such address
    with sandbox_beside(app, tmp_path, rule="hand") as sandbox:
        with app.app_context():
            made = factory.draft().id
            factory.lead(made, Action.SUBMIT)
            factory.act_as(factory.ADMINISTRATOR)
            sending.send_waiting(datetime.now(UTC))
        sandbox.office.step(SENDER, f"application/{made}", "accept")
        answer = canonical_bytes(sandbox.office.store.waiting_answers(SENDER, limit=1)[0])
        assert hook.bring(answer, key="another-key-0123456789-0123456789").status_code == 403
        first = hook.bring(answer)
        assert json.loads(first.get_data())["outcome"] == "accepted"
        assert Hmac(secret=KEY).is_valid(answer_text(hook.signature, first.get_data()), first.headers[SIGNATURE])
        assert json.loads(hook.bring(answer).get_data())["outcome"] == "repeated"
        for body in (
            b"",
            b"{",
            b"[]",
            b"null",
            b'{"message_id": 1}',
            b'{"a": 1.5}',
            b"\xff",
            b'{"subject": "\\u0000"}',
        ):
            assert hook.bring(body).status_code in {200, 400}, body
        assert json.loads(hook.bring(b'{"message_id": 1}').get_data())["outcome"] == "refused"
        assert hook.bring(answer, content_type="text/plain").status_code == 400
    with app.app_context():
        rows = db.session.scalars(db.select(InboxMessage)).all()
        assert [row.state for row in rows] == ["applied"]


def test_the_sandbox_s_page_reviews_by_hand(app: Flask, tmp_path: Path) -> None:
    with sandbox_beside(app, tmp_path, rule="hand") as sandbox:
        with app.app_context():
            made = factory.draft().id
            factory.lead(made, Action.SUBMIT)
            factory.act_as(factory.ADMINISTRATOR)
            sending.send_waiting(datetime.now(UTC))
        page = sandbox.app.test_client()
        token = re.search(r'name="token" value="([^"]+)"', text(page.get("/"))).group(1)  # type: ignore[union-attr]
        form = {"token": token, "sender": SENDER, "subject": f"application/{made}", "name": "accept"}
        assert page.post("/step", data={**form, "token": "x"}).status_code == 403
        assert page.post("/step", data=form).status_code == 303
        assert page.post("/step", data=form).status_code == 409
        assert page.post("/settings", data={"token": token, "faults": "drop=0.2", "rule": "approve"}).status_code == 303
        assert page.post("/settings", data={"token": token, "faults": "nonsense=1"}).status_code == 400
        assert (sandbox.faults.chances, sandbox.office.rule) == ({"drop": 0.2}, "approve")
        assert page.get("/answers").status_code == 401


@pytest.mark.function("5.8.1-query")
def test_refresh_asks_customs_and_says_what_it_answered(
    app: Flask, login: Callable[[str], FlaskClient], tmp_path: Path
) -> None:
    clerk = login(factory.CLERK)
    with sandbox_beside(app, tmp_path, rule="hand") as sandbox:
        with app.app_context():
            made = factory.draft().id
            factory.lead(made, Action.SUBMIT)
            factory.act_as(factory.ADMINISTRATOR)
            sending.send_waiting(datetime.now(UTC))
        address = f"/applications/{made}/refresh"
        assert re.search("海关状态为“申报中”|Submitted at customs", text(post(clerk, "/applications/", address)))
        sandbox.office.step(SENDER, f"application/{made}", "accept")
        assert re.search("海关已答复|customs has answered", text(post(clerk, "/applications/", address)))
        sandbox.faults.set({"fail": 1})
        assert "HTTP" in text(post(clerk, "/applications/", address))


def test_the_desk_says_that_customs_reviews_elsewhere(
    app: Flask, login: Callable[[str], FlaskClient], tmp_path: Path
) -> None:
    reviewer = login(factory.REVIEWER)
    with sandbox_beside(app, tmp_path, rule="hand"):
        with app.app_context():
            made = factory.draft().id
            factory.lead(made, Action.SUBMIT)
        page = text(reviewer.get(f"/review/{made}"))
        assert len(re.findall("自有系统|in its own system", page)) >= 5
        assert not re.search("您的角色|Your roles", page)


@pytest.mark.function("5.9.3")
def test_what_customs_printed_is_reported_on_the_sandbox_s_page_and_shown(
    app: Flask, login: Callable[[str], FlaskClient], tmp_path: Path
) -> None:
    with sandbox_beside(app, tmp_path, rule="hand") as sandbox:
        with app.app_context():
            factory.lead(factory.draft().id, Action.SUBMIT)
            factory.act_as(factory.ADMINISTRATOR)
            sending.send_waiting(datetime.now(UTC))
        page = sandbox.app.test_client()
        token = re.search(r'name="token" value="([^"]+)"', text(page.get("/"))).group(1)  # type: ignore[union-attr]
        form = {"token": token, "sender": SENDER, "customs_code": "0901", "count": "2"}
        assert page.post("/prints", data={**form, "token": "x"}).status_code == 403
        assert page.post("/prints", data={**form, "count": "0"}).status_code == 400
        assert page.post("/prints", data=form).status_code == 303
        with app.app_context():
            factory.act_as(factory.ADMINISTRATOR)
            assert inbox.collect(datetime.now(UTC)).applied == 1
            body = db.session.scalars(db.select(InboxMessage)).one().payload["body"]
    number = body["documents"][0]["document_no"]
    assert number in text(login("admin").get(f"/customs-prints/?document_no={number}"))
    assert "海关 0901" in text(login("admin").get("/messages/received/"))
