"""The message monitor for administrators: outbox, inbox, dead letters, and what can be done about them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from flask import flash, redirect
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.models import InboxMessage, OutboxMessage
from app.models.base import utc_now
from app.models.message import INBOX_KINDS, INBOX_STATES, OUTBOX_KINDS, OUTBOX_STATES
from app.services.exchange import inbox, outbox
from app.views.exchange import words
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import RowAction
from app.views.lists.base import BIGGEST_ID, ReadOnlyView
from app.views.lists.columns import Column
from app.views.lists.forms import told
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text, WordedText
from app.views.lists.tabs import TabSpec

EMPTY = _l("Messages travel only where customs is a system of its own; here reviewers work at the desk.")

Message = TypeVar("Message", OutboxMessage, InboxMessage)


class MessagesView(ReadOnlyView[Message]):
    """Show messages of one direction; a subclass names the table."""

    empty_text = EMPTY
    show_template = "exchange/message.html"

    def extras(self, row: Message) -> Context:
        """Return the message as it travels."""
        return {"payload": json.dumps(row.payload, ensure_ascii=False, indent=2, sort_keys=True)}

    def do(self, pk: int, act: Callable[[], Message | None], done: str) -> Response:
        """Take one step on a message and go back to it."""
        with told():
            act()
            flash(done, "success")
        return redirect(self.url("show", pk=pk), code=303)


class OutboxMessagesView(MessagesView[OutboxMessage]):
    route_base = "/messages/sent"
    class_permission_name = screen = "outbox_messages"
    datamodel = FastInterface(OutboxMessage)
    list_title = _l("Messages to customs")
    tabs = TabSpec(
        column=OutboxMessage.state, options=lambda: [(code, words.state_label(code)) for code in OUTBOX_STATES]
    )
    columns = (
        Column(key="id", wording="list", kind="number", sort=OutboxMessage.id, is_link=True),
        Column(key="written_at", kind="second"),
        Column(key="kind", value=lambda row: words.kind(row.kind), width=14),
        Column(
            key="subject", wording="about", value=lambda row: words.subject(row.subject), sort=OutboxMessage.subject
        ),
        Column(key="subject_version"),
        Column(key="state", chip=words.state),
        Column(key="attempts", label=_l("Attempts"), kind="number"),
        Column(key="delivered_at", label=_l("Delivered at"), kind="second"),
        Column(key="next_try_at", label=_l("Next try"), kind="second", is_chosen=False),
        Column(key="error", value=lambda row: words.reason(row.error), width=30),
        Column(key="message_id", is_chosen=False),
        Column(key="sha256", label="SHA-256", is_chosen=False),
    )
    facts = columns
    query = (
        WordedText(name="about", wording="about", columns=(OutboxMessage.subject,), stored=words.stored_subjects),
        Choice(column=OutboxMessage.kind, choices=lambda: [(code, words.kind(code)) for code in OUTBOX_KINDS]),
        Text(name="message", columns=(OutboxMessage.message_id,), match="exact"),
        DateRange(column=OutboxMessage.written_at),
    )

    @route(f"/{BIGGEST_ID}/resend", methods=["POST"])
    def resend(self, pk: int) -> Response:
        """Put a dead letter back in line."""
        sent = _("The message waits again and goes out with the next run.")
        return self.do(pk, lambda: outbox.send_again(current_actor(), pk, now=utc_now()), sent)

    def record_actions(self, row: OutboxMessage) -> list[RowAction]:
        if row.state != "failed" or not self.may("resend"):
            return []
        return [self.button("resend", row, _("Send again"))]


class InboxMessagesView(MessagesView[InboxMessage]):
    route_base = "/messages/received"
    class_permission_name = screen = "inbox_messages"
    datamodel = FastInterface(InboxMessage)
    list_title = _l("Answers of customs")
    tabs = TabSpec(
        column=InboxMessage.state, options=lambda: [(code, words.state_label(code)) for code in INBOX_STATES]
    )
    columns = (
        Column(key="id", wording="list", kind="number", sort=InboxMessage.id, is_link=True),
        Column(key="received_at", kind="second"),
        Column(key="kind", value=lambda row: words.kind(row.kind), width=14),
        Column(key="subject", wording="about", value=lambda row: words.subject(row.subject), sort=InboxMessage.subject),
        Column(key="subject_version"),
        Column(
            key="about_version",
            label=_l("Answers version"),
            value=lambda row: row.about_version or None,  # records of customs answer nothing
            kind="number",
        ),
        Column(key="state", chip=words.state),
        Column(key="applied_at", label=_l("Carried out at"), kind="second"),
        Column(key="error", value=lambda row: words.reason(row.error), width=30),
        Column(key="message_id", is_chosen=False),
        Column(key="sha256", label="SHA-256", is_chosen=False),
    )
    facts = columns
    query = (
        WordedText(name="about", wording="about", columns=(InboxMessage.subject,), stored=words.stored_subjects),
        Choice(column=InboxMessage.kind, choices=lambda: [(code, words.kind(code)) for code in INBOX_KINDS]),
        Text(name="message", columns=(InboxMessage.message_id,), match="exact"),
        DateRange(column=InboxMessage.received_at),
    )

    @route(f"/{BIGGEST_ID}/reapply", methods=["POST"])
    def reapply(self, pk: int) -> Response:
        """Try once more to apply an answer that failed."""
        tried = _("It was tried once more; the state says what came of it.")
        return self.do(pk, lambda: inbox.apply_again(current_actor(), pk, now=utc_now()), tried)

    @route(f"/{BIGGEST_ID}/set-aside", methods=["POST"], right="reapply")
    def set_aside(self, pk: int) -> Response:
        """Leave an answer out for good, so that those after it are applied."""
        done = _("The answer is set aside.")
        return self.do(pk, lambda: inbox.set_aside(current_actor(), pk, now=utc_now()), done)

    def record_actions(self, row: InboxMessage) -> list[RowAction]:
        if row.state != "failed" or not self.may("reapply"):
            return []
        question = _("Set answer %(number)s aside? It is never applied then.", number=row.id)
        return [
            self.button("reapply", row, _("Apply again")),
            self.button("set_aside", row, _("Set aside"), question),
        ]
