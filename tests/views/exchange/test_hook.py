"""The webhook: it takes what customs signed and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.document.canonical import canonical_bytes
from app.domain.workflow import Action
from app.extensions import db
from app.gateways.customs.signing import SIGNATURE, SIGNED_AT, Hmac, answer_text, request_text
from app.models import InboxMessage
from app.services.exchange import sending
from tests.factories import applications as factory
from tests.support.sandbox import KEY, SENDER, sandbox_beside

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


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
