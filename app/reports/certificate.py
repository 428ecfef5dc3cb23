"""A certificate as the plain data that the sheet's template prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.domain.document.content import Content
from app.domain.document.presence import present
from app.domain.document.texts import read_date
from app.domain.names import Naming
from app.reports.certificate_blocks import Composer
from app.reports.certificate_head import Note, foot_of, head_of, languages_of, remarks_of
from app.reports.certificate_values import PaperSettings, clean, cleaned
from app.reports.form_data import FormComposer, form_foot, form_head
from app.reports.sheet_data import FootData, HeadData, MetaData, SheetData, Words

#: The folder of the template, which is all that the engine may read.
PAPER = Path(__file__).parent / "paper"
CopyMark = Literal["original", "copy", "second_original"]
#: What is printed across a paper that must not be taken for a valid one.
Marking = Literal["void", "viewing_only"]
MARKINGS: dict[Marking, Words] = {
    "void": {"zh": "作废", "en": "VOID"},
    "viewing_only": {"zh": "仅供查阅", "en": "FOR VIEWING ONLY"},
}


@dataclass(frozen=True)
class Preview:
    """Who looks at a paper that is not issued, and when; both stand on every sheet."""

    login: str
    on: date

    @property
    def words(self) -> str:
        """Return what the foot says."""
        return f"预览 PREVIEW {self._date} {clean(self.login)}"

    @property
    def mark(self) -> str:
        """Return what the watermark repeats."""
        return f"{self._date}   {clean(self.login)[:40]}"

    @property
    def _date(self) -> str:
        return f"{self.on.year}/{self.on.month}/{self.on.day}"


@dataclass(frozen=True, kw_only=True)
class CodePlace:
    """The place of the code that verifies a paper: its side in mm, and its picture as SVG once there is one."""

    size: float = 16.0
    svg: str | None = None


@dataclass(frozen=True, kw_only=True)
class Printout:
    """One document to print: format, contents, number (empty before it has one), mark, notes and markings."""

    format: Format
    content: Content
    certificate_no: str
    copy_mark: CopyMark = "original"
    notes: Sequence[Note] = ()
    markings: Sequence[Marking] = ()
    code: CodePlace = CodePlace()


def sheet_of(
    printout: Printout,
    *,
    preview: Preview | None = None,
    names: Naming | None = None,
    settings: PaperSettings | None = None,
) -> SheetData:
    """Return what a document prints; with `preview` it carries the watermark and 未签发, without it is as issued."""
    names, settings = names or catalogue().names, settings or PaperSettings()
    format_ = printout.format
    content = present(format_, cleaned(printout.content))
    if format_.form:  # which may print its number in a box, too
        content = replace(content, values={**content.values, "certificate_no": clean(printout.certificate_no)})
    fill = FormComposer if format_.form else Composer
    composer = fill(format=format_, content=content, names=names, settings=settings)
    head, foot = _head(printout, content, names, settings), _foot(printout, content)
    foot["words"] = [f"{mark['zh']} {mark['en']}" for mark in (MARKINGS[name] for name in printout.markings)]
    if preview:
        foot["words"].insert(0, preview.words)
    return {
        "format": 2 if format_.form else 1,
        "lang": languages_of(format_),
        "layout": composer.layout,
        "fields": composer.fields(),
        "lines": composer.lines(),
        "chosen": composer.chosen(),
        "options": composer.options(),
        "ranges": composer.ranges(),
        "tables": composer.tables(),
        "texts": composer.texts(),
        "hidden": content.hidden,
        "after": composer.lists(),
        "head": head,
        "foot": foot,
        "preview": {"mark": preview.mark} if preview else None,
        "marks": [MARKINGS[name] for name in printout.markings],
        "marked": True,
        "meta": _meta(format_, content, head),
    }


def _head(printout: Printout, content: Content, names: Naming, settings: PaperSettings) -> HeadData:
    number, format_ = clean(printout.certificate_no), printout.format
    if format_.form:
        return form_head(
            format_.form,
            content,
            certificate_no=number,
            copy_mark=printout.copy_mark,
            notes=printout.notes,
            remarks=remarks_of(format_, content, names),
        )
    return head_of(
        format_,
        content,
        certificate_no=number,
        copy_mark=printout.copy_mark,
        notes=printout.notes,
        names=names,
        settings=settings,
    )


def _foot(printout: Printout, content: Content) -> FootData:
    size, svg = printout.code.size, printout.code.svg
    if printout.format.form:
        return form_foot(printout.format.form, content, size=size, svg=svg)
    return foot_of(printout.format, content, size=size, svg=svg)


def _meta(format_: Format, content: Content, head: HeadData) -> MetaData:
    titles = (head["title"].get(language) for language in head["languages"])
    title = " ".join(filter(None, (*titles, head["number"])))
    author = next((words for language in head["languages"] if (words := head["letterhead"].get(language))), "")
    meta: MetaData = {"title": title, "author": [author], "keywords": [format_.code]}
    day = read_date(content.values.get("date_of_issue", ""))
    if day:
        meta["date"] = {"year": day.year, "month": day.month, "day": day.day}
    return meta
