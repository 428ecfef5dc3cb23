"""Registration 注册: an enterprise and its first user ask to be let in; where their request stands (manual 2.2)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.sql import ColumnElement

from app.domain import passwords as password_rules
from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, NotFoundError, StaleError
from app.extensions import db
from app.models import Organisation, Registration
from app.services.base import records
from app.services.base.records import Values
from app.services.base.transaction import transaction
from app.services.doors import logins, passwords
from app.services.people import organisations, users, users_admin

RESOURCE = "registrations"
#: Requests from one address in an hour, and requests that may wait at all: more are no applicants.
MAX_PER_HOUR = 5
MAX_WAITING = 1000
#: 20 letters and digits out of 56: nobody guesses one
REFERENCE_LENGTH = 20
ENTERPRISE_FIELDS = (
    "name", "name_en", "credit_code", "inspection_registration_no", "contact_name", "contact_phone", "post_code",
    "street_address",
)  # fmt: skip
USER_FIELDS = ("login", "last_name", "first_name", "email", "phone", "locale")
REQUIRED = (
    "name",
    "credit_code",
    "contact_name",
    "contact_phone",
    "login",
    "last_name",
    "first_name",
    "email",
    "phone",
)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Hold a request that was taken, and the secret reference that its state is asked by; shown once."""

    registration: Registration
    reference: str


def submit(values: Values, *, address: str, now: datetime) -> Sent:
    """Take the request of an enterprise; raises InvalidError, DomainError `too_many_registrations`.

    An e-mail address that belongs to an account already is no error here: who has an account is nobody's business.
    It is told to the administrator who decides.
    """
    values = {**values, "login": logins.canonical(values["login"]).lower()}
    errors = list(_wrong(values))
    is_free = not errors and not list(_taken(values))
    # outside the transaction: nobody waits for the hash, which only a request that will be kept is worth
    digest = passwords.hashed(values["password"]) if is_free else ""
    with transaction():
        _refuse_flood(address, now)
        taken = list(_taken(values)) if not errors else []
        if taken and not logins.note_probe(address, now=now, door="register"):
            raise DomainError("too_many_registrations")
        row = _row(values, digest, address) if digest and not taken else None
        reference = _reference(row)
    records.refuse([*errors, *taken])
    if row is None:
        raise StaleError("taken_meanwhile")
    return Sent(registration=row, reference=reference)


def find(reference: str, *, address: str, now: datetime) -> Registration | None:
    """Return the request that a secret reference belongs to; wrong ones are counted like wrong passwords."""
    typed = "".join(reference.split()).replace("-", "")
    found: list[Registration] = []

    def _is_known() -> bool:
        statement = select(Registration).where(Registration.reference_hash == _hash(typed))
        found.extend(db.session.scalars(statement))
        return bool(found)

    outcome = logins.prove(logins.disguised(f"reference {typed}"), _is_known, address=address, now=now, door="register")
    if outcome is not None and outcome.locked_until is not None:
        raise DomainError("login_paused")
    return get(found[0].id) if outcome is None else None


def get(number: int) -> Registration:
    """Return a request by its number, for the applicant's own session or an administrator; raises NotFoundError."""
    row = db.session.get(Registration, number)
    if row is None:
        raise NotFoundError
    return row


def waiting_count(actor: Actor) -> int:
    """Count the requests that wait for this actor's decision."""
    if not actor.may("can_edit", RESOURCE):
        return 0
    statement = select(func.count(Registration.id)).where(Registration.state == "pending")
    return int(db.session.scalar(statement) or 0)


def _row(values: Values, digest: str, address: str) -> Registration:
    columns = {name: values.get(name) or "" for name in (*ENTERPRISE_FIELDS, *USER_FIELDS)}
    columns["inspection_registration_no"] = columns["inspection_registration_no"] or None
    columns["locale"] = columns["locale"] or "zh_Hans"
    row = Registration(kind="enterprise", state="pending", password=digest, address=address[:64], **columns)
    db.session.add(row)
    return row


def _reference(row: Registration | None) -> str:
    """Give a request a secret reference, and return it as people read it out."""
    text = "".join(secrets.choice(password_rules.READABLE) for _ in range(REFERENCE_LENGTH))
    if row is not None:
        row.reference_hash = _hash(text)
    return "-".join(text[start : start + 5] for start in range(0, REFERENCE_LENGTH, 5))


def _hash(reference: str) -> str:
    return hashlib.sha256(reference.encode("utf-8", "replace")).hexdigest()


def _refuse_flood(address: str, now: datetime) -> None:
    mine = select(func.count(Registration.id)).where(
        Registration.address == address[:64], Registration.created_at > now - timedelta(hours=1)
    )
    waiting = select(func.count(Registration.id)).where(Registration.state == "pending")
    if (db.session.scalar(mine) or 0) >= MAX_PER_HOUR or (db.session.scalar(waiting) or 0) >= MAX_WAITING:
        raise DomainError("too_many_registrations")


def _wrong(values: Values) -> Iterator[FieldError]:
    for name in REQUIRED:
        if not values.get(name):
            yield records.error(name, "required")
    for name, pattern, code in (
        ("credit_code", organisations.CREDIT_CODE, "not_a_credit_code"),
        ("inspection_registration_no", organisations.REGISTRATION_NO, "not_a_registration_no"),
        ("login", users.LOGIN, "login_invalid"),
        ("email", users_admin.MAIL, "not_a_mail_address"),
    ):
        if values.get(name) and not pattern.fullmatch(values[name]):
            yield records.error(name, code)
    if values["password"] != values["repeated"]:
        yield records.error("repeated", "passwords_differ")
    for code in passwords.problems_of(values["password"], known_of(values)):
        yield records.error("password", code)


def known_of(values: Values) -> list[str]:
    """Return what others know of an applicant and would try first as his password."""
    words = [values.get(name) or "" for name in ("login", "first_name", "last_name", "phone", "name", "credit_code")]
    return [word for word in (*words, (values.get("email") or "").partition("@")[0]) if word]


def _taken(values: Values) -> Iterator[FieldError]:
    """Yield what another enterprise or user has already; each is a clear error (functions 2.2)."""
    open_ones = (Registration.state == "pending", Registration.kind == "enterprise")
    credit_code = values["credit_code"]
    if records.is_taken(Organisation, Organisation.credit_code, credit_code):
        yield records.error("credit_code", "enterprise_is_registered")
    elif _waits(Registration.credit_code == credit_code, *open_ones):
        yield records.error("credit_code", "enterprise_is_waiting")
    number = values.get("inspection_registration_no")
    if number and records.is_taken(Organisation, Organisation.inspection_registration_no, number):
        yield records.error("inspection_registration_no", "number_taken", value=number)
    yield from users.login_errors(values["login"])
    if _waits(func.lower(Registration.login) == values["login"], *open_ones):
        yield records.error("login", "login_taken", value=values["login"])


def _waits(*conditions: ColumnElement[bool]) -> bool:
    return db.session.scalar(select(Registration.id).where(*conditions).limit(1)) is not None
