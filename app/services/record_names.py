"""Names behind the numbers of people and organisations that a history mentions."""

from __future__ import annotations

from app.extensions import db
from app.models import Organisation, User

MAX_ID = 2**31 - 1


def person(number: object) -> str:
    """Return the name of a user, or an empty text for a number that is nobody's."""
    user = db.session.get(User, number) if _is_id(number) else None
    return str(user.full_name) if user is not None else ""


def organisation(number: object) -> str:
    """Return the name of an organisation, or an empty text for a number that is none's."""
    found = db.session.get(Organisation, number) if _is_id(number) else None
    return found.name if found is not None else ""


def _is_id(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 < number <= MAX_ID
