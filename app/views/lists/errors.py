"""What a list answers to an argument that it does not understand."""

from __future__ import annotations

from app.domain.errors import DomainError

MAX_SHOWN = 60


class BadArgumentError(DomainError):
    """Refuse a list argument; params: name and value as they stood in the address."""

    status = 400
    code = "bad_list_argument"


def refuse(name: str, value: str) -> BadArgumentError:
    """Return the refusal of an argument, its value shortened for the message."""
    return BadArgumentError(name=name, value=value.replace("\0", "�")[:MAX_SHOWN])
