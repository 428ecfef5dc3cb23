"""What two versions of a format have different, as a table of words: part, item, change, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.domain.format_differences import Definition, Difference, Part, differences
from app.views.formats.definition_words import attribute_text, item_name
from app.views.formats.layout_words import block_clauses, layout_text
from app.views.formats.words import ATTRIBUTES, CHANGES, PARTS
from app.views.words.punctuation import clauses, told
from app.views.words.value_words import plain_text

#: letters of a text that are enough to recognise it
RECOGNISED = 40


@dataclass(frozen=True)
class Row:
    """Hold one difference in words."""

    part: str
    item: str
    change: str
    old: str
    new: str


def difference_rows(old: Definition, new: Definition) -> list[Row]:
    """Tell every difference between two definitions, in the order of the form."""
    return [row for found in differences(old, new) for row in _rows(found, old, new)]


def _rows(found: Difference, old: Definition, new: Definition) -> Iterator[Row]:
    if (
        found.part in ("tables", "groups")
        and found.attribute == "columns"
        and _are_keyed(found.old)
        and _are_keyed(found.new)
    ):
        inner = [_row(one, old, new) for one in differences({"fields": found.old}, {"fields": found.new})]
        table = _name(found.key, new)
        yield from (Row(str(PARTS[found.part]), f"{table} · {one.item}", one.change, one.old, one.new) for one in inner)
        return
    yield _row(found, old, new)


def _row(found: Difference, old: Definition, new: Definition) -> Row:
    sides = _sides(found, old, new)
    if found.change == "changed" and sides[0] == sides[1]:
        sides = [_full(found.old), _full(found.new)]
    return Row(str(PARTS[found.part]), _item(found, old, new), str(CHANGES[found.change]), sides[0], sides[1])


def _sides(found: Difference, old: Definition, new: Definition) -> list[str]:
    """Write both sides; of a block that stays in its place, only its kind and what differs."""
    if found.attribute != "blocks" or found.change != "changed":
        return [_text(found, found.old, old), _text(found, found.new, new)]
    before, after = (_block(found.old, old), _block(found.new, new))
    return [
        clauses([mine[0], *(one for one in mine[1:] if one not in others)])
        for mine, others in ((before, after), (after, before))
    ]


def _item(found: Difference, old: Definition, new: Definition) -> str:
    attribute = str(ATTRIBUTES.get(found.attribute, found.attribute))
    if found.part == "layout":
        return f"{attribute} {found.key}".strip()
    item = found.new if isinstance(found.new, Mapping) and not attribute else found.old
    name = item_name(item) if isinstance(item, Mapping) and not attribute else _name(found.key, new, old)
    return " · ".join(part for part in (_short(name), attribute) if part)


def _text(found: Difference, value: Part, definition: Definition) -> str:
    if value is None:
        return ""
    if found.change == "moved":
        return _("place %(number)s", number=value)
    if found.part == "layout":
        return layout_text(found.attribute, value, _namer(definition))
    return attribute_text(found.attribute, value) if found.attribute else _full(value)


def _block(block: Part, definition: Definition) -> list[str]:
    return list(block_clauses(block, _namer(definition)))


def _namer(definition: Definition) -> Callable[[str], str]:
    return lambda key: _short(_name(key, definition))


def _full(value: Part) -> str:
    """Write everything that a structure says, attribute by attribute, without what it leaves empty."""
    if isinstance(value, Mapping):
        said = {key: part for key, part in value.items() if key != "key" and part not in (None, "", [], {}, False)}
        return clauses(told(ATTRIBUTES.get(key, key), attribute_text(key, part)) for key, part in said.items())
    return clauses(map(_full, value)) if isinstance(value, list) else plain_text(value)


def _name(key: str, *definitions: Definition) -> str:
    """Return what a definition calls the field, text, table or column with a key; the key where it has none."""
    for definition in definitions:
        for item in _items(definition):
            if item.get("key") == key:
                return item_name(item)
    return key


def _items(definition: Definition) -> Iterator[Definition]:
    for part in ("fields", "groups", "tables", "texts", "statements", "clauses"):
        yield from definition.get(part) or ()
    for table in (*(definition.get("tables") or ()), *(definition.get("groups") or ())):
        yield from (column for column in table.get("columns") or () if isinstance(column, Mapping))


def _are_keyed(columns: Part) -> bool:
    return isinstance(columns, Sequence) and all(isinstance(column, Mapping) for column in columns)


def _short(text: str) -> str:
    text = text.rstrip("。.")
    return text if len(text) <= RECOGNISED else f"{text[:RECOGNISED]}…"


__all__ = ["Row", "difference_rows"]
