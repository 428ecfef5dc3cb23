"""The inspection registration number that an enterprise tells later: asked for by its administrator, then approved."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.errors import NotAllowedNowError, NotFoundError
from app.extensions import db
from app.models import Organisation, Registration
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.people import organisations

RESOURCE = "enterprise"


def own(actor: Actor) -> Organisation:
    """Return the actor's own enterprise; raises NotFoundError for whoever has none."""
    row = db.session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    if row is None or row.kind != "enterprise":
        raise NotFoundError
    return row


def requests(actor: Actor) -> Sequence[Registration]:
    """Return the requests of the actor's own enterprise for its number, the newest first."""
    statement = (
        select(Registration)
        .where(Registration.kind == "number", Registration.organisation_id == own(actor).id)
        .order_by(Registration.id.desc())
        .limit(20)
    )
    return list(db.session.scalars(statement))


def ask(actor: Actor, number: str) -> Registration:
    """Ask for the number to be entered; raises InvalidError, NotAllowedNowError while a request waits."""
    records.require(actor, "edit", RESOURCE)
    with transaction():
        enterprise = records.load(Organisation, own(actor).id)
        if enterprise.inspection_registration_no:
            raise NotAllowedNowError("enterprise_has_number")
        if any(one.state == "pending" for one in requests(actor)):
            raise NotAllowedNowError("number_is_waiting")
        if not organisations.REGISTRATION_NO.fullmatch(number):
            records.refuse([records.error("number", "not_a_registration_no")])
        taken = records.is_taken(Organisation, Organisation.inspection_registration_no, number)
        records.refuse([records.error("number", "number_taken", value=number)] if taken else [])
        row = Registration(
            kind="number",
            state="pending",
            organisation_id=enterprise.id,
            user_id=actor.user_id,
            name=enterprise.name,
            credit_code=enterprise.credit_code or "",
            contact_name=actor.name,
            inspection_registration_no=number,
            address=actor.address[:64],
        )
        db.session.add(row)
    return row
