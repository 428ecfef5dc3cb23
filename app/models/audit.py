"""Operation history: collects every flushed change and appends it, hash-chained, when the transaction commits."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import current_app
from sqlalchemy import event, inspect, select, update
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import History

from app.models.base import RecordMixin, utc_now
from app.models.export_request import ExportRequest
from app.models.format_sync import FormatSync, SyncRun
from app.models.history_head import read_head_file, write_head_file
from app.models.identity import CardChallenge
from app.models.job import JobLease, JobRun
from app.models.known_name import ActorName, ProducerName
from app.models.lookup import Lookup
from app.models.notice import NoticeReading
from app.models.operation_record import HistoryHead, OperationRecord
from app.models.reminder import Reminder
from app.models.scope import actor_of
from app.models.seeded_default import SeededDefault
from app.models.total import DailyTotal, MonthlyTotal, StandingTotal, StepTotal
from app.models.user import User
from app.models.user_session import LoginAttempt, UserSession

GENESIS = "0" * 64
UNRECORDED = (
    OperationRecord,
    HistoryHead,
    UserSession,
    LoginAttempt,
    NoticeReading,
    JobLease,
    JobRun,
    Lookup,
    Reminder,
    FormatSync,
    SyncRun,
    ExportRequest,
    DailyTotal,
    MonthlyTotal,
    StandingTotal,
    StepTotal,
    ProducerName,
    ActorName,
    CardChallenge,
    SeededDefault,
)
#: bookkeeping that says nothing by itself
SILENT = frozenset(
    {
        "version",
        "changed_at",
        "changed_by_id",
        "changed_on",
        "last_login",
        "login_count",
        "fail_login_count",
        "preferences",
        "password_set_at",
        "reference_hash",
        # of a message: its hash says as much, and attempts are no decisions
        "payload",
        "attempts",
        "claimed_until",
        "next_try_at",
    }
)
SECRET = frozenset({"password"})
#: many-to-many sides worth a line in the history
LISTED_RELATIONS: dict[str, tuple[str, ...]] = {"ab_user": ("roles",), "ab_role": ("permissions", "user")}

Change = tuple[Any, Any]


class UnrecordedChangeError(RuntimeError):
    """Refuse a bulk INSERT, UPDATE or DELETE: it would pass scope and history by."""


@event.listens_for(Session, "before_flush")
def _stamp(session: Session, *_: object) -> None:
    """Fill in 经办详细: who created and last changed a row."""
    actor = actor_of(session)
    user_id = actor.user_id if actor else None
    for row in session.new:
        if isinstance(row, RecordMixin):
            row.created_by_id = row.created_by_id or user_id
            row.changed_by_id = row.changed_by_id or user_id
    for row in session.dirty:
        if isinstance(row, RecordMixin) and session.is_modified(row):
            row.changed_at = utc_now()
            row.changed_by_id = user_id


@event.listens_for(Session, "after_flush")
def _collect(session: Session, *_: object) -> None:
    pending: list[tuple[str, str, str, dict[str, Change]]] = session.info.setdefault("history", [])
    for operation, rows in (("insert", session.new), ("update", session.dirty), ("delete", session.deleted)):
        for row in rows:
            if isinstance(row, UNRECORDED):
                continue
            changes = dict(_changes(row, operation))
            if changes:
                pending.append((row.__tablename__, _row_id(row), operation, changes))


@event.listens_for(Session, "before_commit")
def _append(session: Session) -> None:
    """Write the collected records last, so that the chain's head is locked for as short as can be."""
    if session.in_nested_transaction():
        return
    session.flush()
    pending = session.info.pop("history", [])
    if not pending:
        return
    count, previous = _locked_head(session)
    is_continued = _continues_head_file(session, count)
    rows = []
    for table_name, row_id, operation, changes in pending:
        count += 1
        record = _record(session, count, previous, (table_name, row_id, operation, changes))
        previous = record["hash"]
        rows.append(record)
    session.connection().execute(OperationRecord.__table__.insert(), rows)
    session.connection().execute(update(HistoryHead.__table__).values(count=count, hash=previous))
    if is_continued:
        session.info["history_head"] = (count, previous)


@event.listens_for(Session, "after_commit")
def _tell_head_file(session: Session) -> None:
    head = session.info.pop("history_head", None)
    if head is not None:
        write_head_file(current_app.config["SETTINGS"].instance, *head)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("history", None)
    session.info.pop("history_head", None)


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    mapper = state.bind_mapper
    if mapper is not None and not issubclass(mapper.class_, UNRECORDED):
        raise UnrecordedChangeError(
            f"change rows of {mapper.class_.__name__} one by one: bulk statements pass history by"
        )


def record_hash(record: Mapping[str, Any], key: str) -> str:
    """Return the HMAC of a record over everything but the hash itself, the previous hash included."""
    told = {name: plain(record[name]) for name in sorted(record) if name != "hash"}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it; two databases give the same text for the same row."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return value


def _locked_head(session: Session) -> tuple[int, str]:
    statement = select(HistoryHead.count, HistoryHead.hash).with_for_update()
    head = session.connection().execute(statement).first()
    if head is None:
        session.connection().execute(HistoryHead.__table__.insert(), {"id": 1, "count": 0, "hash": GENESIS})
        return 0, GENESIS
    return head[0], head[1]


def _continues_head_file(session: Session, count: int) -> bool:
    """Tell whether the table still holds the record that the head file has seen.

    If not, records were taken away: the file stays as it is, as evidence for `flask audit verify`.
    """
    known = read_head_file(current_app.config["SETTINGS"].instance)
    if known is None or known[0] == 0:
        return True
    statement = select(OperationRecord.__table__.c.hash).where(OperationRecord.__table__.c.id == known[0])
    return known[0] <= count and session.connection().scalar(statement) == known[1]


def _record(
    session: Session, number: int, previous: str, change: tuple[str, str, str, dict[str, Change]]
) -> dict[str, Any]:
    actor = actor_of(session)
    table_name, row_id, operation, changes = change
    record: dict[str, Any] = {
        "id": number,
        "table_name": table_name,
        "row_id": row_id,
        "operation": operation,
        "changes": {name: [plain(old), plain(new)] for name, (old, new) in changes.items()},
        "user_id": actor.user_id if actor else None,
        "actor_name": actor.name if actor else "System",
        "organisation_id": actor.organisation_id if actor else None,
        "address": actor.address if actor else "",
        "request_id": actor.request_id if actor else "",
        "happened_at": utc_now(),
        "previous_hash": previous,
    }
    record["hash"] = record_hash(record, current_app.config["SETTINGS"].history_key)
    return record


def _row_id(row: Any) -> str:
    return ",".join(str(part) for part in inspect(row).mapper.primary_key_from_instance(row))


def _changes(row: Any, operation: str) -> Iterator[tuple[str, Change]]:
    state = inspect(row)
    secret = SECRET | getattr(row, "secret_columns", frozenset())
    for column in state.mapper.column_attrs:
        if column.key in SILENT or column.key == "id":
            continue
        history = state.attrs[column.key].history
        if operation != "update":
            value = state.dict.get(column.key)
            if value not in (None, "", {}, []):
                change = (None, value) if operation == "insert" else (value, None)
                yield from _told(column.key, *change, is_secret=column.key in secret)
        elif history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            yield from _told(column.key, old, new, is_secret=column.key in secret)
    for name in LISTED_RELATIONS.get(row.__tablename__, ()):
        yield from _listed(name, state.attrs[name].history)


def _told(name: str, old: Any, new: Any, *, is_secret: bool = False) -> Iterator[tuple[str, Change]]:
    """Yield one change a column, or one a key where the column is a dictionary."""
    if is_secret:
        yield name, ("•••" if old else None, "•••" if new else None)
    elif isinstance(old, dict) or isinstance(new, dict):
        before, after = old or {}, new or {}
        for key in sorted({*before, *after}):
            if before.get(key) != after.get(key):
                yield f"{name}.{key}", (before.get(key), after.get(key))
    elif old != new:
        yield name, (old, new)


def _listed(name: str, history: History) -> Iterator[tuple[str, Change]]:
    if history.added or history.deleted:
        yield name, (sorted(map(_label, history.deleted or ())), sorted(map(_label, history.added or ())))


def _label(row: Any) -> str:
    return row.username if isinstance(row, User) else repr(row)
