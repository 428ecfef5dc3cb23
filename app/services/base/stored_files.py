"""Stored files and their rows: a file is written before its row, and swept when the row never came."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import islice

from app.gateways import gateways

#: How long a file may wait for its row.
UNFINISHED = timedelta(hours=1)
AT_ONCE = 500


def sweep(prefix: str, *, known: Callable[[Iterable[str]], set[str]], now: datetime) -> list[str]:
    """Remove the old files below a prefix that no row names, and what killed writers left; return their keys.

    `known` returns those of some keys that rows name.
    """
    store, limit = gateways().files, now - UNFINISHED
    gone = store.drop_unfinished(prefix, older_than=limit)
    waiting = iter(store.keys(prefix, older_than=limit))
    while keys := list(islice(waiting, AT_ONCE)):
        named = known(keys)
        for key in keys:
            # the same file may have come again meanwhile: then it is young, or has its row
            if key not in named and key in store.keys(key.rpartition("/")[0], older_than=limit) and not known([key]):
                store.delete(key)
                gone.append(key)
    return gone
