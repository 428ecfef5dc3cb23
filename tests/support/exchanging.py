"""An application on its way to customs and back: declared, reviewed by hand in the sandbox, collected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Action
from app.extensions import db
from app.models import Application
from app.services.exchange import inbox, sending
from tests.factories import applications as factory
from tests.support.sandbox import SENDER

if TYPE_CHECKING:
    from datetime import datetime

    from app.gateways.customs.sandbox import Sandbox


def declare(now: datetime, **options: object) -> int:
    """Declare a new application, send it to customs and return its number."""
    made = factory.draft(**options).id  # type: ignore[arg-type]
    factory.lead(made, Action.SUBMIT)
    factory.act_as(factory.ADMINISTRATOR)
    sending.send_waiting(now)
    return made


def step(sandbox: Sandbox, application_id: int, *names: str, now: datetime, opinion: str = "") -> str:
    """Let the office take steps by hand, then collect them; return the application's status."""
    for name in names:
        sandbox.office.step(SENDER, f"application/{application_id}", name, opinion=opinion)
    factory.act_as(factory.ADMINISTRATOR)
    done = inbox.collect(now)
    assert not done.problem
    return status(application_id)


def status(application_id: int) -> str:
    """Return the status of an application, as the administrator sees it."""
    factory.act_as(factory.ADMINISTRATOR)
    return db.session.get_one(Application, application_id).status


def states(model: type, application_id: int) -> list[str]:
    """Return the states of an application's messages, the oldest first."""
    rows = db.session.scalars(db.select(model).where(model.application_id == application_id).order_by(model.id))
    return [row.state for row in rows]
