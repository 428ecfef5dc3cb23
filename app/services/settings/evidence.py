"""The operation history as evidence: checks that nobody changed, removed, added or moved a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection, RowMapping, select

from app.extensions import db
from app.models import HistoryHead, OperationRecord
from app.models.audit import GENESIS, record_hash
from app.models.history_head import read_head_file

_RECORDS = OperationRecord.__table__
_HEAD = HistoryHead.__table__
#: nobody reads more findings than these; the first one tells where to look
MAX_FINDINGS = 50


def verify(*, folder: Path, key: str) -> list[str]:
    """Walk the whole chain and return what is wrong with it, in words; an empty list when all is well.

    folder   where the head file stands, outside the database
    key      the secret that records are hashed with
    """
    with db.engine.connect().execution_options(stream_results=True, writes=False) as connection, connection.begin():
        return check(connection, folder=folder, key=key)


def check(connection: Connection, *, folder: Path, key: str) -> list[str]:
    """Do the same on a connection of the caller's."""
    # the file first: it is written after the commit, so a record more in the table may only be younger
    told = read_head_file(folder)
    findings: list[str] = []
    count, last, at_file = 0, GENESIS, None
    for finding, record in _walk(connection, key):
        findings += [finding] if finding and len(findings) < MAX_FINDINGS else []
        count, last = count + 1, record["hash"]
        if told is not None and count == told[0]:
            at_file = record["hash"]
    head = connection.execute(select(_HEAD.c.count, _HEAD.c.hash)).tuples().all()
    return findings + _compare_head(head, count, last) + _compare_file(told, count, at_file)


def _walk(connection: Connection, key: str) -> Iterator[tuple[str | None, RowMapping]]:
    """Yield each record with what is wrong with it, or None."""
    number, previous = 0, GENESIS
    for record in connection.execute(select(_RECORDS).order_by(_RECORDS.c.id)).mappings():
        number += 1
        yield _fault(record, number, previous, key), record
        number, previous = record["id"], record["hash"]


def _fault(record: RowMapping, number: int, previous: str, key: str) -> str | None:
    if record["id"] != number:
        return f"record {record['id']}: {number} was expected here; records are missing or were added"
    if record["previous_hash"] != previous:
        return f"record {number}: does not follow the record before it"
    if record["hash"] != record_hash({**record}, key):
        return f"record {number}: was changed, or not written by this system"
    return None


def _compare_head(head: Sequence[tuple[int, str]], count: int, last: str) -> list[str]:
    if not head:
        return ["the head of the history is missing"] if count else []
    if len(head) > 1:
        return ["the history has more than one head"]
    if head[0][0] != count:
        return [f"the head counts {head[0][0]} records, the table holds {count}"]
    return [] if head[0][1] == last else ["the head does not match the last record"]


def _compare_file(told: tuple[int, str] | None, count: int, at_file: str | None) -> list[str]:
    """Compare with the file that whoever tampers with the tables does not reach."""
    if told is None:
        return ["the head file is missing"] if count else []
    if told[0] > count:
        return [f"the head file has seen {told[0]} records, the table holds {count}"]
    if told[0] and told[1] != at_file:
        return [f"record {told[0]} is not the one that the head file has seen"]
    return []
