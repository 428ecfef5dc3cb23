"""Messages with customs are seen with the application that they are about."""

from __future__ import annotations

import pytest

from app.models import Application, InboxMessage, OutboxMessage
from tests.support.sight import ADMIN, BEIFANG, CLERK, HAIAN, Sight


@pytest.mark.parametrize("model", [OutboxMessage, InboxMessage])
def test_a_message_is_seen_with_its_application(model: type[OutboxMessage | InboxMessage]) -> None:
    rows = Sight()
    mine, theirs = (
        rows.put(Application, organisation_id=owner, status="draft", entry_mode="blank") for owner in (HAIAN, BEIFANG)
    )
    told = [rows.put(model, application_id=about, state="waiting") for about in (mine, theirs, None)]
    assert rows.seen(model, CLERK) == told[:1]
    assert rows.seen(model, ADMIN) == told


def test_it_is_called_by_its_id() -> None:
    assert str(OutboxMessage(message_id="m-1")) == "m-1"
