"""Timeline 时间轴 of a user in words, paged: what happened, when, from where, and who did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.models import LoginAttempt, OperationRecord, User
from app.services.people import user_timelines
from app.services.people.user_timelines import Event
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.lists.base import ReferenceView
from app.views.lists.paging import read_page
from app.views.words.label import Label
from app.views.words.labels import table_label
from app.views.words.told import OPERATIONS, Line
from app.views.words.value_words import row_name

KINDS = {"": _l("Everything"), "login": _l("Logins"), "account": _l("The account"), "work": _l("Own changes")}
#: door of an attempt → what a success and a failure at it are called
DOORS: Mapping[str, tuple[Label, Label]] = {
    "form": (_l("Logged in"), _l("Wrong password")),
    "overseas": (_l("Logged in on the overseas portal"), _l("Wrong password on the overseas portal")),
    "change": (_l("Confirmed the password to change it"), _l("Wrong current password when changing it")),
    "card": (_l("Logged in by card"), _l("Refused card")),
    "outside": (_l("Logged in through the Single Window"), _l("Refused login through the Single Window")),
    "reset": (_l("Wrong passwords forgiven by a reset"), _l("Wrong password")),
    "unlock": (_l("Wrong passwords forgiven by an unlock"), _l("Wrong password")),
    "register": (_l("Registered"), _l("Refused registration")),
}
#: state of an account → what its change is called
STATES = {"active": _l("Unlocked"), "locked": _l("Locked"), "deregistered": _l("Deregistered")}
LINES_SHOWN = 8


@dataclass(frozen=True)
class Shown:
    """Hold one event as the page shows it; `record` numbers it in the history, `more` counts hidden lines."""

    happened_at: datetime
    title: str
    colour: str
    who: str
    address: str
    lines: Sequence[Line] = ()
    more: int = 0
    record: int | None = None


def context(user: User) -> Context:
    """Return what the timeline's page shows; the page and the kind come from the address."""
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else ""
    found = user_timelines.of(current_actor(), user, kind=kind, page=read_page(request.args.get("page", "")))
    return {
        "timeline": found,
        "shown": [_shown(event, user) for event in found.events],
        "kinds": [(value, str(label)) for value, label in KINDS.items()],
        "kind": kind,
    }


def _shown(event: Event, user: User) -> Shown:
    if event.attempt is not None:
        return _attempt(event.attempt, user)
    record = event.record
    if record is None:
        raise ValueError("an event is an attempt or a record")
    return _account(record) if event.kind == "account" else _work(record)


def _attempt(attempt: LoginAttempt, user: User) -> Shown:
    success, failure = DOORS.get(attempt.door, DOORS["form"])
    title = str(success if attempt.has_succeeded else failure)
    colour = "ok" if attempt.has_succeeded else "bad"
    return Shown(attempt.tried_at, title, colour, user.full_name, attempt.address)


def _account(record: OperationRecord) -> Shown:
    return _changed(record, _account_title(record), "info")


def _account_title(record: OperationRecord) -> str:
    """Name a change of an account by what matters most in it."""
    changes = record.changes
    if record.operation == "insert":
        return _("Account opened")
    if "status" in changes:
        return str(STATES.get(str(changes["status"][1]), _("Account changed")))
    if "password" in changes:
        is_given = changes.get("needs_password_change", [None, None])[1] is True
        return _("Password reset") if is_given else _("Password changed")
    return _("Roles changed") if "roles" in changes else _("Account changed")


def _work(record: OperationRecord) -> Shown:
    title = _(
        "%(operation)s: %(record)s %(number)s",
        operation=OPERATIONS.get(record.operation, record.operation),
        record=table_label(record.table_name),
        number=row_name(record.table_name, record.row_id),
    )
    return _changed(record, title, "mute")


def _changed(record: OperationRecord, title: str, colour: str) -> Shown:
    entry = ReferenceView.teller.entry(record)
    lines, more = entry.lines[:LINES_SHOWN], max(0, len(entry.lines) - LINES_SHOWN)
    return Shown(record.happened_at, title, colour, entry.who, entry.address, lines, more, record.id)
