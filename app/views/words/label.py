"""A text of a page, written already or put into the reader's language when it is written; and choices of such texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from flask_babel.speaklater import LazyString

Label: TypeAlias = str | LazyString
#: value → label, or what returns the pairs that can be chosen now
Choices: TypeAlias = Mapping[str, Label] | Callable[[], Sequence[tuple[str, str]]]


def pairs(choices: Choices) -> Sequence[tuple[str, str]]:
    """Return values with their labels, in the reader's language."""
    return [(value, str(label)) for value, label in choices.items()] if isinstance(choices, Mapping) else choices()
