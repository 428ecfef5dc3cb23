"""Reissues 补发申报: a new linked application from an issued certificate (domain §4.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.document.reissues import RULES, OriginalPlace, ReissueKind
from app.domain.errors import DomainError, NotAllowedNowError
from app.domain.workflow import CLOSED, STANDING, Action
from app.extensions import db
from app.models import Application, Certificate
from app.services.applications import applications
from app.services.certificates import certificates
from app.services.certificates.reissue_limits import origin_of
from app.services.workflow import workflow

#: A reissue in these states is over; in any other a second one has to wait.
LONGEST_NOTE = 200


@dataclass(frozen=True, kw_only=True)
class Link:
    """Hold one document of a chain; `depth` is 0 for the first, `kind` how it came from the one before."""

    certificate: Certificate
    depth: int
    kind: str | None
    is_here: bool


def reissue(
    actor: Actor,
    certificate_id: int,
    *,
    kind: str,
    reason: str,
    now: datetime,
    original_place: str = "",
    original_note: str = "",
    client_token: str | None = None,
) -> Application:
    """Make the draft that supplements, changes, replaces or doubles an issued certificate, and return it.

    Raises NotFoundError, NotPermittedError, NotAllowedNowError (not valid any more, one is open already),
    DomainError for an unknown kind and for a place of the original that does not go with the kind.
    """
    _check(kind, original_place, original_note)
    origin = certificates.load(certificate_id)
    made: list[Application] = []
    before = applications.made_before(actor, client_token)
    if before is not None:
        return before
    workflow.perform(
        actor,
        Action.REISSUE,
        origin.application_id,
        now=now,
        reason=reason,
        certificate_id=certificate_id,
        kind=kind,
        original_place=original_place,
        original_note=original_note.strip(),
        client_token=client_token or None,
        made=made,
    )
    return made[0]


def open_reissue(certificate: Certificate) -> Application | None:
    """Return the reissue of a document that is not over yet."""
    return db.session.scalar(
        select(Application)
        .where(
            Application.reissue_of_id == certificate.id,
            Application.status.not_in([status.value for status in CLOSED]),
            Application.deleted_at.is_(None),
        )
        .limit(1)
    )


def refusal(actor: Actor, certificate: Certificate) -> str | None:
    """Return the code of the reason why a document cannot be reissued now, or None when it can."""
    if not workflow.may(actor, Action.REISSUE, certificate.application):
        return "not_permitted"
    if certificate.validity not in STANDING:
        return "not_valid_any_more"
    return "reissue_open" if open_reissue(certificate) is not None else None


def require_standing(application: Application) -> None:
    """Refuse to issue what speaks of a document that is not valid any more."""
    origin = origin_of(application)
    if origin is not None and origin.validity not in STANDING:
        raise NotAllowedNowError("reissue_origin_gone", number=origin.certificate_no)


def settle(application: Application) -> None:
    """Give the old document the standing that it has once the new one is issued; commits nothing."""
    origin = origin_of(application)
    if origin is None or application.reissue_kind is None:
        return
    becomes = RULES[ReissueKind(application.reissue_kind)].old
    if becomes is not None:
        origin.validity = becomes.value


def chain(certificate: Certificate) -> list[Link]:
    """Return the documents that a document stems from and those that stem from it, the first one first.

    Empty when it is neither a reissue nor reissued.
    """
    first, seen = certificate, {certificate.id}
    while (before := origin_of(first.application)) is not None and before.id not in seen:
        seen.add(before.id)
        first = before
    found = list(_below(first, certificate, 0))
    return found if len(found) > 1 else []


def changes(certificate: Certificate) -> list[tuple[str, str, str]]:
    """Return (path, old, new) where a reissue differs from the old document; empty for any other document."""
    origin = origin_of(certificate.application)
    if origin is None:
        return []
    new, old = certificates.snapshot(certificate.content), certificates.snapshot(origin.content)
    mine = {f.key for f in certificate.format_version.spec.fields if f.entered_by == "applicant"}
    both = [(path, before, after) for path, before, after in certificates.changes(old, new)]
    is_decided = bool(certificate.issued_at)
    return [row for row in both if is_decided or not row[0].startswith("values.") or row[0][7:] in mine]


def _below(certificate: Certificate, here: Certificate, depth: int) -> Iterator[Link]:
    yield Link(
        certificate=certificate,
        depth=depth,
        kind=certificate.application.reissue_kind if depth else None,
        is_here=certificate.id == here.id,
    )
    rows = db.session.scalars(
        select(Certificate)
        .join(Application, Application.id == Certificate.application_id)
        .where(Application.reissue_of_id == certificate.id, Certificate.deleted_at.is_(None))
        .order_by(Certificate.id)
    )
    for row in list(rows):
        yield from _below(row, here, depth + 1)


def _check(kind: str, place: str, note: str) -> None:
    if kind not in set(ReissueKind):
        raise DomainError("unknown_reissue_kind", kind=kind)
    if place and place not in set(OriginalPlace):
        raise DomainError("unknown_original_place")
    if place and place not in RULES[ReissueKind(kind)].places:
        raise DomainError("original_place_unfit", reissue_kind=kind, original_place=place)
    if len(note.strip()) > LONGEST_NOTE:
        raise DomainError("text_too_long", limit=LONGEST_NOTE)
