"""What JSON can hold, as read from a column, a file or a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    JsonValue: TypeAlias = bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None
else:
    JsonValue = object  # the mapper evaluates the hints of columns, and an alias that names itself has no end

JsonObject: TypeAlias = dict[str, JsonValue]


def rows_of(value: JsonValue) -> list[Mapping[str, JsonValue]]:
    """Return the objects of a list; none where there is no list."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []


def object_of(value: JsonValue) -> Mapping[str, JsonValue]:
    """Return an object; an empty one where there is none."""
    return value if isinstance(value, Mapping) else {}


def texts_of(value: JsonValue) -> list[str]:
    """Return the items of a list as texts; none where there is no list."""
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
