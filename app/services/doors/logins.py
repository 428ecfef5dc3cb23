"""Logins: every attempt is counted in the database, per account and per address, before its password is looked at."""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import aliased

from app.domain import locks
from app.extensions import db
from app.models import LoginAttempt, Registration, User
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.doors import passwords

MAX_LOGIN = 64
#: advisory locks of PostgreSQL that belong to us
_LOCK_SPACE = 7301


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Tell how an attempt ended; the same words for accounts that exist and those that do not.

    user           who has proved to be whom, or None
    applicant_id   the registration of an enterprise whose first user has proved to be him, but has no account yet
    locked_until   when this account or address may try again, when it is locked now
    attempts_left  before the account is locked
    """

    user: User | None = None
    applicant_id: int | None = None
    locked_until: datetime | None = None
    attempts_left: int = locks.ACCOUNT.attempts


def attempt(
    login: str, password: str, *, address: str, now: datetime, door: str = "form", for_role: str | None = None
) -> Outcome:
    """Try a login and a password; a door may be for one role only.

    The attempt is written down as failed first and turned into a success afterwards: as many attempts at once as
    anybody likes are no more than five.
    """
    login = canonical(login)
    user = accounts.find_by_login(login) if is_possible(login) else None
    applicant = _applicant(login) if user is None and door == "form" and is_possible(login) else None
    name = user.username.lower() if user is not None else disguised(login)
    user_id, stored = (user.id, user.password) if user is not None else (None, None)
    applicant_id, stored = (applicant.id, applicant.password) if applicant is not None else (None, stored)
    attempt_id, outcome = _reserve(name, user_id, address=address, now=now, door=door)
    if attempt_id is None:
        return outcome
    # no transaction is open while the hash is computed: nobody waits for it
    is_right = passwords.matches(stored, password)
    if is_right and applicant_id is not None:
        _settle(attempt_id)
        return Outcome(applicant_id=applicant_id)
    found = _let_in(attempt_id, user_id, now, for_role) if is_right and user_id is not None else None
    return outcome if found is None else Outcome(user=found)


def prove(name: str, is_proved: Callable[[], bool], *, address: str, now: datetime, door: str) -> Outcome | None:
    """Count an attempt at a door without passwords; None when the proof holds, which ends the row of failures.

    `name` is what failures are counted under, see `disguised`. The proof is looked at after the attempt is counted;
    one that cannot be looked at, since it raises, was no attempt.
    """
    attempt_id, outcome = _reserve(name, None, address=address, now=now, door=door)
    if attempt_id is None:
        return outcome
    if not _looked_at(attempt_id, is_proved):
        return outcome
    _settle(attempt_id)
    return None


def enter(
    user_id: int, *, address: str, now: datetime, door: str, is_proved: Callable[[], bool] = lambda: True
) -> Outcome:
    """Let somebody in who proves at a door without password who he is, unless his account is paused or closed."""
    user = accounts.find(user_id)
    if user is None:
        return Outcome()
    attempt_id, outcome = _reserve(user.username.lower(), user_id, address=address, now=now, door=door)
    if attempt_id is None or not _looked_at(attempt_id, is_proved):
        return outcome
    found = _let_in(attempt_id, user_id, now, None)
    return outcome if found is None else Outcome(user=found)


def note_probe(address: str, *, now: datetime, door: str) -> bool:
    """Count a question that tells whether a name is taken, inside the caller's transaction; False while paused.

    Whoever asks for many names from one address is paused like whoever guesses passwords.
    """
    until = _address_lock(address[:64], now)
    if until is not None and until > now:
        return False
    name = disguised(f"{door} {address}")
    db.session.add(LoginAttempt(login=name, address=address[:64], door=door, has_succeeded=False, tried_at=now))
    return True


def forgive(user: User, *, now: datetime, door: str) -> None:
    """End the row of failures of an account, inside the caller's transaction; `door` says who did it."""
    db.session.add(
        LoginAttempt(
            login=user.username.lower(), user_id=user.id, address="", door=door, has_succeeded=True, tried_at=now
        )
    )


def canonical(login: str) -> str:
    """Return a login as it is compared: no spaces around it, one form of every character, case as typed."""
    return unicodedata.normalize("NFKC", login).strip()


def is_possible(login: str) -> bool:
    """Tell whether an account could have this login at all."""
    return 0 < len(login) <= MAX_LOGIN and login.isprintable()


def disguised(login: str) -> str:
    """Return what unknown logins are counted under: people type passwords into the wrong field."""
    return "?" + hashlib.sha256(login.lower().encode("utf-8", "replace")).hexdigest()[:40]


def _reserve(name: str, user_id: int | None, *, address: str, now: datetime, door: str) -> tuple[int | None, Outcome]:
    address = address[:64]
    with transaction():
        _take_turns(f"address {address}", f"login {name}")
        account_failures, account_until = _account_lock(name, now)
        until = max(filter(None, (account_until, _address_lock(address, now))), default=None)
        if until is not None and until > now:
            return None, Outcome(locked_until=until, attempts_left=0)
        row = LoginAttempt(login=name, user_id=user_id, address=address, door=door, has_succeeded=False, tried_at=now)
        db.session.add(row)
        db.session.flush()
        attempt_id = row.id
        closes = locks.ACCOUNT.locked_until(account_failures + 1, now)
    left = locks.ACCOUNT.left(account_failures + 1) if closes is None else 0
    return attempt_id, Outcome(locked_until=closes, attempts_left=left)


def _applicant(login: str) -> Registration | None:
    """Return the newest registration under this login that has not become an account."""
    return db.session.scalar(
        select(Registration)
        .where(func.lower(Registration.login) == login.lower(), Registration.password.is_not(None))
        .order_by(Registration.id.desc())
        .limit(1)
    )


def _looked_at(attempt_id: int, is_proved: Callable[[], bool]) -> bool:
    try:
        return is_proved()
    except Exception:
        with transaction():
            db.session.delete(db.session.get_one(LoginAttempt, attempt_id))
        raise


def _settle(attempt_id: int) -> None:
    """Turn an attempt into a success."""
    with transaction():
        db.session.get_one(LoginAttempt, attempt_id).has_succeeded = True


def _let_in(attempt_id: int, user_id: int, now: datetime, for_role: str | None) -> User | None:
    """Turn the attempt into a success, unless the account is locked or deregistered or has not the door's role."""
    with transaction():
        user = db.session.get_one(User, user_id)
        if not user.is_active or (for_role and for_role not in {role.name for role in user.roles}):
            return None
        db.session.get_one(LoginAttempt, attempt_id).has_succeeded = True
        user.last_login = now.replace(tzinfo=None)
        user.login_count = (user.login_count or 0) + 1
        if user.password and not user.needs_password_change and passwords.has_expired(user, now=now):
            user.needs_password_change = True
    return user


def _take_turns(*names: str) -> None:
    """Let the attempts of an address and an account come one after the other, as SQLite's write lock does anyway."""
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for name in names:
        db.session.execute(
            text("select pg_advisory_xact_lock(:space, :name)"),
            {"space": _LOCK_SPACE, "name": zlib.crc32(name.encode()) - 2**31},
        )


def _account_lock(name: str, now: datetime) -> tuple[int, datetime | None]:
    """Return the failures in a row of an account, and until when they lock it."""
    last_success = (
        select(func.max(LoginAttempt.id))
        .where(LoginAttempt.login == name, LoginAttempt.has_succeeded)
        .scalar_subquery()
    )
    failures, last = db.session.execute(
        select(func.count(LoginAttempt.id), func.max(LoginAttempt.tried_at)).where(
            LoginAttempt.login == name,
            ~LoginAttempt.has_succeeded,
            LoginAttempt.tried_at > now - locks.MEMORY,
            LoginAttempt.id > func.coalesce(last_success, 0),
        )
    ).one()
    return failures, locks.ACCOUNT.locked_until(failures, last)


def _address_lock(address: str, now: datetime) -> datetime | None:
    """Return until when an address is locked; mistakes of people who got in afterwards do not count."""
    later = aliased(LoginAttempt)
    forgiven = (
        select(later.id)
        .where(
            later.login == LoginAttempt.login,
            later.address == LoginAttempt.address,
            later.has_succeeded,
            later.id > LoginAttempt.id,
        )
        .exists()
    )
    failures, last = db.session.execute(
        select(func.count(LoginAttempt.id), func.max(LoginAttempt.tried_at)).where(
            LoginAttempt.address == address,
            ~LoginAttempt.has_succeeded,
            LoginAttempt.tried_at > now - locks.MEMORY,
            ~forgiven,
        )
    ).one()
    return locks.ADDRESS.locked_until(failures, last)
