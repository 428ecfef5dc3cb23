"""Canonical bytes: one value, one text, so that both sides of the exchange reckon the same hash."""

from __future__ import annotations

import hashlib
import json
from typing import TypeAlias

#: what has one canonical form; looked at when it is written, since typed dictionaries fit no narrower name
Plain: TypeAlias = object
#: a message that travels: what is in it, by name
Message: TypeAlias = dict[str, Plain]


def canonical_bytes(value: Plain) -> bytes:
    """Return JSON with sorted keys, no blanks and no escapes beyond JSON's own, in UTF-8.

    Takes objects, lists, texts, whole numbers, true, false and null. Raises ValueError for fractions (two languages
    write them in two ways), for keys that are no texts and for half characters.
    """
    _require_plain(value)
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("half a character has no bytes") from error


def sha256_of(value: Plain) -> str:
    """Return the SHA-256 of a value's canonical bytes in hexadecimal."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _require_plain(value: Plain) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise ValueError(f"a key must be a text, not {key!r}")  # noqa: TRY004 one kind of error for the caller
            _require_plain(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _require_plain(part)
    elif not (value is None or isinstance(value, str | int)):
        raise ValueError(f"{type(value).__name__} has no canonical form")
