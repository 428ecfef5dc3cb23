"""A certificate as standalone HTML: the sheets the browser previews and the PDF engines print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.domain.document.content import Content
from app.domain.names import Naming
from app.reports.certificate_blocks import Composer
from app.reports.certificate_head import Note, foot_of, head_of
from app.reports.certificate_values import PaperSettings, clean, cleaned
from app.reports.pagination import lay_out
from app.reports.sheets import Document
from app.reports.watermark import watermark

PAPER = Path(__file__).parent / "paper"
CopyMark = Literal["original", "copy", "second_original"]


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
    def _date(self) -> str:
        return f"{self.on.year}/{self.on.month}/{self.on.day}"

    def mark(self, key: str) -> Markup:
        """Return the watermark of one sheet."""
        return watermark(f"{self._date}   {clean(self.login)[:40]}", key=key)


@dataclass(frozen=True)
class CertificatePages:
    """Standalone HTML, the number of its sheets, and the hash of its style for a content security policy."""

    html: str
    pages: int
    style_hash: str


@dataclass(frozen=True, kw_only=True)
class Printout:
    """One document to print: format, contents, number (empty before it has one), mark and notes."""

    format: Format
    content: Content
    certificate_no: str
    copy_mark: CopyMark = "original"
    notes: Sequence[Note] = ()


def certificate_html(  # noqa: PLR0913 - one document, spelled out
    format_: Format,
    content: Content,
    *,
    certificate_no: str,
    copy_mark: CopyMark = "original",
    notes: Sequence[Note] = (),
    preview: Preview | None = None,
    names: Naming | None = None,
    settings: PaperSettings | None = None,
    nonce: str = "",
) -> CertificatePages:
    """Lay out one certificate; with `preview` it carries watermark and 未签发, without it is as issued."""
    printout = Printout(
        format=format_, content=content, certificate_no=certificate_no, copy_mark=copy_mark, notes=notes
    )
    return certificates_html([printout], preview=preview, names=names, settings=settings, nonce=nonce)


def certificates_html(
    printouts: Iterable[Printout],
    *,
    preview: Preview | None = None,
    names: Naming | None = None,
    settings: PaperSettings | None = None,
    nonce: str = "",
) -> CertificatePages:
    """Lay out several documents one after the other, for one run of the engine."""
    documents = [document_of(printout, names=names, settings=settings) for printout in printouts]
    titles = (document.head.number or f"{document.head.title.zh} {document.head.title.en}" for document in documents)
    html = (
        _environment()
        .get_template("certificate.html.j2")
        .render(
            title=next(titles, ""),
            css=_css(),
            documents=documents,
            preview=preview,
            nonce=nonce,
        )
    )
    return CertificatePages(html, sum(len(document.sheets) for document in documents), style_hash())


@lru_cache(maxsize=1)
def paper_css() -> str:
    """Return the print style, which holds nothing that ends a style element."""
    return (PAPER / "paper.css").read_text("utf-8")


def _css() -> Markup:
    return Markup(paper_css())  # noqa: S704 - a file of ours


@lru_cache(maxsize=1)
def style_hash() -> str:
    """Return the source expression that allows the style in a content security policy, quotes included."""
    digest = hashlib.sha256(paper_css().encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(PAPER), autoescape=True, undefined=StrictUndefined)


def document_of(printout: Printout, *, names: Naming | None = None, settings: PaperSettings | None = None) -> Document:
    """Return a document as its sheets, before they become HTML."""
    names, settings = names or catalogue().names, settings or PaperSettings()
    format_, content = printout.format, cleaned(printout.content)
    head = head_of(
        format_,
        content,
        certificate_no=clean(printout.certificate_no),
        copy_mark=printout.copy_mark,
        notes=printout.notes,
        names=names,
        settings=settings,
    )
    foot = foot_of(format_, content)
    composer = Composer(format=format_, content=content, names=names, settings=settings)
    layout = lay_out(composer, head=head, foot=foot)
    return Document(head=head, foot=foot, bilingual=format_.bilingual, sheets=layout.sheets, pages_of=layout.pages_of)
