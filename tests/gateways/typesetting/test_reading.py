"""Reading a finished PDF back: characters with their places, sizes, lines; no character is added, lost or exchanged."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from app.gateways.typesetting import UnreadablePdfError
from app.gateways.typesetting.reading import Character, ReadSheet, read
from tests.support.drawn import changed, drawn

#: Chinese, a letter beyond the basic plane, Korean, a ligature, a dash
TEXTS = ("卫生证书", "𠮷𡃁𰻝", "한국어", "office fjord", "1–720", "№ 25 °C ½")


def text(sheet: ReadSheet) -> str:
    return "".join(char.text for char in sheet.characters)


def only(pdf: bytes) -> ReadSheet:
    (sheet,) = read(pdf).sheets
    return sheet


def ink(sheet: ReadSheet, wanted: str) -> Character:
    (char,) = (char for char in sheet.characters if char.text == wanted)
    return char


@pytest.mark.parametrize("written", TEXTS)
def test_characters_are_read_as_they_were_written(written: str) -> None:
    assert text(only(drawn("#at(20, 40, v.text)", text=written))) == written


def test_rare_ideographs_beside_arabic_are_read_whole() -> None:
    sheet = only(drawn('#at(20, 40, text(dir: rtl, lang: "ar", v.text))', text="شركة 𠮷𡃁 شركة"))
    assert sorted(char for char in text(sheet) if char > "\uffff") == ["𠮷", "𡃁"]
    assert "\0" not in text(sheet)


def test_a_character_has_its_place_in_millimetres_from_the_upper_left() -> None:
    sheet = only(drawn('#at(50, 100, text(size: 20pt, top-edge: "bounds", bottom-edge: "bounds", "H"))'))
    letter = ink(sheet, "H")
    assert letter.left == pytest.approx(50, abs=0.3)
    assert letter.top == pytest.approx(100, abs=0.1)
    assert letter.bottom - letter.top == pytest.approx(20 * 0.645 * 25.4 / 72, abs=0.3)


def test_places_are_those_of_what_a_reader_sees_of_a_page() -> None:
    def cut(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.cropbox = [72, 0, page.mediabox[2], page.mediabox[3] - 72]

    pdf = drawn("#at(50, 100, [H])")
    whole, seen = only(pdf), only(changed(pdf, cut))
    assert seen.width == pytest.approx(whole.width - 25.4, abs=0.01)
    assert ink(seen, "H").left == pytest.approx(ink(whole, "H").left - 25.4, abs=0.01)
    assert ink(seen, "H").top == pytest.approx(ink(whole, "H").top - 25.4, abs=0.01)


def test_blanks_and_line_ends_that_nobody_wrote_are_not_read() -> None:
    sheet = only(drawn("#at(20, 40, [one])#at(120, 40, [two])#at(20, 60, [three])"))
    assert text(sheet) == "onetwothree"


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    sheet = only(drawn("#at(20, 40, block(width: 30mm, v.text))", text="LOT-ABCDEFGHI-KLMNOPQRSTUVW"))
    assert text(sheet).replace(" ", "") == "LOT-ABCDEFGHI-KLMNOPQRSTUVW"


def test_a_glyph_without_a_character_is_told() -> None:
    assert "\0" in text(only(drawn("#at(20, 40, v.text)", standards=(), text="A\U0002cea8B")))


def test_the_size_and_the_turn_of_a_sheet_are_read() -> None:
    def turn(document: pikepdf.Pdf) -> None:
        document.pages[0].rotate(180, relative=True)

    sheet = only(changed(drawn("#at(20, 40, [A])"), turn))
    assert (sheet.width, sheet.height) == pytest.approx((210, 297), abs=0.01)
    assert sheet.turned == 180


def test_the_frame_is_read_with_its_pen() -> None:
    shapes = only(drawn("#at(20, 40, [A])")).shapes
    assert any(
        shape.left == pytest.approx(14, abs=0.5) and shape.right == pytest.approx(196, abs=0.5) for shape in shapes
    )


def test_sheets_are_read_in_their_order() -> None:
    sheets = read(drawn("#at(20, 40, [A])#pagebreak()#at(20, 40, [B])")).sheets
    assert [text(sheet) for sheet in sheets] == ["A", "B"]


@pytest.mark.parametrize("kept", [0, 9, 900])
def test_what_is_no_pdf_or_not_whole_is_refused(kept: int) -> None:
    with pytest.raises(UnreadablePdfError):
        read(drawn("#at(20, 40, [A])")[:kept])


def test_many_threads_read_at_once() -> None:
    pdfs = [drawn("#at(20, 40, v.text)", text=f"No {number}" * 40) for number in range(4)]
    expected = [read(pdf) for pdf in pdfs]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, pdfs * 8)) == expected * 8
