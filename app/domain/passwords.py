"""What a password must be: long enough, not known, not what everybody knows about its owner; by one of two policies."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

MIN_LENGTH = 10
MAX_LENGTH = 256  # longer ones only cost time to hash
MIN_KINDS = 3
#: letters and digits that cannot be taken for one another when read out
READABLE = "".join(sorted(set(string.ascii_letters + string.digits) - set("Il1O0o")))
MIN_KNOWN = 4

#: "strength": how hard it is to guess, whatever its characters; "classes": three kinds of characters, and it expires
Policy = Literal["strength", "classes"]


def problems(password: str, *, known: Iterable[str] = (), policy: Policy = "strength") -> list[str]:
    """Return the codes of the rules that the password breaks; `known` is what others know of its owner."""
    found = []
    if len(password) < MIN_LENGTH:
        found.append("password_too_short")
    if len(password) > MAX_LENGTH:
        found.append("password_too_long")
    if any(character < " " or character == "\x7f" for character in password):
        found.append("password_control_character")
    if policy == "classes" and kinds(password) < MIN_KINDS:
        found.append("password_too_simple")
    lower = password.lower()
    if any(len(text) >= MIN_KNOWN and text.lower() in lower for text in known):
        found.append("password_contains_known")
    return found


def kinds(password: str) -> int:
    """Count the kinds of characters: small, capital, digits, anything else."""
    return sum(
        (
            any(character.islower() for character in password),
            any(character.isupper() for character in password),
            any(character.isdigit() for character in password),
            any(not (character.isalnum() and character.isascii()) for character in password),
        )
    )


def bare(password: str) -> str:
    """Return a password without what people put around a known one to make it pass: capitals, signs at its ends."""
    return password.lower().strip(string.punctuation + string.whitespace)


def has_expired(set_at: datetime | None, *, days: int, now: datetime) -> bool:
    """Tell whether a password must be changed by its age; one of unknown age must."""
    return set_at is None or now - set_at >= timedelta(days=days)


def one_time() -> str:
    """Make a one-time password that can be read out on the telephone and keeps the rules of both policies."""
    while True:
        parts = ("".join(secrets.choice(READABLE) for _ in range(5)) for _ in range(3))
        password = "-".join(parts)
        if not problems(password, policy="classes"):
            return password
