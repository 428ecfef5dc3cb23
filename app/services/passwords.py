"""Passwords: hashed with scrypt, compared at equal cost, measured by zxcvbn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from werkzeug.security import check_password_hash, generate_password_hash

from app.domain import passwords as rules

if TYPE_CHECKING:
    from app.models import User

METHOD = "scrypt"
#: zxcvbn's scale goes from 0 to 4; 3 stands for 10^8 guesses at least
MIN_SCORE = 3
#: zxcvbn takes minutes over very long texts, and the first characters decide
MEASURED = 72


def hashed(password: str) -> str:
    """Return the hash that is stored."""
    return generate_password_hash(password, method=METHOD, salt_length=16)


def matches(stored: str | None, password: str) -> bool:
    """Tell whether the password is the one of a stored hash; costs the same when there is none."""
    usable = bool(password) and len(password) <= rules.MAX_LENGTH and "\0" not in password
    is_right = check_password_hash(stored or _nobody(), password if usable else "-")
    return is_right and usable and bool(stored)


def problems(password: str, user: User) -> list[str]:
    """Return the codes of the rules that a new password of this user breaks, all at once."""
    known = known_of(user)
    found = rules.problems(password, known=known)
    return found or ([] if _score(password, known) >= MIN_SCORE else ["password_easy_to_guess"])


def known_of(user: User) -> list[str]:
    """Return what anybody may know of a user and would try first."""
    organisation = user.organisation
    words = [user.username, (user.email or "").partition("@")[0], user.first_name, user.last_name, user.phone]
    if organisation is not None:
        words += [organisation.name, organisation.credit_code, organisation.inspection_registration_no]
    return [word for word in words if word]


def _score(password: str, known: list[str]) -> int:
    from zxcvbn import zxcvbn

    result = zxcvbn(password[:MEASURED], user_inputs=[word.lower() for word in known])
    return int(result["score"])


@cache
def _nobody() -> str:
    """Return a hash that no password matches in practice, made as dearly as a real one."""
    import secrets

    return hashed(secrets.token_urlsafe(32))
