"""Compare what a document prints with what its declaration would print, box by box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from app.domain.document.content import Content
from app.domain.document.printed import GROUPS, column_keys, printed_lines, style_of, value_lines
from app.domain.document.shapes import FieldShape, FormatShape
from app.domain.document.smart_import import differences
from app.domain.document.texts import half_width, plain_number
from app.domain.names import Naming

#: same, different, or the declaration says nothing about it
State = Literal["same", "different", "not_declared"]
Piece = tuple[str, bool]  # text, and whether it differs

_NUMBER = re.compile(r"(?<![\w.])([0-9][0-9,]*)(\.[0-9]+)?(?![\w])")
_TOKEN = re.compile(r"\s+|\w+(?:[.,]\w+)*|[^\w\s]", re.UNICODE)
_NO_FILLER = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Name one value or cell that a remark may point at, with both sides' texts."""

    path: str
    row: int | None
    column: str | None
    current: str
    declared: str
    differs: bool


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Hold one box of the form: both printed texts in pieces, and the places behind it."""

    key: str
    state: State
    certificate: Sequence[Piece]
    declaration: Sequence[Piece]
    places: Sequence[Place]


def compare(fmt: FormatShape, current: Content, declared: Content | None, *, names: Naming) -> list[Compared]:
    """Return the applicant's boxes in the format's order; without a declaration all are `not_declared`."""
    proposed = declared or Content()
    told = {d.path: d.new for d in differences(current, proposed)}
    return [_box(fmt, field, current, proposed, told, names) for field in fmt.fields if field.entered_by == "applicant"]


def is_same(one: str, other: str) -> bool:
    """Tell whether two texts say the same: blanks and the way numbers are written do not count."""
    return canonical(one) == canonical(other)


def canonical(text: str) -> str:
    """Return a text without what only its writing adds: fillers, blanks, thousands separators, trailing zeros."""
    plain = " ".join(half_width(text).replace("~", " ").split())
    return _NUMBER.sub(lambda match: plain_number(match[1].replace(",", "") + (match[2] or "")), plain)


def pieces(text: str, other: str) -> list[Piece]:
    """Cut a text into what also stands in the other and what does not."""
    own, theirs = _TOKEN.findall(text), _TOKEN.findall(other)
    matcher = SequenceMatcher(None, [canonical(t) for t in own], [canonical(t) for t in theirs], autojunk=False)
    found: list[Piece] = []
    for operation, start, end, _, _ in matcher.get_opcodes():
        part = "".join(own[start:end])
        if part:
            found.append((part, operation != "equal" and bool(part.strip())))
    return found


def _box(
    fmt: FormatShape, field: FieldShape, current: Content, declared: Content, told: Mapping[str, str], names: Naming
) -> Compared:
    places = list(_places(field, current, told))
    ours = _text(fmt, field, current, names)
    theirs = _text(fmt, field, declared, names) if any(place.declared for place in places) else ""
    if not theirs:
        return Compared(key=field.key, state="not_declared", certificate=[(ours, False)], declaration=[], places=places)
    is_equal = is_same(ours, theirs)
    return Compared(
        key=field.key,
        state="same" if is_equal else "different",
        certificate=[(ours, False)] if is_equal else pieces(ours, theirs),
        declaration=[(theirs, False)] if is_equal else pieces(theirs, ours),
        places=places,
    )


def _text(fmt: FormatShape, field: FieldShape, content: Content, names: Naming) -> str:
    if field.repeats in GROUPS:
        lines = printed_lines(fmt, field.key, content, names=names, filler=_NO_FILLER)
    else:
        style = style_of(fmt, names, filler=_NO_FILLER)
        lines = value_lines(field, content.values.get(field.key, ""), style)
    return "\n".join(lines)


def _places(field: FieldShape, current: Content, told: Mapping[str, str]) -> Iterator[Place]:
    group = GROUPS.get(field.repeats)
    if group is None:
        path = f"values.{field.key}"
        yield _place(path, current.values.get(field.key, ""), told.get(path, ""))
        return
    rows = current.rows.get(group, ())
    declared_rows = [int(path.split(".")[1]) + 1 for path in told if path.startswith(f"{group}.")]
    for number in range(max([len(rows), *declared_rows])):
        for column in column_keys(field):
            path = f"{group}.{number}.{column}"
            text = rows[number].get(column, "") if number < len(rows) else ""
            if text or path in told:
                yield _place(path, text, told.get(path, ""), row=number + 1, column=column)


def _place(path: str, current: str, declared: str, *, row: int | None = None, column: str | None = None) -> Place:
    differs = bool(declared) and not is_same(current, declared)
    return Place(path=path, row=row, column=column, current=current, declared=declared, differs=differs)
