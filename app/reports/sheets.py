"""What stands on the sheets of one certificate: boxes, lists, texts, each ready to print."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: Width of the frame in mm, which the layouts share out.
SHEET_WIDTH = 182.0
#: Characters of one run of text.
RUN = 150
Ending = Literal["", "mark", "continued"]


@dataclass(frozen=True)
class Label:
    """A label in both languages; `en` is empty on papers in Chinese only."""

    zh: str
    en: str = ""

    def continued(self) -> Label:
        """Return the label as it stands over the rest of a text or list."""
        return Label(f"{self.zh}（续）", f"{self.en} (continued)" if self.en else "")


@dataclass(frozen=True)
class PageReference:
    """A line that points at the sheets of a section; `text` has {} where their numbers go."""

    text: str
    section: str

    def __str__(self) -> str:
        """Return the longest form, for measuring."""
        return self.text.format("88–88")


Line = str | PageReference


@dataclass(frozen=True)
class Choice:
    """A box to tick and whether it is ticked."""

    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Box:
    """A label and its value side by side; widths in percent of the row."""

    key: str
    label: Label
    label_width: float
    value_width: float
    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """Rows of boxes in one frame."""

    rows: tuple[tuple[Box, ...], ...]
    kind: Literal["boxes"] = "boxes"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a grid: its head, width in percent, how it is set, whether a second set begins with it."""

    label: Label
    width: float
    align: Literal["", "num", "mid", "n"] = "mid"
    begins_set: bool = False


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A list under one caption; with `has_total` its last row is the total."""

    key: str
    caption: Label
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False
    is_form: bool = False
    grow: bool = False
    ending: Ending = ""
    kind: Literal["grid"] = "grid"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; Chinese ones stand closer to their translation."""

    text: Line
    is_chinese: bool = False


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text in a frame of its own; `run` sets the label in the line."""

    key: str
    paragraphs: tuple[Paragraph, ...]
    label: Label | None = None
    run: bool = False
    grow: bool = False
    ending: Ending = ""
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class IssueCell:
    """Who, where or when: a label over a value; a signature is only a place."""

    label: Label
    value: str
    is_signature: bool = False


@dataclass(frozen=True, kw_only=True)
class Issue:
    """The block that is stamped and signed."""

    rows: tuple[tuple[IssueCell, ...], ...]
    seal: Label | None
    low: bool = False
    is_small: bool = False
    kind: Literal["issue"] = "issue"


Block = Boxes | Grid | Text | Issue


@dataclass(frozen=True, kw_only=True)
class SheetHead:
    """Letterhead, titles, mark and number; `remarks` are the lines under the title."""

    letterhead: Label
    title: Label
    remarks: tuple[str, ...]
    mark: Label | None
    number_label: Label
    number: str
    has_counter: bool


@dataclass(frozen=True, kw_only=True)
class Foot:
    """Fixed texts and the form number."""

    statements: tuple[Label, ...]
    form_no: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper: its number and what stands between head and foot."""

    number: int
    blocks: tuple[Block, ...]
    is_tight: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A certificate as it prints; `pages_of` names the sheets of every continued section."""

    head: SheetHead
    foot: Foot
    bilingual: bool
    sheets: tuple[Sheet, ...]
    pages_of: dict[str, tuple[int, int]] = field(default_factory=dict)

    def runs(self, line: Line) -> list[str]:
        """Return a line cut into runs: WeasyPrint takes seconds over one long run without spaces."""
        text = self.say(line)
        return [text[at : at + RUN] for at in range(0, len(text), RUN)]

    def say(self, line: Line) -> str:
        """Return a line with the page numbers put in."""
        if isinstance(line, str):
            return line
        first, last = self.pages_of.get(line.section, (1, 1))
        return line.text.format(first if first == last else f"{first}–{last}")
