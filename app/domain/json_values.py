"""What JSON can hold, as read from a column, a file or a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    JsonValue: TypeAlias = bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None
else:
    JsonValue = object  # the mapper evaluates the hints of columns, and an alias that names itself has no end

JsonObject: TypeAlias = dict[str, JsonValue]
