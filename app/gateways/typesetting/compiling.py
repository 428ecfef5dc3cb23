"""One Typst compiler: data in, PDF or picture out.

Loads nothing of the application, so that a sealed process can use it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

#: A final document claims both; a draft claims nothing and is never kept.
STANDARDS = ("a-3a", "ua-1")
#: The only clock the engine has: the same data gives the same bytes on every day.
TIMESTAMP = 1_767_225_600
#: Where packages are looked for: nowhere.
NOWHERE = "/nonexistent"
#: The file that the template reads its data from, beside itself.
DATA = "data.json"
#: Points an inch of a PNG.
PPI = 144
#: In an SVG the letters of a pattern are called by NUL and a hash, which no XML may hold; they are there as g and hash.
LOST_LETTERS, LETTERS = b'"#\0', b'"#g'

_REFUSED = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a compiler made of one document: a PDF or one page, how many pages there are, and what the template reports.

    Of a PDF the pages are not counted: `pages` is 0.
    """

    data: bytes
    pages: int
    marks: list[dict[str, Any]]
    report: dict[str, Any]


class FailedError(Exception):
    """Say why nothing was made, in the engine's words."""


class RefusedError(FailedError):
    """Report text that no font shows; the first argument is the text."""


class PanickedError(FailedError):
    """Report an engine that broke off; its compiler is not used again."""


class ReadableFolder:
    """All that a compiler may read: copies of the files of a template, and the data of one document after the other.

    Data that came as an input would be new to the whole library of the engine, which then remembers nothing of the
    document before; a file is new to what reads it. It lies in memory where the system has such files.
    """

    def __init__(self, root: str) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="paper-"))
        for file in Path(root).glob("*.typ"):
            shutil.copyfile(file, self.path / file.name)
        data = self.path / DATA
        if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
            self._data = os.memfd_create(DATA)
            data.symlink_to(f"/proc/self/fd/{self._data}")
        else:
            self._data = os.open(data, os.O_RDWR | os.O_CREAT, 0o600)
        weakref.finalize(self, _clear, self._data, self.path)

    def put(self, data: str) -> None:
        """Write the data of a document."""
        left, at = data.encode(), 0
        os.ftruncate(self._data, 0)
        while left:
            written = os.pwrite(self._data, left, at)
            left, at = left[written:], at + written


def _clear(data: int, folder: Path) -> None:
    os.close(data)
    shutil.rmtree(folder, ignore_errors=True)


class OneCompiler:
    """Compile one template; one thread at a time may use it."""

    def __init__(self, *, template: str, root: str, fonts: typst.Fonts, families: Sequence[str]) -> None:
        self._folder = ReadableFolder(root)
        self._compiler = typst.Compiler(
            str(self._folder.path / Path(template).name),
            root=str(self._folder.path),
            sys_inputs={"fonts": json.dumps(list(families), ensure_ascii=False)},
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=NOWHERE,
            package_cache_path=NOWHERE,
        )

    def make(self, data: str, *, title: str, kind: str, is_final: bool = False, page: int = 1) -> Made:
        """Return the PDF, or one page as "svg" or "png" (the last one when there are fewer); raises FailedError.

        Measuring what stands on a sheet costs as much as setting it: the first try measures nothing, and is enough
        where the template reports that it stands.
        """
        how: dict[str, Any] = {"format": kind}
        if kind == "pdf":
            how |= {"pdf_standards": list(STANDARDS) if is_final else [], "timestamp": TIMESTAMP}
        elif kind == "png":
            how["ppi"] = PPI
        made = self._compile(data, title=title, is_measured=False, how=how)
        if not self._told("<report>", {}).get("stands", True):
            made = self._compile(data, title=title, is_measured=True, how=how)
        pages = made if isinstance(made, list) else [made]  # the engine gives a list when there are several
        found = pages[min(max(page, 1), len(pages)) - 1]
        return Made(
            data=found.replace(LOST_LETTERS, LETTERS) if kind == "svg" else found,
            pages=0 if kind == "pdf" else len(pages),
            marks=self._told("<boxes>", []),
            report=self._told("<report>", {}),
        )

    def _compile(self, data: str, *, title: str, is_measured: bool, how: dict[str, Any]) -> Any:
        """Return what the engine makes of a document; its warnings are faults."""
        more = {"title": title, "unmeasured": not is_measured}
        self._folder.put(f"{json.dumps(more, ensure_ascii=False)[:-1]},{data[1:]}")
        made, warnings = _guarded(lambda: self._compiler.compile_with_warnings(**how))
        if warnings:
            raise FailedError("; ".join(dict.fromkeys(warning.message for warning in warnings)))
        return made

    def _told(self, label: str, nothing: Any) -> Any:
        """Return what the template reports under a label."""
        told = json.loads(_guarded(lambda: self._compiler.query(label, field="value")))
        return told[0] if told else nothing


def fonts_of(folder: str) -> typst.Fonts:
    """Return the fonts of a folder and no others; all compilers of a process may share them."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _guarded(work: Callable[[], Any]) -> Any:
    """Do the engine's work with its failures in our words; a panic is no Exception, so it is caught by its name."""
    try:
        return work()
    except typst.TypstError as error:
        if found := _REFUSED.search(error.message):
            raise RefusedError(_unescaped(found[1])) from error
        raise FailedError("; ".join([error.message, *error.hints])) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise PanickedError(str(error)) from error
        raise


def _unescaped(text: str) -> str:
    """Return a text of the engine's messages as it was typed."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _ESCAPES.get(m[2], m[2]), text)
