"""Screens of the exchange: message monitor, jobs, sync, home page, webhook."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.workflow import Action
from app.extensions import db
from app.models import InboxMessage, OutboxMessage
from app.services.exchange import inbox, sending
from tests.factories import applications as factory
from tests.support.forms import csrf_token
from tests.support.sandbox import SENDER, sandbox_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


def post(client: FlaskClient, page: str, address: str, **data: Any) -> Any:
    return client.post(address, data={"csrf_token": csrf_token(client, page), **data}, follow_redirects=True)


def text(answer: Any) -> str:
    assert answer.status_code == 200
    found: str = answer.get_data(as_text=True)
    return found


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
