"""Passwords: hashed with scrypt, compared at equal cost, measured by zxcvbn and a list of known ones, all offline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from werkzeug.security import check_password_hash, generate_password_hash

from app.domain import passwords as rules
from app.domain.passwords import Policy
from app.services.base import parameters

if TYPE_CHECKING:
    from app.models import User

#: as dear as today's advice has it (OWASP: N=2^15, r=8, p=3); a stored hash names its own cost
METHOD = "scrypt:32768:8:3"
#: zxcvbn's scale goes from 0 to 4; 3 stands for 10^8 guesses at least
MIN_SCORE = 3
#: zxcvbn takes minutes over very long texts, and the first characters decide
MEASURED = 72
#: known in this part of the world, and in no English list
KNOWN_HERE = frozenset(
    {
        "woaini1314", "woaini1314520", "woaini5201314", "5201314woaini", "wodemima123", "wodemima123456",
        "mima123456",
        "qq123456789", "admin123456", "zhongguo123", "haiguan123", "haiguan12360", "danyichuangkou", "singlewindow",
        "12360haiguan", "wangyi163com", "asdfghjkl123", "qwertyuiop123", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv",
        "abcd123456",
        "aa123456789", "a1234567890", "1234567890a", "iloveyou1314", "password1234", "p@ssw0rd1234", "password@123",
    }
)  # fmt: skip


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
    return problems_of(password, known_of(user))


def problems_of(password: str, known: Sequence[str]) -> list[str]:
    """Return the codes of the rules that a password breaks whose owner others know by these words."""
    found = rules.problems(password, known=known, policy=policy())
    if found:
        return found
    if _is_known(password):
        return ["password_known"]
    return [] if _score(password, known) >= MIN_SCORE else ["password_easy_to_guess"]


def known_of(user: User) -> list[str]:
    """Return what anybody may know of a user and would try first."""
    organisation = user.organisation
    words = [user.username, (user.email or "").partition("@")[0], user.first_name, user.last_name, user.phone]
    if organisation is not None:
        words += [organisation.name, organisation.credit_code, organisation.inspection_registration_no]
    return [word for word in words if word]


def policy() -> Policy:
    """Return the policy that is in force."""
    return "classes" if parameters.text("password_policy") == "classes" else "strength"


def has_expired(user: User, *, now: datetime) -> bool:
    """Tell whether a user must change his password by its age; never under the policy of strength."""
    if policy() != "classes":
        return False
    return rules.has_expired(user.password_set_at, days=parameters.number("password_days"), now=now)


def _is_known(password: str) -> bool:
    bare = rules.bare(password)
    return password.lower() in _known() or bare in _known()


@cache
def _known() -> frozenset[str]:
    """Return the 30,000 most used passwords that come with zxcvbn, and ours."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"]) | KNOWN_HERE


def _score(password: str, known: Sequence[str]) -> int:
    from zxcvbn import zxcvbn

    result = zxcvbn(password[:MEASURED], user_inputs=[word.lower() for word in known])
    return int(result["score"])


@cache
def _nobody() -> str:
    """Return a hash that no password matches in practice, made as dearly as a real one."""
    import secrets

    return hashed(secrets.token_urlsafe(32))
