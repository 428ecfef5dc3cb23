"""The typesetter of this installation: small documents in this process, large ones in a process that can be killed."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import structlog

from app.gateways.typesetting.boxes import boxes_of
from app.gateways.typesetting.compilers import Compilers
from app.gateways.typesetting.compiling import FailedError, Made, OneCompiler, PanickedError, RefusedError, fonts_of
from app.gateways.typesetting.coverage import Coverage, coverage
from app.gateways.typesetting.culprits import boxes_with, culprit
from app.gateways.typesetting.finishing import packed
from app.gateways.typesetting.fonts import SYSTEM_FOLDERS, FontSet, assemble, cache_folder, lacking
from app.gateways.typesetting.port import (
    Picture,
    PictureKind,
    Printed,
    Sheet,
    SheetRefusedError,
    TypesettingError,
)
from app.gateways.typesetting.worker import Worker

#: Letters of data above which a document goes to the process that can be killed: 150 lines of goods. Below, the worst
#: text that was found (one Arabic word of 14,000 letters) takes 3.5 s of a core; it grows with the square.
LARGE = 20_000
#: The file of the template that is compiled.
TEMPLATE = "sheet.typ"

log = structlog.get_logger(__name__)


class Typst:
    """Lay sheets out with Typst; see Typesetter. Nothing is loaded or started before the first sheet."""

    def __init__(self, *, paper: Path, own_fonts: Path, keep: Path | None = None) -> None:
        self._paper, self._folders, self._keep = paper, (own_fonts, *SYSTEM_FOLDERS), keep
        self._once = threading.Lock()

    @cached_property
    def engine(self) -> str:
        """Return the name and version of the engine, for the record."""
        return f"typst {version('typst')}"

    @property
    def fonts(self) -> FontSet:
        """Return the fonts that this machine prints with; raises FontsMissingError."""
        with self._once:
            return self._fonts

    @cached_property
    def _fonts(self) -> FontSet:
        return assemble(self._folders, keep=self._keep or cache_folder())

    @cached_property
    def _coverage(self) -> Coverage:
        return coverage(self.fonts)

    def missing_packages(self) -> tuple[str, ...]:
        """Return the packages of fonts without which nothing can be printed."""
        return lacking(self._folders)

    def covers(self, text: str) -> bool:
        """Say whether one of the fonts has glyphs for all characters of a text; see Typesetter."""
        return self._coverage.covers(text)

    def print(self, sheet: Sheet, *, is_final: bool = True) -> Printed:
        """Return the PDF; see Typesetter."""
        made = self._make(sheet, kind="pdf", is_final=is_final)
        pdf, pages = packed(made.data)
        return Printed(
            pdf=pdf,
            pages=pages,
            boxes=boxes_of(made.marks, made.report),
            step=str(made.report.get("step", "")),
            engine=self.engine,
            fonts=self.fonts.name,
        )

    def draw(self, sheet: Sheet, *, page: int = 1, kind: PictureKind = "svg") -> Picture:
        """Return one sheet as a picture; see Typesetter."""
        made = self._make(sheet, kind=kind, page=page)
        page = min(max(page, 1), made.pages)
        boxes = tuple(box for box in boxes_of(made.marks, made.report) if box.page == page)
        return Picture(data=made.data, kind=kind, page=page, pages=made.pages, boxes=boxes)

    def warm(self) -> None:
        """Read the fonts and start a compiler, so that the first sheet does not wait for them."""
        with self._compilers.one():
            self.covers("检")

    def close(self) -> None:
        """End the process for large documents."""
        self._worker.close()

    def _make(self, sheet: Sheet, **how: Any) -> Made:
        _check_letters(sheet)
        try:
            return self._compile(sheet, **how)
        except RefusedError as error:
            raise SheetRefusedError(text=str(error), box=self._box_of(str(error), sheet, how)) from error
        except PanickedError as error:
            log.warning("paper_panicked", sheet=sheet.key, words=str(error))
            text, box = culprit(sheet, lambda one: self._fails(one, PanickedError, how))
            if not text:
                raise TypesettingError from error
            raise SheetRefusedError(text=text, box=box) from error
        except FailedError as error:
            # not log.exception: its locals hold what the certificate says
            log.error("paper_failed", sheet=sheet.key, words=str(error))  # noqa: TRY400
            raise TypesettingError from error

    def _compile(self, sheet: Sheet, **how: Any) -> Made:
        if len(sheet.json) > LARGE or not Compilers.are_here():
            return self._worker.make(sheet.json, title=sheet.title, **how)
        with self._compilers.one() as compiler:
            return compiler.make(sheet.json, title=sheet.title, **how)

    def _box_of(self, text: str, sheet: Sheet, how: Mapping[str, Any]) -> str:
        """Return the box that a refused text stands in; of several the one in which it is refused."""
        found = boxes_with(text, sheet)
        if len(found) > 1 and len(sheet.json) <= LARGE:
            _line, box = culprit(sheet, lambda one: self._fails(one, RefusedError, how))
            found.insert(0, box)
        return next(filter(None, found), "")

    def _fails(self, sheet: Sheet, kind: type[FailedError], how: Mapping[str, Any]) -> bool:
        """Say whether a sheet fails in the same way."""
        try:
            self._compile(sheet, **how)
        except FailedError as error:
            return isinstance(error, kind)
        return False

    @cached_property
    def _compilers(self) -> Compilers:
        loaded = fonts_of(str(self.fonts.folder))
        template, root, families = str(self._paper / TEMPLATE), str(self._paper), self.fonts.families
        return Compilers(lambda: OneCompiler(template=template, root=root, fonts=loaded, families=families))

    @cached_property
    def _worker(self) -> Worker:
        families = json.dumps(self.fonts.families)
        return Worker([str(self._paper / TEMPLATE), str(self._paper), str(self.fonts.folder), families])


def _check_letters(sheet: Sheet) -> None:
    """Refuse halves of letters, which no file can hold."""
    try:
        sheet.json.encode()
    except UnicodeEncodeError as error:
        text = sheet.json[error.start : error.end]
        raise SheetRefusedError(text=text, box=next(iter(boxes_with(text, sheet)), "")) from error
