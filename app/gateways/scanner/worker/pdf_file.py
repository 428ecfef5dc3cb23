"""PDF: written anew with its pages alone; scripts, actions, forms, attachments and links stay behind."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from .made import Made, Refused
from .pdf_drawing import count_drawings
from .pdf_sizes import measure

KEPT_IN_ROOT = frozenset({"/Type", "/Pages", "/OCProperties", "/Version"})
KEPT_IN_PAGES = frozenset(
    {
        "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Contents",
        "/Rotate", "/Group", "/Annots", "/UserUnit",
    }
)  # fmt: skip
#: Annotations that are ink on the page: kept as their picture, nothing of what they do.
KEPT_ANNOTATIONS = frozenset(
    {
        "/Stamp", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Line", "/Square", "/Circle",
        "/Polygon", "/PolyLine", "/Ink", "/Caret", "/Widget",
    }
)  # fmt: skip
KEPT_IN_ANNOTATIONS = frozenset({"/Type", "/Subtype", "/Rect", "/AP", "/AS", "/F", "/OC"})
ACTIVE = frozenset(
    {
        "/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/AcroForm", "/URI",
        "/RichMediaContent", "/RichMediaSettings", "/PA", "/Launch", "/Rendition",
    }
)  # fmt: skip
ACTIONS = frozenset(
    {
        "/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie",
        "/Sound", "/RichMediaExecute", "/Hide", "/Named", "/ResetForm", "/SetOCGState", "/Trans",
        "/GoTo3DView", "/Thread",
    }
)  # fmt: skip
#: Says nothing on the page, or points out of the file.
DROPPED = frozenset({"/Metadata", "/PieceInfo", "/OPI", "/Ref", "/Alternates", "/StructParents", "/StructParent"})
#: The data of a stream that stands in another file.
OUTSIDE = frozenset({"/F", "/FFilter", "/FDecodeParms"})


def rewrite(data: bytes, limits: Mapping[str, int]) -> Made:
    """Return the pages alone; raises Refused."""
    with _opened(data) as pdf:
        pages = len(pdf.pages)
        if not pages:
            raise Refused("scan_damaged")
        if pages > limits["pages"]:
            raise Refused("scan_too_many_pages", limit=limits["pages"], pages=pages)
        measure(pdf, limits)
        is_cleaned = _strip(pdf)
        kept = io.BytesIO()
        pdf.save(
            kept,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
        )
    _verify(kept.getvalue(), pages, limits)
    is_cleaned |= bool(data.rpartition(b"%%EOF")[2].strip(b"\0 \t\r\n"))
    return Made(data=kept.getvalue(), media_type="application/pdf", pages=pages, is_cleaned=is_cleaned)


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused("scan_encrypted") from error
    except pikepdf.PdfError as error:
        raise Refused("scan_encrypted" if b"/Encrypt" in data else "scan_damaged") from error
    if pdf.is_encrypted:
        raise Refused("scan_encrypted")
    return pdf


def _strip(pdf: pikepdf.Pdf) -> bool:
    """Take everything out that is no page; tell whether any of it could have done something."""
    is_active = any(_clean(part) for part in _parts(pdf))
    root = pdf.Root
    is_active |= "/Names" in root
    _keep_only(root, KEPT_IN_ROOT)
    for page in pdf.pages:
        _keep_only(page.obj, KEPT_IN_PAGES)
        is_active |= _strip_annotations(page.obj)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    return is_active


def _strip_annotations(page: Any) -> bool:
    annotations = page.get("/Annots")
    if annotations is None:
        return False
    found = [one for one in annotations if isinstance(one, pikepdf.Dictionary)]
    kept = [one for one in found if str(one.get("/Subtype")) in KEPT_ANNOTATIONS and "/AP" in one]
    for one in kept:
        _keep_only(one, KEPT_IN_ANNOTATIONS)
    del page["/Annots"]
    if kept:
        page["/Annots"] = pikepdf.Array(kept)
    return len(kept) < len(found)


def _keep_only(part: Any, names: frozenset[str]) -> None:
    for name in [name for name in part.keys() if name not in names]:  # noqa: SIM118 pikepdf's objects are no mappings
        del part[name]


def _clean(part: Any) -> bool:
    """Delete what is active in one dictionary or stream; tell whether there was any."""
    is_active = False
    is_stream = isinstance(part, pikepdf.Stream)
    for name in list(part.keys()):
        if name in ACTIVE or (is_stream and name in OUTSIDE) or (name in {"/A", "/Next"} and _is_action(part[name])):
            is_active = True
        elif name not in DROPPED:
            continue
        del part[name]
    if is_stream and part.get("/Subtype") == pikepdf.Name.PS:
        is_active = True
        part.Subtype = pikepdf.Name.Form
        part.write(b"")
    return is_active


def _is_action(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary) and "/S" in value and "/O" not in value


def _parts(pdf: pikepdf.Pdf) -> list[Any]:
    """Return every dictionary and stream, those inside others included."""
    found = []
    for top in [pdf.Root, *pdf.objects]:
        found += list(_inside(top))
    return found


def _inside(top: Any) -> Iterator[Any]:
    waiting = [top]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Array):
            children = list(part)
        elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            children = [part[name] for name in part.keys()]  # noqa: SIM118
        else:
            continue
        waiting += [child for child in children if isinstance(child, pikepdf.Object) and not child.is_indirect]


def _verify(data: bytes, pages: int, limits: Mapping[str, int]) -> None:
    """Read what was written, and refuse it when anything active is left or it unpacks too far."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        if len(pdf.pages) != pages:
            raise Refused("scan_damaged")
        for part in _parts(pdf):
            if not ACTIVE.isdisjoint(part.keys()) or str(part.get("/S")) in ACTIONS:
                raise Refused("scan_active_content")
        measure(pdf, limits)
        count_drawings(pdf)
