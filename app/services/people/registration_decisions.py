"""Decisions on registrations: approval makes the enterprise and its first user, or enters its number; rejection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, NotAllowedNowError
from app.domain.permissions import CLERK, ENTERPRISE_ADMINISTRATOR
from app.extensions import db
from app.models import Organisation, Registration, Role, User
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.people import users
from app.services.people.registrations import RESOURCE

#: The first user of an enterprise works and administers.
FIRST_ROLES = (CLERK, ENTERPRISE_ADMINISTRATOR)


def obstacles(row: Registration) -> list[FieldError]:
    """Return what stands in the way of approval by now: numbers and names that somebody else has."""
    return list(_taken(row)) if row.state == "pending" else []


def approve(actor: Actor, number: int, *, version: int | None, now: datetime) -> Registration:
    """Let the enterprise in, or let it declare, from now on; raises InvalidError, NotAllowedNowError."""
    records.require(actor, "edit", RESOURCE)
    with transaction():
        row = _pending(number, version)
        records.refuse(_taken(row))
        if row.kind == "number":
            _enter_number(row)
        else:
            _open(row, now)
        _decide(row, actor, "approved", now)
    return row


def reject(actor: Actor, number: int, reason: str, *, version: int | None, now: datetime) -> Registration:
    """Reject a request with a reason that the applicant reads; raises DomainError `reason_needed`."""
    records.require(actor, "edit", RESOURCE)
    if not reason.strip():
        raise DomainError("reason_needed")
    with transaction():
        row = _pending(number, version)
        row.reason = reason.strip()[:500]
        _decide(row, actor, "rejected", now)
    return row


def _pending(number: int, version: int | None) -> Registration:
    row = records.load(Registration, number, version=version)
    if row.state != "pending":
        raise NotAllowedNowError("registration_is_decided")
    return row


def _decide(row: Registration, actor: Actor, state: str, now: datetime) -> None:
    row.state, row.decided_at, row.decided_by = state, now, actor.name
    if state == "approved":
        row.password = None  # the account has it now


def _open(row: Registration, now: datetime) -> None:
    """Make the enterprise below the platform, and its first user with the password that he has chosen."""
    platform = db.session.scalars(select(Organisation).where(Organisation.kind == "platform")).one()
    enterprise = Organisation(
        parent_id=platform.id,
        kind="enterprise",
        name=row.name,
        name_en=row.name_en,
        credit_code=row.credit_code,
        inspection_registration_no=row.inspection_registration_no,
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
        post_code=row.post_code,
        address=row.street_address,
    )
    db.session.add(enterprise)
    db.session.flush()
    enterprise.path = f"{platform.path}{enterprise.id}/"
    user = User(
        username=row.login,
        last_name=row.last_name,
        first_name=row.first_name,
        email=row.email,
        phone=row.phone,
        locale=row.locale,
        organisation_id=enterprise.id,
        active=True,
        status="active",
        password=row.password,
        password_set_at=now,
    )
    user.roles = list(db.session.scalars(select(Role).where(Role.name.in_(FIRST_ROLES))))
    db.session.add(user)
    db.session.flush()
    row.organisation_id, row.user_id = enterprise.id, user.id


def _enter_number(row: Registration) -> None:
    enterprise = db.session.get_one(Organisation, row.organisation_id)
    enterprise.inspection_registration_no = row.inspection_registration_no


def _taken(row: Registration) -> Iterator[FieldError]:
    number = row.inspection_registration_no
    other = Organisation.inspection_registration_no
    if number and records.is_taken(Organisation, other, number, but=row.organisation_id):
        yield records.error("inspection_registration_no", "number_taken", value=number)
    if row.kind == "number":
        return
    if records.is_taken(Organisation, Organisation.credit_code, row.credit_code):
        yield records.error("credit_code", "number_taken", value=row.credit_code)
    yield from users.login_errors(row.login)
    if records.is_taken(User, User.email, row.email):
        yield records.error("email", "email_taken", value=row.email)
