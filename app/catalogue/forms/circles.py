"""Conditions that wait for each other: two fields of which each is asked for only when the other has a value."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def circle(asks: Mapping[str, Collection[str]]) -> list[str]:
    """Return the keys of one circle, each asking for the next; empty where there is none."""
    done: set[str] = set()
    for start in asks:
        found = _from(start, asks, [], done)
        if found:
            return found
    return []


def _from(key: str, asks: Mapping[str, Collection[str]], path: list[str], done: set[str]) -> list[str]:
    if key in path:
        return path[path.index(key) :]
    if key in done:
        return []
    for following in sorted(asks.get(key, ())):
        found = _from(following, asks, [*path, key], done)
        if found:
            return found
    done.add(key)
    return []
