"""Look-ups of officials abroad: what a number may be, and how many wrong ones an hour allows; rules only."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.document import numbering

#: Searches without a result that one account, and one address, may make within the window (quality S9).
MAX_MISSES = 20
WINDOW = timedelta(hours=1)
#: How long a document that was found may be read without searching for it again.
OPEN_FOR = timedelta(hours=12)

FOUND, MISSED, PAUSED = "found", "missed", "paused"
OUTCOMES = (FOUND, MISSED, PAUSED)


def typed_number(text: str) -> str:
    """Return a typed number as it is stored; digits of any script count (Arabic, Persian, Devanagari …)."""
    plain = "".join(str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char for char in text)
    return numbering.normalised_no(unicodedata.normalize("NFKC", plain))


def paused_until(missed_at: Sequence[datetime], *, now: datetime) -> datetime | None:
    """Return when searching is possible again after these misses, or None when it is possible now."""
    recent = sorted(moment for moment in missed_at if moment > now - WINDOW)
    if len(recent) < MAX_MISSES:
        return None
    return recent[-MAX_MISSES] + WINDOW


def misses_left(missed: int) -> int:
    """Return how many searches without a result are left within the window."""
    return max(0, MAX_MISSES - missed)
