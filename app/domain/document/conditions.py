"""Conditions of a format: when a box, a table or a clause is part of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

#: every field named must have one of its values
Condition: TypeAlias = Mapping[str, Sequence[str]]
#: what stands for whatever was chosen, and for nothing chosen
ANY, NONE = "any", "none"


def chosen(values: Mapping[str, str], key: str) -> list[str]:
    """Return what was chosen in a field: its value, several of a field of many choices."""
    return [part.strip() for part in (values.get(key) or "").split(",") if part.strip()]


def holds(condition: Condition, values: Mapping[str, str]) -> bool:
    """Tell whether a document with these values fulfils a condition; an empty one always holds."""
    return all(_has(chosen(values, key), wanted) for key, wanted in condition.items())


def one_holds(conditions: Sequence[Condition], values: Mapping[str, str]) -> bool:
    """Tell whether at least one of several conditions holds, or there is none at all."""
    return not conditions or any(holds(condition, values) for condition in conditions)


def _has(found: Sequence[str], wanted: Sequence[str]) -> bool:
    if ANY in wanted:
        return bool(found)
    return (NONE in wanted and not found) or any(value in wanted for value in found)
