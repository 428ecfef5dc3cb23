"""The webhook's part: only what customs signed is taken, and with the embedded desk there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotPermittedError
from app.extensions import db
from app.models import InboxMessage
from app.services.exchange import webhook

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from app.gateways.customs.sandbox import Sandbox


def test_an_unsigned_request_is_refused_and_keeps_nothing(sandbox: Sandbox, now: datetime) -> None:
    with pytest.raises(NotPermittedError) as refused:
        webhook.receive("/exchange/hook", {}, b"{}", {}, now=now)
    assert refused.value.code == "not_signed"
    assert db.session.scalar(db.select(InboxMessage.id)) is None


def test_the_embedded_desk_has_no_webhook(context: Flask, now: datetime) -> None:
    assert webhook.receive("/exchange/hook", {}, b"{}", {}, now=now) is None
