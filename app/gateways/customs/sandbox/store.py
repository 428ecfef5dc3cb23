"""What the sandbox keeps, in an SQLite file of its own: messages, subjects, answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY, message_id TEXT UNIQUE, sender TEXT, kind TEXT, subject TEXT, version INTEGER,
    sha256 TEXT, body TEXT, received_at TEXT, arrivals INTEGER DEFAULT 1);
CREATE TABLE IF NOT EXISTS subject (
    sender TEXT, subject TEXT, version INTEGER, sha256 TEXT, status TEXT, decided_version INTEGER DEFAULT 0,
    PRIMARY KEY (sender, subject));
CREATE TABLE IF NOT EXISTS answer (
    id INTEGER PRIMARY KEY, message_id TEXT UNIQUE, sender TEXT, subject TEXT, version INTEGER, body TEXT,
    is_acknowledged INTEGER DEFAULT 0);
CREATE INDEX IF NOT EXISTS answer_waiting ON answer (sender, is_acknowledged, id);
"""


class Store:
    """Open the file for each piece of work, so that threads and kills cannot spoil it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self.writing() as database:
            database.executescript(TABLES)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Work in one transaction: all of it is kept, or nothing."""
        database = sqlite3.connect(self._path, timeout=20, isolation_level=None)
        database.row_factory = sqlite3.Row
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.execute("BEGIN IMMEDIATE")
            yield database
            if database.in_transaction:
                database.execute("COMMIT")
        finally:
            database.close()

    def rows(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """Return rows as plain data."""
        with self.writing() as database:
            return [dict(row) for row in database.execute(statement, values)]

    def states(self, sender: str, *, after: str = "", only: str = "", limit: int = 200) -> list[dict[str, Any]]:
        """Return what is held of a sender, by subject, behind `after` or of one subject."""
        return self.rows(
            "SELECT subject, version AS has_version, sha256, status FROM subject "
            "WHERE sender = ? AND subject > ? AND (? = '' OR subject = ?) ORDER BY subject LIMIT ?",
            sender, after, only, only, limit,
        )  # fmt: skip

    def waiting_answers(self, sender: str, *, limit: int, only: str = "") -> list[dict[str, Any]]:
        """Return the answers that a sender has not acknowledged, oldest first, of one subject or of all."""
        found = self.rows(
            "SELECT body FROM answer WHERE sender = ? AND is_acknowledged = 0 AND (? = '' OR subject = ?) "
            "ORDER BY id LIMIT ?",
            sender, only, only, limit,
        )  # fmt: skip
        return [json.loads(row["body"]) for row in found]

    def acknowledge(self, message_ids: list[str]) -> None:
        """Note that answers have arrived."""
        with self.writing() as database:
            database.executemany(
                "UPDATE answer SET is_acknowledged = 1 WHERE message_id = ?", [(i,) for i in message_ids]
            )
