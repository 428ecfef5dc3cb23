"""What the sandbox keeps: answers wait until they are acknowledged, and half a transaction is none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.gateways.customs.sandbox.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "sandbox" / "store.db")
    with made.writing() as database:
        database.executemany(
            "INSERT INTO answer (message_id, sender, subject, version, body) VALUES (?, ?, ?, 1, ?)",
            [(f"m{n}", "haian" if n < 3 else "beifang", f"application/{n}", json.dumps({"n": n})) for n in range(4)],
        )
        database.executemany(
            "INSERT INTO subject (sender, subject, version, sha256, status) VALUES ('haian', ?, 2, 'a1', 'submitted')",
            [("application/1",), ("application/2",)],
        )
    return made


def test_an_answer_waits_for_its_sender_until_it_is_acknowledged(store: Store) -> None:
    assert store.waiting_answers("haian", limit=2) == [{"n": 0}, {"n": 1}]
    assert store.waiting_answers("haian", limit=9, only="application/2") == [{"n": 2}]
    store.acknowledge(["m0", "m1"])
    assert store.waiting_answers("haian", limit=9) == [{"n": 2}]
    assert store.waiting_answers("beifang", limit=9) == [{"n": 3}]


def test_states_are_told_subject_by_subject(store: Store) -> None:
    first, second = store.states("haian")
    assert (first["subject"], first["has_version"], first["status"]) == ("application/1", 2, "submitted")
    assert store.states("haian", after="application/1") == [second]
    assert store.states("haian", only="application/1") == [first]
    assert store.states("beifang") == []


def fail_in_the_middle(store: Store) -> None:
    with store.writing() as database:
        database.execute("DELETE FROM answer")
        raise RuntimeError


def test_what_fails_in_the_middle_is_not_kept(store: Store) -> None:
    with pytest.raises(RuntimeError):
        fail_in_the_middle(store)
    assert len(store.rows("SELECT id FROM answer")) == 4
