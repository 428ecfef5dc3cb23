"""The data of one document as `paper/sheet.typ` reads it: plain texts, numbers and lists, ready for JSON."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

#: A text in the languages of the paper: language → words; what a language lacks is not printed.
Words = dict[str, str]


class PageReference(TypedDict):
    """A line that names the sheets of a list; `{}` in the text stands for their numbers."""

    see: str
    text: str


Line = str | PageReference


#: The labels of a field by language; `range` is the label where the field is printed as a range of days.
FieldWords = dict[str, str | Words]


class Choice(TypedDict):
    """A box to tick and whether it is ticked."""

    label: Words
    on: bool


class TableData(TypedDict):
    """A table; widths in mm where the layout gives none, `total` when its last row is the total."""

    key: str
    caption: Words
    columns: list[Words]
    rows: list[list[str]]
    widths: NotRequired[list[float]]
    align: NotRequired[list[Literal["left", "middle", "number"]]]
    total: NotRequired[bool]
    ending: NotRequired[bool]


class ListPlace(TypedDict):
    """A list behind the layout: its table, how many sets side by side, and whether it begins a sheet."""

    table: str
    sets: NotRequired[int]
    sheet: NotRequired[bool]


class HeadData(TypedDict):
    """Letterhead, titles, mark, notes and number; `languages` are those of letterhead and titles.

    emblem  whether its place is kept; it is where nothing is said
    """

    letterhead: Words
    title: Words
    languages: list[str]
    remarks: list[str]
    notes: list[str]
    mark: Words | None
    number_label: Words
    number: str
    counter: bool
    emblem: NotRequired[bool]


class CodeData(TypedDict):
    """The place of the code that verifies the paper: its size in mm, and the picture once there is one."""

    size: float
    svg: str | None


class FootData(TypedDict):
    """Fixed texts, form number, further words beside it, and the place of the code."""

    statements: list[Words]
    form_no: str
    words: list[str]
    code: CodeData


class PreviewData(TypedDict):
    """What stands across a paper that is not issued."""

    mark: str


class DayData(TypedDict):
    """A day, in the words of the engine."""

    year: int
    month: int
    day: int


class MetaData(TypedDict):
    """What the PDF says of itself."""

    title: str
    author: list[str]
    keywords: list[str]
    date: NotRequired[DayData]


class SheetData(TypedDict):
    """Everything that one document prints.

    `layout` is the layout of the format as it was published; `lines`, `chosen` and `options` are by field, `ranges` by
    the two fields of a range joined by `+`, `texts` by statement. `marked` asks the
    template where every box stands.
    """

    format: int
    lang: list[str]
    layout: dict[str, object]
    fields: dict[str, FieldWords]
    lines: dict[str, list[Line]]
    chosen: dict[str, list[str]]
    options: dict[str, list[Choice]]
    ranges: dict[str, str]
    tables: dict[str, TableData]
    texts: dict[str, Words]
    hidden: bool
    after: list[ListPlace]
    head: HeadData
    foot: FootData
    preview: PreviewData | None
    marks: list[Words]
    marked: bool
    meta: MetaData
