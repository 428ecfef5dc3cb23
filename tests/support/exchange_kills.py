"""Work of the exchange in a child process that kills itself (SIGKILL) at a named point."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from app.extensions import db
from tests.support.crash import forked

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

#: where a child dies: name → (work, module or "customs" or "database", function or event, before or after it)
POINTS: dict[str, tuple[str, str, str, str]] = {
    "declaration_before_commit": ("declare", "database", "commit", "before"),
    "declaration_after_commit": ("declare", "session", "after_commit", "after"),
    "before_the_claim": ("send", "sending", "_claim", "before"),
    "after_the_claim": ("send", "sending", "_claim", "after"),
    "claimed_not_sent": ("send", "customs", "send", "before"),
    "sent_not_recorded": ("send", "customs", "send", "after"),
    "while_recording": ("send", "records_flush", "after_flush", "after"),
    "recorded": ("send", "sending", "_record", "after"),
    "before_the_answers": ("collect", "customs", "answers", "before"),
    "answers_not_kept": ("collect", "customs", "answers", "after"),
    "while_keeping": ("collect", "inbox", "_keep", "after"),
    "kept_not_acknowledged": ("collect", "customs", "acknowledge", "before"),
    "acknowledged_not_applied": ("collect", "customs", "acknowledge", "after"),
    "while_applying": ("collect", "customs_feed", "apply", "after"),
    "applied": ("collect", "inbox", "_apply", "after"),
}
KILLED, UNHARMED = -signal.SIGKILL, 0


def run_and_kill(app: Flask, point: str, declare: Callable[[], object], *, port: int, now: datetime) -> int:
    """Do the point's work in a forked child; return how it ended: KILLED, or UNHARMED when it never got there."""
    return forked(app, lambda: _work(app, point, declare, port=port, now=now))


def _work(app: Flask, point: str, declare: Callable[[], object], *, port: int, now: datetime) -> None:
    from app.services.exchange import inbox, sending
    from tests.support.sandbox import exchange

    customs = exchange(port, timeout=0.25)
    app.extensions["gateways"] = replace(app.extensions["gateways"], customs=customs)
    _arm(point, customs)
    work = POINTS[point][0]
    if work == "declare":
        declare()
    elif work == "send":
        sending.send_waiting(now)
    else:
        inbox.collect(now)


def _arm(point: str, customs: Any) -> None:
    from app.services.exchange import customs_feed, inbox, sending

    _, place, name, moment = POINTS[point]
    if place == "database":
        event.listen(db.engine, "commit", _die)
    elif place in {"session", "records_flush"}:
        event.listen(db.session(), name, _die)
    else:
        owner = {"customs": customs, "sending": sending, "inbox": inbox, "customs_feed": customs_feed}[place]
        setattr(owner, name, _deadly(getattr(owner, name), moment))


def _deadly(function: Callable[..., Any], moment: str) -> Callable[..., Any]:
    def deadly(*arguments: Any, **options: Any) -> Any:
        if moment == "before":
            _die()
        result = function(*arguments, **options)
        _die()
        return result

    return deadly


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
