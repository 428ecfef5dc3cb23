"""What a PDF claims to be: standards, language, tags, its fonts and what is attached, and glyphs that are missing."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf

from app.gateways.typesetting.port import UnreadablePdfError

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
#: the number of what has none: it stands within another object
_WITHIN = (0, 0)
#: operators that show text: the strings stand in the last operand, alone or in a list between distances
_SHOWN = ("Tj", "TJ", "'", '"')


@dataclass(frozen=True, kw_only=True)
class Font:
    """A font of a document, by the name it has there."""

    name: str
    is_embedded: bool


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What the catalog of a PDF and its metadata say.

    `pdfa` is part and conformance ("3A"), `pdfua` the part ("1"), both empty when not claimed.
    `missing_glyphs` counts on each sheet the glyph that fonts show for what they lack.
    """

    pdfa: str
    pdfua: str
    language: str
    title: str
    is_tagged: bool
    has_output_intent: bool
    fonts: tuple[Font, ...]
    attachments: tuple[str, ...]
    missing_glyphs: tuple[int, ...]


def claims_of(pdf: bytes) -> Claims:
    """Return what a PDF claims; raises UnreadablePdfError when it is none or is damaged."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return _claims(document)
    except pikepdf.PdfError as error:
        raise UnreadablePdfError from error


def _claims(document: pikepdf.Pdf) -> Claims:
    root = document.Root
    metadata = document.open_metadata()
    marks = root.get("/MarkInfo", pikepdf.Dictionary())
    return Claims(
        pdfa=f"{metadata.get('pdfaid:part', '')}{metadata.get('pdfaid:conformance', '')}",
        pdfua=str(metadata.get("pdfuaid:part", "")),
        language=str(root.get("/Lang", "")),
        title=str(metadata.get("dc:title", "")),
        is_tagged=bool(marks.get("/Marked", False)) and "/StructTreeRoot" in root,
        has_output_intent=len(root.get("/OutputIntents", [])) > 0,
        fonts=tuple(sorted(_fonts(document), key=lambda font: font.name)),
        attachments=tuple(document.attachments),
        missing_glyphs=tuple(_missing(page) for page in document.pages),
    )


def _fonts(document: pikepdf.Pdf) -> Iterator[Font]:
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for font in _of_resources(page.get("/Resources"), seen):
            yield Font(name=str(font.get("/BaseFont", "")).lstrip("/"), is_embedded=_is_embedded(font))


def _of_resources(resources: pikepdf.Object | None, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """Yield the fonts of a page and of the drawings it places, which may place further ones; each once."""
    if resources is None:
        return
    for item in (*_listed(resources, "/Font"), *_listed(resources, "/XObject")):
        if item.objgen in seen:
            continue
        if item.objgen != _WITHIN:
            seen.add(item.objgen)
        if item.get("/Type") == "/Font":
            yield item
        elif item.get("/Subtype") == "/Form":
            yield from _of_resources(item.get("/Resources"), seen)


def _listed(resources: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    return list(resources.get(kind, pikepdf.Dictionary()).values())


def _is_embedded(font: pikepdf.Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # its glyphs are drawings of the document itself
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", pikepdf.Dictionary())
    return any(file in descriptor for file in _FILES)


def _missing(page: pikepdf.Page) -> int:
    """Count glyph 0 in what a page shows in its fonts of two bytes a glyph, the only ones where 0 is known to be it."""
    fonts = page.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
    wide = {name for name, font in fonts.items() if font.get("/Encoding") == "/Identity-H"}
    count, is_wide = 0, False
    for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ ' \""):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            continue
        name, operands = str(instruction.operator), instruction.operands
        if name == "Tf":
            is_wide = str(operands[0]) in wide
        elif is_wide and name in _SHOWN:
            count += sum(_zeros(bytes(shown)) for shown in _strings(operands[-1]))
    return count


def _strings(shown: pikepdf.Object) -> Iterable[pikepdf.Object]:
    if isinstance(shown, pikepdf.Array):
        return (one for one in shown if isinstance(one, pikepdf.String))
    return (shown,)


def _zeros(codes: bytes) -> int:
    return sum(codes[at] == codes[at + 1] == 0 for at in range(0, len(codes) - 1, 2)) if b"\0\0" in codes else 0
