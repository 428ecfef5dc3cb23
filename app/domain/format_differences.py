"""Compare two definitions of a format: what was added, removed, changed and moved, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

#: a format as data; its shape is the catalogue's to check, so its parts are read as they come
Definition: TypeAlias = Mapping[str, Any]
Part: TypeAlias = Any
Change = Literal["added", "removed", "changed", "moved"]

#: Lists of a definition whose items have a key.
KEYED = ("fields", "groups", "statements", "texts", "clauses", "tables")
PLAIN = (
    "format", "form_no", "type_codes", "title_zh", "title_en", "title", "scheme", "bilingual", "languages",
    "destinations", "letterhead", "number_label", "emblem", "mark", "foot", "about", "sample",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Hold one difference: `part` of the definition, the item's key, the attribute, and both sides."""

    part: str
    key: str
    change: Change
    attribute: str = ""
    old: Part = None
    new: Part = None


def differences(old: Definition, new: Definition) -> list[Difference]:
    """Return every difference, in the order of the form: head, fields, texts, tables, layout."""
    found = [
        Difference(part="head", key="", change="changed", attribute=name, old=old.get(name), new=new.get(name))
        for name in PLAIN
        if old.get(name) != new.get(name)
    ]
    for part in KEYED:
        found += _items(part, old.get(part) or [], new.get(part) or [])
    return [*found, *_layout(old.get("layout") or {}, new.get("layout") or {})]


def _items(part: str, old: Sequence[Definition], new: Sequence[Definition]) -> Iterator[Difference]:
    before, after = ({str(item.get("key")): item for item in items} for items in (old, new))
    for key, item in after.items():
        if key not in before:
            yield Difference(part=part, key=key, change="added", new=item)
    for key, item in before.items():
        if key not in after:
            yield Difference(part=part, key=key, change="removed", old=item)
    for key in (key for key in after if key in before):
        yield from _attributes(part, key, before[key], after[key])
    kept_before = [key for key in before if key in after]
    kept_after = [key for key in after if key in before]
    for key in _moved(kept_before, kept_after):
        yield Difference(
            part=part, key=key, change="moved", old=kept_before.index(key) + 1, new=kept_after.index(key) + 1
        )


def _attributes(part: str, key: str, old: Definition, new: Definition) -> Iterator[Difference]:
    names = list(dict.fromkeys((*old, *new)))
    for name in names:
        if old.get(name) != new.get(name):
            yield Difference(part=part, key=key, change="changed", attribute=name, old=old.get(name), new=new.get(name))


def _moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the fewest keys that explain another order: those outside the longest run that both share."""
    place = {key: number for number, key in enumerate(old)}
    runs: list[list[str]] = []
    for key in new:
        runs.append([*_longest([run for run in runs if place[run[-1]] < place[key]]), key])
    kept = set(_longest(runs))
    return [key for key in new if key not in kept]


def _longest(runs: Sequence[list[str]]) -> list[str]:
    return max(runs, key=lambda run: len(run)) if runs else []  # noqa: PLW0108 mypy cannot tell what len takes


def _layout(old: Definition, new: Definition) -> Iterator[Difference]:
    for name in ("label", "head", "goods"):
        if old.get(name) != new.get(name):
            yield Difference(
                part="layout", key="", change="changed", attribute=name, old=old.get(name), new=new.get(name)
            )
    before, after = (list(side.get("blocks") or []) for side in (old, new))
    for number in range(max(len(before), len(after))):
        sides = [blocks[number] if number < len(blocks) else None for blocks in (before, after)]
        if sides[0] != sides[1]:
            change: Change = "added" if sides[0] is None else "removed" if sides[1] is None else "changed"
            yield Difference(
                part="layout", key=str(number + 1), change=change, attribute="blocks", old=sides[0], new=sides[1]
            )
