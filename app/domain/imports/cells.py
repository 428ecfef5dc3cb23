"""The cells of an import file: from what stands there to what is kept, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.document.kinds import Fault, Limits, faults, normalised
from app.domain.document.texts import half_width
from app.domain.imports.layout import ImportedShape

#: Between the items of a list, and between the parts of an item, in files without lists.
ITEMS, PARTS = ";", "|"
MAX_ITEMS = 200
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?")
_COMMA = re.compile(r"[,，、]")
_TRUE = frozenset({"1", "true", "yes", "y", "是"})
_FALSE = frozenset({"0", "false", "no", "n", "否"})
_HS_CODE = re.compile(r"\d{8}|\d{10}")

#: What is kept, and what is wrong.
Kept = tuple[object, list[Fault]]


@dataclass(kw_only=True)
class Cells:
    """Read cells; remembers what it has read, since most texts of a file come again and again.

    codes   code list → every way to write a code (the code, its names) → the code; countries too
    items   group of items → its fields
    """

    codes: Mapping[str, Mapping[str, str]]
    items: Mapping[str, Sequence[ImportedShape]]
    _known: dict[tuple[int, str], Kept] = field(default_factory=dict)

    def read(self, shape: ImportedShape, value: object) -> Kept:
        """Return what is kept of a cell that is not empty, and what is wrong with it."""
        if shape.kind == "list":
            return self._list(shape, value)
        if shape.kind == "codes" and isinstance(value, list):
            value = ",".join(map(str, value))
        if not isinstance(value, str):
            return "", [("not_a_text", {})]
        key = (id(shape), value)
        if key not in self._known:
            self._known[key] = _READERS.get(shape.kind, _text)(shape, value.strip(), self.codes)
        return self._known[key]

    def _list(self, shape: ImportedShape, value: object) -> Kept:
        """Read a list: JSON's own, or `14|1|2; 15|1|1` with the parts in the order of the item's fields."""
        fields = self.items.get(shape.items or "", ())
        raw = value if isinstance(value, list) else [part for part in str(value).split(ITEMS) if part.strip()]
        if len(raw) > MAX_ITEMS:
            return [], [("too_many_items", {"limit": MAX_ITEMS})]
        kept: list[object] = []
        wrong: list[Fault] = []
        for one in raw:
            parts = one if isinstance(one, Mapping) else _parts(fields, str(one))
            if parts is None or set(parts) - {item.key for item in fields}:
                wrong.append(("not_such_an_item", {"form": PARTS.join(item.zh for item in fields)}))
                continue
            item, more = self._item(fields, parts)
            kept.append(item)
            wrong += more
        return kept, wrong

    def _item(
        self, fields: Sequence[ImportedShape], parts: Mapping[str, object]
    ) -> tuple[dict[str, object], list[Fault]]:
        kept: dict[str, object] = {}
        wrong: list[Fault] = []
        for one in fields:
            text = str(parts.get(one.key) or "").strip()
            if text:
                kept[one.key], more = self.read(one, text)
                wrong += more
            elif one.required:
                wrong.append(("item_part_missing", {"part": one.zh}))
        return kept, wrong


def _parts(fields: Sequence[ImportedShape], text: str) -> Mapping[str, object] | None:
    parts = [part.strip() for part in text.split(PARTS)]
    return None if len(parts) > len(fields) else {one.key: part for one, part in zip(fields, parts, strict=False)}


Codes = Mapping[str, Mapping[str, str]]


def _text(shape: ImportedShape, text: str, _codes: Codes, kind: str = "text") -> Kept:
    kept = normalised(kind, text)
    limits = Limits(kind=kind, max_length=shape.max_length, decimals=shape.decimals)
    wrong = list(faults(kept, limits))
    if shape.key == "hs_code" and not _HS_CODE.fullmatch(kept):
        wrong.append(("not_an_hs_code", {}))
    return kept, wrong


def _long_text(shape: ImportedShape, text: str, codes: Codes) -> Kept:
    return _text(shape, text, codes, "textarea")


def _date(shape: ImportedShape, text: str, codes: Codes) -> Kept:
    return _text(shape, text.removesuffix(" 00:00:00"), codes, "date")


def _decimal(shape: ImportedShape, text: str, codes: Codes) -> Kept:
    return _text(shape, text, codes, "decimal")


def _int(shape: ImportedShape, text: str, codes: Codes) -> Kept:
    kept, wrong = _text(shape, text, codes, "decimal")
    plain = str(kept)
    return kept, wrong or ([] if plain.isascii() and plain.isdigit() else [("not_a_whole_number", {})])


def _datetime(shape: ImportedShape, text: str, codes: Codes) -> Kept:
    match = _MOMENT.fullmatch(half_width(text))
    day, wrong = _date(shape, match[1] if match else text, codes)
    if wrong or match is None or match[2] is None:
        return day, wrong
    hour, minute, *second = (int(part) for part in match[2].split(":"))
    if hour > 23 or minute > 59 or (second and second[0] > 59):  # noqa: PLR2004 a clock
        return text, [("not_a_date", {})]
    return f"{day} {match[2]}", []


def _code(shape: ImportedShape, text: str, codes: Codes) -> Kept:
    known = codes.get(shape.code_list or "")
    if known is None:
        return _text(shape, text, codes)
    code = known.get(half_width(text).strip().casefold())
    if code is None:
        fault = "not_a_country" if shape.kind == "country" else "not_in_list"
        return text, [(fault, {"value": text, "list": shape.code_list or ""})]
    return code, []


def _codes(shape: ImportedShape, text: str, codes: Codes) -> Kept:
    read = [_code(shape, part.strip(), codes) for part in _COMMA.split(text) if part.strip()]
    return [code for code, _ in read], [one for _, wrong in read for one in wrong]


def _bool(_shape: ImportedShape, text: str, _codes: Codes) -> Kept:
    plain = half_width(text).casefold()
    if plain in _TRUE | _FALSE:
        return "1" if plain in _TRUE else "0", []
    return text, [("not_yes_or_no", {})]


def _enum(shape: ImportedShape, text: str, _codes: Codes) -> Kept:
    plain = text.casefold()
    return (plain, []) if plain in shape.options else (text, [("not_an_option", {"value": text})])


_READERS: Mapping[str, Callable[[ImportedShape, str, Codes], Kept]] = {
    "textarea": _long_text, "date": _date, "datetime": _datetime, "code": _code, "codes": _codes, "country": _code,
    "int": _int, "decimal": _decimal, "bool": _bool, "enum": _enum,
}  # fmt: skip


def ways_to_write(entries: Sequence[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return every way to write the codes of a list → code; a name that two codes share means neither."""
    known = {code.casefold(): code for code, _ in entries}
    for name, code, is_unique in _names(entries):
        if is_unique:
            known.setdefault(name, code)
    return known


def _names(entries: Sequence[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, str, bool]]:
    seen: dict[str, set[str]] = {}
    for code, names in entries:
        for name in names:
            seen.setdefault(name.casefold(), set()).add(code)
    for name, codes in seen.items():
        yield name, min(codes), len(codes) == 1
