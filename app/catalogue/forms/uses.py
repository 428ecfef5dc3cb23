"""Where a form uses its fields, groups and texts, and under which conditions: one walk over head, layout and foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from app.catalogue.facts import Raw, When
from app.catalogue.forms.definition import FootText, FormDefinition
from app.catalogue.forms.layout import (
    Block,
    BoxCell,
    BoxesBlock,
    BoxRow,
    ClausesBlock,
    FormBlock,
    GroupBlock,
    Item,
    PartBlock,
    SectionBlock,
    SignBlock,
    WordsBlock,
)  # fmt: skip
from app.catalogue.forms.wording import Piece, pieces
from app.domain.document.conditions import ANY, NONE

#: field: printed in a box or a blank · option: ticked or chosen in a text · condition: asked by a condition ·
#: table: a group of rows · text: a fixed text · wrong: braces that say nothing
What = Literal["field", "option", "condition", "table", "text", "wrong"]
#: every one of these holds where something is used; None where nothing can fulfil them
Under: TypeAlias = Mapping[str, tuple[str, ...]] | None


@dataclass(frozen=True)
class Use:
    """Hold one use: of what, its key, the place in the definition, the conditions around it.

    option  of a choice, the value that is asked for
    boxed   a box prints the field's value (not a blank in a text, a tick or a condition)
    """

    what: What
    key: str
    place: str
    under: Under
    option: str = ""
    boxed: bool = False


def uses(form: FormDefinition) -> Iterator[Use]:
    """Yield every use in the order of the paper: head, blocks, foot."""
    head = form.layout.head
    for name, key in (("title", head.title), ("subtitle", head.subtitle), ("note", head.note)):
        if key:
            yield Use("field", key, f"layout.head.{name}", {}, boxed=True)
    yield from _blocks(form, form.layout.blocks, "layout.blocks", {})
    for number, item in enumerate(form.foot):
        place = f"foot.{number}"
        if isinstance(item, FootText):
            yield from _condition(item.when, f"{place}.when", {})
            yield from _text(form, item.text, place, both({}, item.when))
        else:
            yield from _text(form, f"@{item}", place, {})


def both(under: Under, when: When | None) -> Under:
    """Return the condition that both hold; None where they exclude each other."""
    if under is None or not when:
        return under
    merged = dict(under)
    for key, wanted in when.items():
        values = _common(merged[key], wanted) if key in merged else wanted
        if not values:
            return None
        merged[key] = values
    return merged


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if ANY in one:
        return tuple(value for value in other if value != NONE)
    if ANY in other:
        return tuple(value for value in one if value != NONE)
    return tuple(value for value in one if value in other)


def _blocks(form: FormDefinition, blocks: tuple[FormBlock, ...], place: str, under: Under) -> Iterator[Use]:
    for number, block in enumerate(blocks):
        at = f"{place}.{number}"
        yield from _condition(block.when, f"{at}.when", under)
        yield from _block(form, block, at, both(under, block.when))


def _block(form: FormDefinition, block: Block, at: str, under: Under) -> Iterator[Use]:
    yield from next((walk(form, block, at, under) for kind, walk in _WALKS.items() if isinstance(block, kind)), ())


def _of_rows(form: FormDefinition, block: BoxesBlock, at: str, under: Under) -> Iterator[Use]:
    yield from _rows(form, block.rows, f"{at}.rows", under)


def _of_table(_form: FormDefinition, block: GroupBlock, at: str, under: Under) -> Iterator[Use]:
    yield Use("table", block.table, f"{at}.table", under, boxed=True)


def _of_text(form: FormDefinition, block: WordsBlock, at: str, under: Under) -> Iterator[Use]:
    if block.text.startswith("@"):
        yield from _text(form, block.text, f"{at}.text", under)
    else:
        yield Use("field", block.text, f"{at}.text", under, boxed=True)


def _of_section(form: FormDefinition, block: SectionBlock, at: str, under: Under) -> Iterator[Use]:
    yield from _text(form, block.section, f"{at}.section", under)


def _of_clauses(form: FormDefinition, block: ClausesBlock, at: str, under: Under) -> Iterator[Use]:
    if block.title:
        yield from _text(form, block.title, f"{at}.title", under)
    yield from _items(form, block.clauses, f"{at}.clauses", under)


def _of_issue(form: FormDefinition, block: SignBlock, at: str, under: Under) -> Iterator[Use]:
    if block.issue.seal:
        yield Use("field", block.issue.seal, f"{at}.issue.seal", under, boxed=True)
    yield from _rows(form, block.issue.rows, f"{at}.issue.rows", under)


def _of_part(form: FormDefinition, block: PartBlock, at: str, under: Under) -> Iterator[Use]:
    yield from _text(form, block.part.side, f"{at}.part.side", under)
    yield from _blocks(form, block.part.blocks, f"{at}.part.blocks", under)


#: kind of block → what yields its uses; new sheets and spare height use nothing
_WALKS: Mapping[type[Block], Callable[[FormDefinition, Raw, str, Under], Iterator[Use]]] = {
    BoxesBlock: _of_rows,
    GroupBlock: _of_table,
    WordsBlock: _of_text,
    SectionBlock: _of_section,
    ClausesBlock: _of_clauses,
    SignBlock: _of_issue,
    PartBlock: _of_part,
}


def _rows(form: FormDefinition, rows: tuple[BoxRow, ...], place: str, under: Under) -> Iterator[Use]:
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            yield from _cell(form, cell, f"{place}.{number}.{at}", under)


def _cell(form: FormDefinition, cell: str | BoxCell, at: str, under: Under) -> Iterator[Use]:
    if isinstance(cell, str):
        yield Use("field", cell, at, under, boxed=True)
        return
    yield from _condition(cell.when, f"{at}.when", under)
    inside = both(under, cell.when)
    if isinstance(cell.f, str) and cell.f.startswith("@"):
        yield from _text(form, cell.f, f"{at}.f", inside)
    yield from (Use("field", key, f"{at}.f", inside, boxed=True) for key in cell.keys)
    yield from _rows(form, cell.stack, f"{at}.stack", inside)


def _items(form: FormDefinition, items: tuple[Item, ...], place: str, under: Under) -> Iterator[Use]:
    for number, item in enumerate(items):
        at = f"{place}.{number}"
        yield from _condition(item.when, f"{at}.when", under)
        inside = both(under, item.when)
        yield from _condition(item.keep, f"{at}.keep", inside)
        kept = both(inside, item.keep)
        yield from _pieces(item.num, f"{at}.num", kept)
        yield from _text(form, item.t, f"{at}.t", kept)
        yield from _items(form, item.sub, f"{at}.sub", kept)


def _text(form: FormDefinition, text: str, place: str, under: Under) -> Iterator[Use]:
    yield Use("text", text.removeprefix("@"), place, under)
    seen: set[Piece] = set()
    for words in form.words_of(text).values():
        found = [piece for piece in pieces(words) if piece not in seen]
        seen.update(found)
        yield from (use for piece in found for use in _piece(piece, place, under))


def _pieces(text: str, place: str, under: Under) -> Iterator[Use]:
    for piece in pieces(text):
        yield from _piece(piece, place, under)


def _piece(piece: Piece, place: str, under: Under) -> Iterator[Use]:
    if piece.kind == "blank":
        yield Use("field", piece.key, place, under)
    elif piece.kind in ("tick", "choice"):
        yield Use("option", piece.key, place, under, option=piece.option)
    elif piece.kind == "wrong":
        yield Use("wrong", piece.key, place, under)


def _condition(when: When | None, place: str, under: Under) -> Iterator[Use]:
    for key, wanted in (when or {}).items():
        yield from (Use("condition", key, place, under, option=value) for value in wanted)
