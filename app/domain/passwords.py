"""What a password must be: long enough, mixed, and not what everybody knows about its owner."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterable

MIN_LENGTH = 10
MAX_LENGTH = 256  # longer ones only cost time to hash
MIN_KINDS = 3
#: letters and digits that cannot be taken for one another when read out
READABLE = "".join(sorted(set(string.ascii_letters + string.digits) - set("Il1O0o")))
MIN_KNOWN = 4


def problems(password: str, *, known: Iterable[str] = ()) -> list[str]:
    """Return the codes of the rules that the password breaks; `known` is what others know of its owner."""
    found = []
    if len(password) < MIN_LENGTH:
        found.append("password_too_short")
    if len(password) > MAX_LENGTH:
        found.append("password_too_long")
    if any(character < " " or character == "\x7f" for character in password):
        found.append("password_control_character")
    if kinds(password) < MIN_KINDS:
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


def one_time() -> str:
    """Make a one-time password that can be read out on the telephone and keeps the rules."""
    while True:
        parts = ("".join(secrets.choice(READABLE) for _ in range(5)) for _ in range(3))
        password = "-".join(parts)
        if not problems(password):
            return password
