"""The operation history as evidence: every tampering is found, by rows, head and file (bar S10)."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import HistoryHead, OperationRecord, Organisation
from app.models.audit import record_hash
from app.models.history_head import FILE
from app.models.immutable import APPEND_ONLY, AppendOnlyError
from app.services.settings import evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Connection

pytestmark = pytest.mark.bar("S10")
RECORDS: Any = OperationRecord.__table__
HEAD: Any = HistoryHead.__table__
TEXTS = ("table_name", "row_id", "operation", "actor_name", "address", "request_id")


def verify(app: Flask) -> list[str]:
    settings = app.config["SETTINGS"]
    return evidence.verify(folder=settings.instance, key=settings.history_key)


def disarm(connection: Connection) -> None:
    """Take the triggers away, as somebody with all rights on the database can."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE operation_record DISABLE TRIGGER USER"))
        return
    for verb in ("update", "delete"):
        connection.execute(text(f"DROP TRIGGER IF EXISTS operation_record_no_{verb}"))


def record(connection: Connection, number: int) -> dict[str, Any]:
    return dict(connection.execute(select(RECORDS).where(RECORDS.c.id == number)).mappings().one())


def edit(connection: Connection, number: int, chance: random.Random) -> None:
    """Change one column of a record, any but the number."""
    row = record(connection, number)
    column = chance.choice([*TEXTS, "changes", "user_id", "organisation_id", "happened_at", "hash", "previous_hash"])
    old = row[column]
    if column in {"user_id", "organisation_id"}:
        changed: Any = (old or 0) + 1
    elif column == "happened_at":
        changed = old.replace(microsecond=(old.microsecond + 1) % 1_000_000)
    elif column == "changes":
        changed = {"status": ["draft", "issued"]}
    else:
        changed = "f" * 64 if "hash" in column else f"{old}x"[-8:]
    connection.execute(update(RECORDS).where(RECORDS.c.id == number).values({column: changed}))


def edit_and_hash_anew(connection: Connection, number: int, chance: random.Random) -> None:
    """Change a record and hash it as somebody would who knows the method and not the key."""
    row = {**record(connection, number), "actor_name": "Somebody else"}
    row["hash"] = record_hash(row, "a key that he made up")
    connection.execute(update(RECORDS).where(RECORDS.c.id == number).values(row))


def remove(connection: Connection, number: int, chance: random.Random) -> None:
    connection.execute(delete(RECORDS).where(RECORDS.c.id == number))


def remove_and_close_the_gap(connection: Connection, number: int, chance: random.Random) -> None:
    remove(connection, number, chance)
    later = connection.scalars(select(RECORDS.c.id).where(RECORDS.c.id > number).order_by(RECORDS.c.id)).all()
    for other in later:
        connection.execute(update(RECORDS).where(RECORDS.c.id == other).values(id=other - 1))
    connection.execute(update(HEAD).values(count=HEAD.c.count - 1))


def swap(connection: Connection, number: int, chance: random.Random) -> None:
    """Let a record and its neighbour change places."""
    other = number + 1 if number < last(connection) else number - 1
    for old, new in ((number, 10**6), (other, number), (10**6, other)):
        connection.execute(update(RECORDS).where(RECORDS.c.id == old).values(id=new))


def add_at_the_end(connection: Connection, number: int, chance: random.Random) -> None:
    row = {**record(connection, number), "id": last(connection) + 1, "previous_hash": hash_of_last(connection)}
    row["hash"] = record_hash(row, "a key that he made up")
    connection.execute(insert(RECORDS).values(row))
    if chance.random() < 0.5:
        connection.execute(update(HEAD).values(count=row["id"], hash=row["hash"]))


def add_before_all(connection: Connection, number: int, chance: random.Random) -> None:
    connection.execute(insert(RECORDS).values({**record(connection, number), "id": 0 - number}))


def truncate(connection: Connection, number: int, chance: random.Random) -> None:
    """Cut the end off, and half of the time move the head back, as a careful tamperer would."""
    connection.execute(delete(RECORDS).where(RECORDS.c.id >= max(number, 2)))
    if chance.random() < 0.5:
        connection.execute(update(HEAD).values(count=last(connection), hash=hash_of_last(connection)))


def truncate_wholly(connection: Connection, number: int, chance: random.Random) -> None:
    connection.execute(delete(RECORDS))
    connection.execute(delete(HEAD))


def behead(connection: Connection, number: int, chance: random.Random) -> None:
    change: Callable[[], Any] = chance.choice(
        [
            lambda: update(HEAD).values(count=HEAD.c.count + 1),
            lambda: update(HEAD).values(hash="0" * 64),
            lambda: delete(HEAD),
            lambda: insert(HEAD).values(id=2, count=0, hash="0" * 64),
        ]
    )
    connection.execute(change())


TAMPERINGS = (
    edit, edit_and_hash_anew, remove, remove_and_close_the_gap, swap, add_at_the_end, add_before_all, truncate,
    truncate_wholly, behead,
)  # fmt: skip


def last(connection: Connection) -> int:
    return connection.scalar(select(RECORDS.c.id).order_by(RECORDS.c.id.desc()).limit(1)) or 0


def hash_of_last(connection: Connection) -> str:
    return connection.scalar(select(RECORDS.c.hash).order_by(RECORDS.c.id.desc()).limit(1)) or "0" * 64


def tamper(app: Flask, times: int) -> list[str]:
    """Tamper with the history again and again, taking each back; return what was not found."""
    unnoticed = []
    with app.app_context():
        for seed in range(times):
            chance = random.Random(seed)  # noqa: S311 the same attacks at every run
            do = TAMPERINGS[seed % len(TAMPERINGS)]
            with db.engine.connect().execution_options(writes=True) as connection:
                outer = connection.begin()
                disarm(connection)
                number = chance.randint(1, last(connection))
                do(connection, number, chance)
                settings = app.config["SETTINGS"]
                if not evidence.check(connection, folder=settings.instance, key=settings.history_key):
                    unnoticed.append(f"{do.__name__} of record {number} (seed {seed})")
                outer.rollback()
    return unnoticed


@pytest.fixture(autouse=True)
def _some_changes(app: Flask) -> None:
    """Make the end of the history small changes, so that tamperings of single records matter."""
    with app.app_context():
        for number in range(12):
            for row in db.session.scalars(select(Organisation).order_by(Organisation.id).limit(2)):
                row.contact_phone = f"0411-55501{number:02d}"
            db.session.commit()


def test_an_untouched_history_is_complete(app: Flask) -> None:
    with app.app_context():
        assert verify(app) == []


def test_sixty_random_tamperings_are_all_found(app: Flask) -> None:
    assert tamper(app, 60) == []


@pytest.mark.soak
def test_five_hundred_random_tamperings_are_all_found(app: Flask) -> None:
    assert tamper(app, 500) == []


def test_records_cut_off_stay_found_however_much_is_written_afterwards(app: Flask) -> None:
    with app.app_context():
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            disarm(connection)
            connection.execute(delete(RECORDS).where(RECORDS.c.id > last(connection) - 2))
            connection.execute(update(HEAD).values(count=last(connection), hash=hash_of_last(connection)))
        for number in range(5):
            row = db.session.scalars(select(Organisation).order_by(Organisation.id)).first()
            row.contact_name = f"after the cut {number}"
            db.session.commit()
        assert verify(app) != []


def test_a_head_file_that_is_gone_is_found(app: Flask) -> None:
    (app.config["SETTINGS"].instance / FILE).unlink()
    with app.app_context():
        assert verify(app) == ["the head file is missing"]


def test_the_command_says_so_and_fails(app: Flask) -> None:
    runner = app.test_cli_runner()
    well = runner.invoke(args=["audit", "verify"])
    assert (well.exit_code, "complete" in well.output) == (0, True), well.output
    (app.config["SETTINGS"].instance / FILE).unlink()
    broken = runner.invoke(args=["audit", "verify"])
    assert (broken.exit_code, "missing" in broken.output) == (1, True)


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_triggers_keep_what_only_grows(app: Flask, verb: str) -> None:
    from tests.security.rows import fill_both

    with app.app_context():
        fill_both()
        empty: list[str] = []
        for model in APPEND_ONLY:
            table = model.__tablename__
            statement = f"UPDATE {table} SET id = id" if verb == "UPDATE" else f"DELETE FROM {table}"
            with db.engine.connect().execution_options(writes=True) as connection:
                if not connection.scalar(text(f"SELECT count(*) FROM {table}")):
                    empty.append(table)
                    continue
                with pytest.raises(DBAPIError, match="only grows"):
                    connection.execute(text(statement))
        # uploads need real files, and have tests of their own
        assert set(empty) <= {"scan_file"}


def test_the_session_keeps_what_only_grows(context: Flask) -> None:
    row = db.session.scalars(select(OperationRecord)).first()
    row.actor_name = "Somebody else"
    with pytest.raises(AppendOnlyError):
        db.session.flush()
    db.session.rollback()
    db.session.delete(db.session.scalars(select(OperationRecord)).first())
    with pytest.raises(AppendOnlyError):
        db.session.flush()
