"""Locks of the login doors: after so many wrong attempts for how long, doubling; rules only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class LockRule:
    """Declare how many wrong attempts close a door, for how long first, and at most."""

    attempts: int
    first: timedelta = timedelta(minutes=10)
    longest: timedelta = timedelta(hours=24)

    def locked_until(self, failures: int, last_failed_at: datetime | None) -> datetime | None:
        """Return when the door opens again after this many failures in a row; None while it is open.

        Each full set of attempts closes it once, for twice as long as the time before.
        """
        sets, rest = divmod(failures, self.attempts)
        if not sets or rest or last_failed_at is None:
            return None
        times: int = 2 ** min(sets - 1, 30)
        return last_failed_at + min(self.first * times, self.longest)

    def left(self, failures: int) -> int:
        """Return how many attempts are left before the door closes."""
        return self.attempts - failures % self.attempts


#: One account, whoever tries: five wrong passwords (quality S4).
ACCOUNT = LockRule(attempts=5)
#: One address, whichever account: higher, since a whole office may stand behind one.
ADDRESS = LockRule(attempts=20)
#: How long failures are remembered that no success has ended.
MEMORY = timedelta(days=7)
