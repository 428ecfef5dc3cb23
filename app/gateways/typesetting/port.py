"""What lays a sheet out and prints it, and how that fails."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from app.domain.errors import DomainError

PictureKind = Literal["png", "svg"]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything that one document prints, as plain data: the template evaluates nothing of it.

    `title` is the title of the PDF; `data` is what `app/reports/paper/sheet.typ` reads as `data.json`, to
    which the typesetter adds "title"; the families of the fonts in their order are `sys.inputs.fonts`.
    """

    title: str
    data: Mapping[str, object]

    @cached_property
    def json(self) -> str:
        """Return the data in its canonical form."""
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def key(self) -> str:
        """Return the SHA-256 of the data, which names everything that is made of it."""
        return hashlib.sha256(self.json.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Box:
    """Where a field stands on a sheet: sheet number from 1, millimetres from its upper left corner.

    A field that goes on over several sheets has a box on each.
    """

    key: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A finished PDF, its number of sheets, where its boxes stand, the step of type it is set in, and what made it.

    `engine` and `fonts` name the engine's version and the set of fonts, for the record of a frozen document.
    """

    pdf: bytes
    pages: int
    boxes: tuple[Box, ...]
    step: str
    engine: str
    fonts: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One sheet as a picture; `boxes` are those of this sheet, `pages` the number of all."""

    data: bytes
    kind: PictureKind
    page: int
    pages: int
    boxes: tuple[Box, ...]


class TypesettingError(DomainError):
    """Say that a sheet was not made; the engine's own words stay in the log."""

    status = 500
    code = "paper_failed"


class SheetRefusedError(TypesettingError):
    """Report characters that cannot be printed; params: text, box (empty when they stand in none, as in a title).

    The code is "paper_text_refused_somewhere" when the box is not known.
    """

    status = 422
    code = "paper_text_refused"

    def __init__(self, *, text: str, box: str) -> None:
        super().__init__(self.code if box else "paper_text_refused_somewhere", text=text, box=box)


class TypesettingTimeoutError(TypesettingError):
    """Report a document that was stopped because it took too long; params: seconds."""

    status = 503
    code = "paper_timeout"


class FontsMissingError(TypesettingError):
    """Report that this machine lacks the fonts that every sheet needs; params: fonts."""

    status = 503
    code = "paper_fonts_missing"


class UnreadablePdfError(TypesettingError):
    """Report a finished PDF that cannot be read back."""

    code = "paper_unreadable"


class Typesetter(Protocol):
    """Lay sheets out: the same data gives the same bytes, on paper and on the screen."""

    def print(self, sheet: Sheet, *, is_final: bool = True) -> Printed:
        """Return the PDF; a final one is PDF/A-3a and PDF/UA-1, a draft or sample is neither.

        Raises SheetRefusedError, TypesettingTimeoutError, FontsMissingError, TypesettingError.
        """
        ...

    def draw(self, sheet: Sheet, *, page: int = 1, kind: PictureKind = "svg") -> Picture:
        """Return one sheet as a picture, the last one when there are fewer; raises as `print` does."""
        ...

    def covers(self, text: str) -> bool:
        """Say whether one of the fonts has glyphs for all characters of a text: a letter and its marks share a font.

        Raises FontsMissingError.
        """
        ...
