"""The sandbox's customs office: takes messages in, keeps each once and in order, reviews by a rule or by hand."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from app.catalogue.loader import catalogue
from app.domain.document.canonical import canonical_bytes, sha256_of
from app.domain.workflow import TOLD_BY_CUSTOMS, TRANSITIONS, Action
from app.gateways.customs.messages import FROM_CUSTOMS, TO_CUSTOMS, Acknowledgement
from app.gateways.customs.sandbox.store import Store

OFFICER = "沙箱审核员（示例） SANDBOX OFFICER (EXAMPLE)"
#: what the rule does with a declaration by itself; "hand" leaves it to the page
RULES = ("hand", "accept", "approve", "return")
STATUS_OF_KIND = {"application": "submitted", "reissue": "submitted", "withdrawal": "withdrawn", "format": "published"}
DECIDED_UPON = ("application", "reissue", "withdrawal", "confirmation")
#: step by hand → statuses it is possible in, status after it
STEPS: dict[str, tuple[frozenset[str], str]] = {
    **{
        action: (frozenset(TRANSITIONS[Action(action)].sources), target.value)
        for action in TOLD_BY_CUSTOMS
        if (target := TRANSITIONS[Action(action)].target) is not None
    },
    "make": (frozenset({"approved"}), "issued"),
}
#: steps that ask for an opinion
REASONED = {action for action in TOLD_BY_CUSTOMS if TRANSITIONS[Action(action)].needs_reason}


class Office:
    """Hold the rule; everything else is in the store."""

    def __init__(self, store: Store, *, rule: str = "approve") -> None:
        self.store, self.rule = store, rule

    def take_in(self, data: dict[str, Any]) -> Acknowledgement:
        """Keep a message once, in the order of its subject, and review it; return what to say of it."""
        digest = sha256_of(data)
        try:
            message = TO_CUSTOMS.validate_python(data)
        except ValidationError as error:
            reason = f"not a message of this protocol: {error.error_count()} errors"
            message_id = str(data.get("message_id"))
            return Acknowledgement(message_id=message_id, sha256=digest, outcome="refused", reason=reason)
        with self.store.writing() as database:
            outcome, has_version, reason = self._keep(database, message, data, digest)
        return Acknowledgement(
            message_id=message.message_id, sha256=digest, outcome=outcome, has_version=has_version, reason=reason
        )

    def _keep(self, database: sqlite3.Connection, message: Any, data: dict[str, Any], digest: str) -> tuple[Any, ...]:
        known = database.execute("SELECT sha256 FROM message WHERE message_id = ?", (message.message_id,)).fetchone()
        held = database.execute(
            "SELECT version, status FROM subject WHERE sender = ? AND subject = ?", (message.sender, message.subject)
        ).fetchone()
        has_version = held["version"] if held else None
        if known is not None:
            database.execute("UPDATE message SET arrivals = arrivals + 1 WHERE message_id = ?", (message.message_id,))
            same = known["sha256"] == digest
            return ("repeated", has_version, "") if same else ("refused", has_version, "this id has another text")
        if message.previous_version is not None and (has_version is None or has_version < message.previous_version):
            return "early", has_version, ""
        if has_version is not None and message.subject_version <= has_version:
            return "refused", has_version, "older than what is here"
        now = datetime.now(UTC).isoformat()
        database.execute(
            "INSERT INTO message (message_id, sender, kind, subject, version, sha256, body, received_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                message.message_id, message.sender, message.kind, message.subject, message.subject_version, digest,
                canonical_bytes(data).decode(), now,
            ),
        )  # fmt: skip
        status = _status_after(message, held["status"] if held else "")
        database.execute(
            "INSERT INTO subject (sender, subject, version, sha256, status) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (sender, subject) DO UPDATE SET version = excluded.version, sha256 = excluded.sha256, "
            "status = excluded.status",
            (message.sender, message.subject, message.subject_version, digest, status),
        )
        if message.kind in DECIDED_UPON:
            database.execute(
                "UPDATE subject SET decided_version = ? WHERE sender = ? AND subject = ?",
                (message.subject_version, message.sender, message.subject),
            )
            self._by_rule(database, message.sender, message.subject)
        return "accepted", message.subject_version, ""

    def step(self, sender: str, subject: str, name: str, *, opinion: str = "") -> str:
        """Take one step by hand and return the status after it; raises ValueError where it is not possible."""
        with self.store.writing() as database:
            self._step(database, sender, subject, name, opinion=opinion)
            return str(_held(database, sender, subject)["status"])

    def report_prints(self, sender: str, customs_code: str, *, count: int) -> None:
        """Report documents that an office printed itself, under invented numbers; raises ValueError."""
        today = datetime.now(UTC).date()
        documents = [
            {"customs_code": customs_code, "document_no": f"S{uuid.uuid4().int % 10**15:015d}", "receipt_date": today}
            for _ in range(count)
        ]
        with self.store.writing() as database:
            _answer(database, sender, f"prints/{customs_code}", "customs_prints", {"documents": documents})

    def _by_rule(self, database: sqlite3.Connection, sender: str, subject: str) -> None:
        status = _held(database, sender, subject)["status"]
        application = _application(database, sender, subject)
        asks_first = bool(application["body"]["header"].get("needs_confirmation"))
        way: dict[tuple[str, str], tuple[str, ...]] = {
            ("accept", "submitted"): ("accept",),
            ("return", "submitted"): ("accept", "return"),
            ("approve", "submitted"): ("accept", "ask_confirmation") if asks_first else ("accept", "approve", "make"),
            ("approve", "under_review"): ("ask_confirmation",),
            ("approve", "confirmed"): ("approve", "make"),
        }
        for name in way.get((self.rule, status), ()):
            self._step(
                database, sender, subject, name, opinion="请更正后重新申报（沙箱）。" if name == "return" else ""
            )

    def _step(self, database: sqlite3.Connection, sender: str, subject: str, name: str, *, opinion: str) -> None:
        held = _held(database, sender, subject)
        sources, target = STEPS[name]
        if held["status"] not in sources:
            raise ValueError(f"{name} is not possible while the status is {held['status']}")
        application = _application(database, sender, subject)
        body = _BODIES.get(name, _nothing)(database, sender, application)
        if name != "make":
            body |= {"action": name, "opinion": opinion, "decided_at": datetime.now(UTC)}
        _answer(database, sender, subject, "dates" if name == "make" else "review_result", {
            "about_version": held["decided_version"], "officer": OFFICER, **body,
        })  # fmt: skip
        database.execute("UPDATE subject SET status = ? WHERE sender = ? AND subject = ?", (target, sender, subject))


def _status_after(message: Any, before: str) -> str:
    if message.kind == "confirmation":
        return "confirmed" if message.body.is_agreed else "under_review"
    return STATUS_OF_KIND.get(message.kind, before)


def _held(database: sqlite3.Connection, sender: str, subject: str) -> dict[str, Any]:
    row = database.execute("SELECT * FROM subject WHERE sender = ? AND subject = ?", (sender, subject)).fetchone()
    if row is None:
        raise ValueError("there is no such subject")
    return dict(row)


def _application(database: sqlite3.Connection, sender: str, subject: str) -> dict[str, Any]:
    """Return the last declaration of a subject."""
    row = database.execute(
        "SELECT body FROM message WHERE sender = ? AND subject = ? AND kind IN ('application', 'reissue') "
        "ORDER BY version DESC LIMIT 1",
        (sender, subject),
    ).fetchone()
    if row is None:
        raise ValueError("there is no such application")
    found: dict[str, Any] = json.loads(row["body"])
    return found


def _answer(database: sqlite3.Connection, sender: str, subject: str, kind: str, body: dict[str, Any]) -> None:
    last = database.execute(
        "SELECT MAX(version) FROM answer WHERE sender = ? AND subject = ?", (sender, subject)
    ).fetchone()[0]
    data = FROM_CUSTOMS.validate_python(
        {
            "kind": kind,
            "protocol": TOLD_BY_CUSTOMS.get(str(body.get("action")), 1),
            "message_id": str(uuid.uuid4()),
            "sender": "customs",
            "subject": subject,
            "subject_version": (last or 0) + 1,
            "previous_version": last,
            "written_at": datetime.now(UTC),
            "body": body,
        }
    ).model_dump(mode="json")
    database.execute(
        "INSERT INTO answer (message_id, sender, subject, version, body) VALUES (?, ?, ?, ?, ?)",
        (data["message_id"], sender, subject, data["subject_version"], canonical_bytes(data).decode()),
    )


def _nothing(_database: sqlite3.Connection, _sender: str, _application: dict[str, Any]) -> dict[str, Any]:
    return {}


def _filled_in(database: sqlite3.Connection, sender: str, application: dict[str, Any]) -> dict[str, Any]:
    """Enter customs' own fields, as the format that the enterprise sent asks for them."""
    documents = application["body"]["documents"]
    return {
        "documents": [
            {
                "position": document["position"],
                "customs_values": dict(_entries(_definition(database, sender, document), document)),
                "certificate_no": _number(application, document),
            }
            for document in documents
        ]
    }


def _made(_database: sqlite3.Connection, _sender: str, application: dict[str, Any]) -> dict[str, Any]:
    today = datetime.now(UTC).date()
    return {
        "documents": [
            {"certificate_no": _number(application, document), "receipt_date": today, "making_date": today}
            for document in application["body"]["documents"]
        ]
    }


_BODIES: dict[str, Callable[[sqlite3.Connection, str, dict[str, Any]], dict[str, Any]]] = {
    "ask_confirmation": _filled_in,
    "approve": _filled_in,
    "make": _made,
}


def _number(application: dict[str, Any], document: dict[str, Any]) -> str:
    return f"{application['body']['header']['inspection_no']}{document['sub_certificate_no']}"


def _definition(database: sqlite3.Connection, sender: str, document: dict[str, Any]) -> Any:
    """Return the format that a document is written with: as it was sent, else as the catalogue has it."""
    row = database.execute(
        "SELECT body FROM message WHERE sender = ? AND subject = ? AND version = ?",
        (sender, f"format/{document['format_code']}", document["format_version"]),
    ).fetchone()
    if row is None:
        return catalogue().formats[document["format_code"]]
    sent = json.loads(json.loads(row["body"])["body"]["definition"])
    return catalogue().parse_format(sent, name=document["format_code"])


def _entries(spec: Any, document: dict[str, Any]) -> list[tuple[str, str]]:
    today = datetime.now(UTC).date().isoformat()

    def entry(field: Any) -> str:
        if field.kind in {"date", "date_or_text"}:
            return today
        return "1" if field.kind in {"quantity", "decimal", "money"} else OFFICER[: field.max_length]

    values = [(f.key, entry(f)) for f in spec.fields if f.entered_by == "customs" and f.required]
    rows = document["content"].get("rows", {})
    cells = [
        (f"{column.group}.{number}.{column.key}", entry(column))
        for column in spec.columns
        if column.entered_by == "customs" and column.required
        for number in range(len(rows.get(column.group, ())))
    ]
    return [*values, *cells]
