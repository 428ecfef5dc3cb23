"""What a PDF claims: standards, language, tags, fonts, attachments; and the glyphs that its fonts did not have."""

from __future__ import annotations

import pikepdf
import pytest

from app.gateways.pdf import engine
from app.gateways.typesetting import UnreadablePdfError
from app.gateways.typesetting.claims import claims_of
from tests.support.drawn import changed, drawn

BODY = "#at(20, 40, [Health 卫生])"


def test_standards_language_and_tags_are_read() -> None:
    claims = claims_of(drawn(BODY))
    assert (claims.pdfa, claims.pdfua, claims.language, claims.title) == ("3A", "1", "en", "A sheet")
    assert claims.is_tagged
    assert claims.has_output_intent


def test_a_plain_pdf_claims_nothing() -> None:
    claims = claims_of(changed(drawn(BODY, standards=()), lambda pdf: pdf.Root.__delitem__("/MarkInfo")))
    assert (claims.pdfa, claims.pdfua) == ("", "")
    assert not claims.is_tagged
    assert not claims.has_output_intent


def test_embedded_fonts_are_told_from_others() -> None:
    def strip(document: pikepdf.Pdf) -> None:
        for font in document.pages[0].Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            for file in ("/FontFile2", "/FontFile3"):
                if file in descriptor and "CJK" in str(descriptor.FontName):
                    del descriptor[file]

    fonts = claims_of(changed(drawn(BODY), strip)).fonts
    assert {("CJK" in font.name, font.is_embedded) for font in fonts} == {(True, False), (False, True)}


def test_fonts_of_drawings_within_a_page_are_read() -> None:
    """Check forms of forms: a standard font, which no file holds, hides two levels deep."""

    def hide(document: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        inner = _form(document, {"/Font": pikepdf.Dictionary(F0=document.make_indirect(font))})
        outer = _form(document, {"/XObject": pikepdf.Dictionary(X0=inner)})
        document.pages[0].Resources.XObject = pikepdf.Dictionary(X1=outer)

    fonts = claims_of(changed(drawn(BODY), hide)).fonts
    assert [font.name for font in fonts if not font.is_embedded] == ["Helvetica"]


def _form(document: pikepdf.Pdf, resources: dict[str, pikepdf.Object]) -> pikepdf.Object:
    form = document.make_stream(b"")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.Resources = pikepdf.Dictionary(resources)
    return form


@pytest.mark.parametrize(("written", "missing"), [("AB", 0), ("A\U0002cea8B", 1), ("\U0002cea8\U0002cea8", 2)])
def test_missing_glyphs_are_counted_on_each_sheet(written: str, missing: int) -> None:
    pdf = drawn("#at(20, 40, [A])#pagebreak()#at(20, 40, v.text)", standards=(), text=written)
    assert claims_of(pdf).missing_glyphs == (0, missing)


def test_attachments_are_named() -> None:
    attached = (
        '#pdf.attach("content.xml", bytes("<a/>"), relationship: "data", mime-type: "text/xml", description: "x")'
    )
    assert claims_of(drawn(attached + BODY)).attachments == ("content.xml",)


def test_what_another_engine_made_is_read_too() -> None:
    claims = claims_of(engine("weasyprint").render("<html><title>T</title><p>Health</p></html>", pages=1))
    assert [font.is_embedded for font in claims.fonts] == [True]
    assert claims.missing_glyphs == (0,)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadablePdfError):
        claims_of(b"no PDF")
