"""One transaction around a service's work: everything or nothing, on every database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.domain.errors import StaleError
from app.extensions import db


@contextmanager
def transaction() -> Iterator[None]:
    """Commit when the block ends, roll back when it raises; raises StaleError when somebody else was faster.

    Ends the read transaction that may be open, so that rows are read again under the lock they are written with.
    One inside another joins it: only the outer one commits.
    """
    if db.session.info.get("is_writing"):
        yield
        return
    db.session.rollback()
    # SQLite takes its write lock at BEGIN, so that a reader never has to turn into a writer
    db.session.connection(execution_options={"writes": True})
    db.session.info["is_writing"] = True
    try:
        yield
        db.session.commit()
    except StaleDataError as error:
        db.session.rollback()
        raise StaleError from error
    except IntegrityError as error:
        db.session.rollback()
        if _is_race(error):
            raise StaleError("taken_meanwhile") from error
        raise
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info.pop("is_writing", None)


def _is_race(error: IntegrityError) -> bool:
    """Tell a lost race for a unique number from a broken rule."""
    text = str(error.orig).lower()
    return "unique" in text or "duplicate key" in text
