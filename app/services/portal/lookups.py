"""Look-ups on the overseas portal: find a document by its number, log every search, stop guessing (quality S9)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select

from app.domain import lookups
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.extensions import db
from app.models import Certificate, IssuedDocument, Lookup
from app.services.base.transaction import transaction
from app.services.portal import documents

#: advisory locks of PostgreSQL that belong to us
_LOCK_SPACE = 7302
#: Certificates of one inspection number and day that a page lists; there are never more than a handful.
MAX_FOUND = 100


@dataclass(frozen=True, kw_only=True)
class Question:
    """Hold what is asked: a document number, or an inspection number with the date of issue."""

    document_no: str = ""
    inspection_no: str = ""
    issue_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Hold the numbers found; a miss is a miss, whether there is nothing, it is not yours, or it is not issued.

    misses_left   searches without a result that are left within the hour
    paused_until  when searching is possible again, where it is not possible now
    """

    numbers: Sequence[str] = ()
    misses_left: int = lookups.MAX_MISSES
    paused_until: datetime | None = None


def look_up(actor: Actor, question: Question, *, now: datetime) -> Answer:
    """Search in the actor's scope and write the search down; no search is made while too many were in vain."""
    with transaction():
        _take_turns(f"user {actor.user_id}", f"address {actor.address}")
        missed = _recent_misses(actor, now)
        until = max(filter(None, (lookups.paused_until(moments, now=now) for moments in missed)), default=None)
        if until is not None:
            _write(actor, question, lookups.PAUSED, now=now)
            return Answer(misses_left=0, paused_until=until)
        numbers, owner = _search(question)
        outcome = lookups.FOUND if numbers else lookups.MISSED
        _write(actor, question, outcome, now=now, found=len(numbers), organisation_id=owner)
    left = lookups.misses_left(max(map(len, missed)) + (0 if numbers else 1))
    return Answer(numbers=numbers, misses_left=left)


def opened(actor: Actor, document_no: str, *, now: datetime) -> Certificate | None:
    """Return the certificate that the actor has found under this number not long ago; None when there is only a scan.

    Raises NotFoundError for every other number: nothing can be guessed past the search and its limits.
    """
    certificate = by_number(document_no)
    asked = [Lookup.document_no == document_no]
    if certificate is not None and certificate.inspection_no:
        asked.append(Lookup.inspection_no == certificate.inspection_no)
    found = db.session.scalar(
        select(Lookup.id)
        .where(
            Lookup.user_id == actor.user_id,
            Lookup.outcome == lookups.FOUND,
            Lookup.looked_up_at > now - lookups.OPEN_FOR,
            or_(*asked),
        )
        .limit(1)
    )
    if found is None or (certificate is None and not documents.scans_under(document_no)):
        raise NotFoundError
    return certificate


def by_number(document_no: str) -> Certificate | None:
    """Return the issued certificate with this number in the session's scope."""
    return db.session.scalar(
        select(Certificate).where(Certificate.certificate_no == document_no, Certificate.issued_at.is_not(None))
    )


def issued_documents(certificate: Certificate) -> list[IssuedDocument]:
    """Return the frozen documents of a certificate, the original first."""
    rows = db.session.scalars(
        select(IssuedDocument).where(IssuedDocument.certificate_id == certificate.id).order_by(IssuedDocument.id)
    )
    return list(rows)


def issue_date(document: IssuedDocument) -> date:
    """Return the date of issue that a document prints, else the day it was issued."""
    return documents.issue_date(document.content.get("values", {}), document.issued_at)


def left_now(actor: Actor, *, now: datetime) -> int:
    """Return how many searches without a result are left to the actor now."""
    return lookups.misses_left(max(map(len, _recent_misses(actor, now))))


def _search(question: Question) -> tuple[Sequence[str], int | None]:
    """Return the numbers found and whose they are; the scope of the session decides what there is to find."""
    if question.document_no:
        certificate = by_number(question.document_no)
        scans = documents.scans_under(question.document_no)
        if certificate is None and not scans:
            return (), None
        owner = certificate.organisation_id if certificate is not None else scans[0].organisation_id
        return (question.document_no,), owner
    rows = db.session.scalars(
        select(IssuedDocument)
        .join(Certificate)
        .where(Certificate.inspection_no == question.inspection_no, IssuedDocument.copy_kind == "original")
        .order_by(IssuedDocument.certificate_no)
        .limit(MAX_FOUND)
    )
    found = [row for row in rows if issue_date(row) == question.issue_date]
    return tuple(row.certificate_no for row in found), found[0].organisation_id if found else None


def _recent_misses(actor: Actor, now: datetime) -> tuple[list[datetime], list[datetime]]:
    """Return when the account, and when the address, missed within the window, whoever sees those rows."""
    table = Lookup.__table__
    recent = (table.c.outcome == lookups.MISSED, table.c.looked_up_at > now - lookups.WINDOW)
    account, address = (
        list(db.session.scalars(select(table.c.looked_up_at).where(who, *recent)))
        for who in (table.c.user_id == actor.user_id, table.c.address == actor.address[:64])
    )
    return account, address


def _write(
    actor: Actor, question: Question, outcome: str, *, now: datetime, found: int = 0, organisation_id: int | None = None
) -> None:
    db.session.add(
        Lookup(
            user_id=actor.user_id,
            login=actor.login[:64],
            user_name=actor.name[:130],
            country=actor.country or "",
            document_no=question.document_no,
            inspection_no=question.inspection_no,
            issue_date=question.issue_date,
            outcome=outcome,
            found_count=found,
            organisation_id=organisation_id,
            opened_by_org_id=actor.organisation_id,
            address=actor.address[:64],
            looked_up_at=now,
        )
    )


def _take_turns(*names: str) -> None:
    """Let the searches of an account and an address come one after the other, as SQLite's write lock does anyway."""
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for name in names:
        db.session.execute(select(func.pg_advisory_xact_lock(_LOCK_SPACE, zlib.crc32(name.encode()) - 2**31)))
