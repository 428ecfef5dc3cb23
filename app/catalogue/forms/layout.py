"""The printed layout of a form (format language 2): blocks in their order, boxes in their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from app.catalogue.facts import GoodsList, Head, Key, Raw, Strict, When
from app.catalogue.forms.wording import TextKey

#: Where a box has its label: so many mm at its left, above the value, or in its line.
LabelPlace = Annotated[float, Field(ge=5, le=120)] | Literal["top", "run"]
Numbering = Annotated[str, Field(max_length=20)]


def _shape_of(cell: Raw) -> str:
    return "(key)" if isinstance(cell, str) else "(cell)"


class BoxCell(Strict):
    """One box of a row.

    f      the field it prints, or a pair of dates; `@key` prints a fixed text alone
    w      twelfths of the row
    label  where its label stands, else as the block or the layout says
    as     `checks` prints the options as boxes to tick, `range` a pair of dates as one span
    hide   `empty` prints nothing where the field is empty
    when   printed and asked for only then
    stack  rows inside the cell, beside a high box
    """

    f: Key | TextKey | tuple[Key, Key] | None = None
    w: int | None = Field(default=None, ge=1, le=12)
    label: LabelPlace | None = None
    shown_as: Literal["checks", "range"] | None = Field(default=None, alias="as")
    hide: Literal["empty"] | None = None
    when: When | None = None
    stack: tuple[BoxRow, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the fields that the cell prints itself."""
        if self.stack or self.f is None:
            return ()
        if isinstance(self.f, str):
            return () if self.f.startswith("@") else (self.f,)
        return self.f


Box = Annotated[Annotated[Key, Tag("(key)")] | Annotated[BoxCell, Tag("(cell)")], Discriminator(_shape_of)]
BoxRow = Annotated[tuple[Box, ...], Field(max_length=12)]


class Block(Strict):
    """What all blocks share: a condition under which they are printed, and asked for in the form."""

    when: When | None = None


class BoxesBlock(Block):
    """Rows of boxes; `hide: chosen` lets the applicant leave the block out."""

    rows: tuple[BoxRow, ...] = Field(max_length=80)
    label: LabelPlace | None = None
    hide: Literal["chosen"] | None = None


class GroupBlock(Block):
    """A group of rows as a table: `cols` mm of its columns, `min` rows at least, `sets` side by side."""

    table: Key
    cols: tuple[Annotated[float, Field(gt=0, le=200)], ...] = Field(min_length=1, max_length=20)
    min: int = Field(default=0, ge=0, le=60)
    sets: int = Field(default=1, ge=1, le=3)
    hide: Literal["empty"] | None = None


class WordsBlock(Block):
    """A fixed text (`@key`) at its own place, or a field over the whole width.

    grow   takes the rest of the sheet, and goes on over sheets
    run    label and text in one line
    label  `none` prints the text without its label
    mark   prints ***** after a typed text, so that nothing can be added
    """

    text: Key | TextKey
    grow: bool = False
    run: bool = False
    label: Literal["none"] | None = None
    mark: bool = True
    hide: Literal["empty"] | None = None


class SectionBlock(Block):
    """A heading over the whole width."""

    section: TextKey


class Item(Strict):
    """One numbered clause.

    num   its number as printed
    t     its text
    when  left out unless the condition holds
    keep  struck through unless the condition holds, with its sub-clauses
    sub   clauses under it
    """

    num: Numbering = ""
    t: TextKey
    when: When | None = None
    keep: When | None = None
    sub: tuple[Item, ...] = Field(default=(), max_length=40)


class ClausesBlock(Block):
    """Numbered, nested clauses; notes and footnotes are the same, `small` and with a `title`."""

    clauses: tuple[Item, ...] = Field(min_length=1, max_length=80)
    title: TextKey | None = None
    small: bool = False


class Issue(Strict):
    """A block that is signed.

    rows    its boxes
    sheets  `every`: at the foot of every sheet; `here`: in its place among the blocks
    push    stands at the lower end of its sheet
    seal    the field of the stamp's place, `none` without one; `seal_w` the mm of that place
    height  mm of the whole block; `low` a lower one for slips
    """

    rows: tuple[BoxRow, ...] = Field(min_length=1, max_length=12)
    sheets: Literal["every", "here"] = "every"
    push: bool = False
    seal: Key | None = None
    seal_w: float | None = Field(default=None, ge=20, le=90)
    height: float | None = Field(default=None, ge=8, le=120)
    low: bool = False

    @model_validator(mode="before")
    @classmethod
    def _none_is_nothing(cls, data: Raw) -> Raw:
        if isinstance(data, Mapping) and data.get("seal") == "none":
            return {name: part for name, part in data.items() if name != "seal"}
        return data


class SignBlock(Block):
    """Where officers or others sign; a form may have several."""

    issue: Issue


class PageBlock(Block):
    """A new sheet begins here."""

    page: Literal[True]


class SpaceBlock(Block):
    """Spare height of the sheet goes here."""

    space: Literal[True]


class Part(Strict):
    """Blocks with a title turned at their side, over sheets."""

    key: Key
    side: TextKey
    blocks: tuple[FormBlock, ...] = Field(min_length=1, max_length=120)


class PartBlock(Block):
    """A part of the form, such as Part I and Part II of the European certificates."""

    part: Part


#: What a block is called by: the one word that it must have.
BLOCKS: Mapping[str, type[Block]] = {
    "rows": BoxesBlock,
    "table": GroupBlock,
    "text": WordsBlock,
    "section": SectionBlock,
    "clauses": ClausesBlock,
    "issue": SignBlock,
    "part": PartBlock,
    "page": PageBlock,
    "space": SpaceBlock,
}


def _kind_of(block: Raw) -> str | None:
    if isinstance(block, Block):
        return next(f"({word})" for word, kind in BLOCKS.items() if isinstance(block, kind))
    if not isinstance(block, Mapping):
        return None
    return next((f"({word})" for word in BLOCKS if word in block), None)


FormBlock = Annotated[
    Annotated[BoxesBlock, Tag("(rows)")]
    | Annotated[GroupBlock, Tag("(table)")]
    | Annotated[WordsBlock, Tag("(text)")]
    | Annotated[SectionBlock, Tag("(section)")]
    | Annotated[ClausesBlock, Tag("(clauses)")]
    | Annotated[SignBlock, Tag("(issue)")]
    | Annotated[PartBlock, Tag("(part)")]
    | Annotated[PageBlock, Tag("(page)")]
    | Annotated[SpaceBlock, Tag("(space)")],
    Discriminator(_kind_of),
]


class SheetLayout(Strict):
    """The sheet: blocks from top to bottom; `label` is where boxes have their labels unless they say otherwise.

    head   fields that print in the head: title, subtitle, note
    goods  columns of the list of goods on continuation sheets, for boxes that repeat with the goods lines
    """

    label: LabelPlace = 40
    head: Head = Head()
    goods: GoodsList | None = None
    blocks: tuple[FormBlock, ...] = Field(min_length=1, max_length=200)

    def placed(self) -> Iterator[FormBlock]:
        """Yield every block that prints something, those of parts after their part."""
        yield from inner_blocks(self.blocks)


def inner_blocks(blocks: tuple[FormBlock, ...]) -> Iterator[FormBlock]:
    """Yield blocks and the blocks of their parts, in the order of the paper."""
    for block in blocks:
        yield block
        if isinstance(block, PartBlock):
            yield from inner_blocks(block.part.blocks)
