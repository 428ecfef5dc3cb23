"""Inspection finds every fault of a finished PDF; each is made here on purpose, in a sheet that is right otherwise."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pikepdf
import pytest

from app.gateways.pdf import engine
from app.gateways.typesetting import Box
from app.gateways.typesetting.reading import read
from app.reports.inspection import Expectation, Finding, Value, inspect
from tests.support.drawn import FRAME, changed, drawn

NUMBER = "221000004178628001"
NAME = "DALIAN HAIAN AQUATIC PRODUCTS CO., LTD"
#: a box of 60 mm by 12 mm, as the engine would say where it stands
PLACE = Box(key="consignor", page=1, x=50, y=60, width=60, height=12)
RIGHT = Expectation(
    sheets=1, places=(PLACE,), values=(Value(key="consignor", lines=(NAME, "大连")),), on_each=(NUMBER,)
)
LABEL, HEAD = "#at(16, 61, [Consignor])", f"#at(150, 20, [No. {NUMBER}])"
BOX = "#at(51, 61, block(width: 58mm, [#v.name \\ 大连]))"


def found(pdf: bytes, expected: Expectation = RIGHT) -> list[Finding]:
    return inspect(read(pdf), expected)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def sheet(body: str = BOX, **given: object) -> bytes:
    return drawn(HEAD + LABEL + body, name=NAME, **given)  # type: ignore[arg-type]


def test_a_right_sheet_is_let_through() -> None:
    assert found(sheet()) == []


def test_a_text_that_is_cut_is_found_with_its_box_and_what_is_missing() -> None:
    (finding,) = found(sheet("#at(51, 61, block(width: 58mm, [DALIAN HAIAN AQUATIC \\ 大连]))"))
    assert finding.code == "paper_value_missing"
    assert finding.params == {"box": "consignor", "sheet": 1, "text": "PRODUCTS CO., LTD"}


def test_a_text_that_goes_on_beyond_its_box_is_found_with_the_millimetres() -> None:
    (finding,) = found(sheet("#at(51, 61, box(width: 100mm, [#v.name \\ 大连]))"))
    assert finding.code == "paper_value_outside"
    assert finding.params["box"] == "consignor"
    assert 10 < float(str(finding.params["amount"])) < 20


def test_a_text_in_another_box_is_found_with_the_millimetres() -> None:
    (finding,) = found(sheet("#at(51, 101, block(width: 58mm, [#v.name \\ 大连]))"))
    assert (finding.code, finding.params["box"]) == ("paper_value_outside", "consignor")
    assert 30 < float(str(finding.params["amount"])) < 45


def test_a_letter_that_half_leaves_its_box_is_found() -> None:
    (finding,) = found(sheet("#at(51, 61, block(width: 58mm, v.name))#at(103.9, 69, [大连])"))
    assert finding.code == "paper_value_outside"
    assert 0.6 < float(str(finding.params["amount"])) < 1.1


def test_a_text_outside_the_frame_is_found() -> None:
    (finding,) = found(sheet(BOX + "#at(194, 100, [OUTSIDE])"))
    assert (finding.code, finding.params["sheet"]) == ("paper_outside_frame", 1)
    assert finding.params["text"] == "UTSIDE"
    assert float(str(finding.params["amount"])) > 10


@pytest.mark.parametrize(("x", "y"), [(100, 4), (100, 289.5), (9, 150)], ids=["above", "below", "left"])
def test_nothing_may_stand_in_the_outer_white(x: float, y: float) -> None:
    assert codes(found(sheet(BOX + f"#at({x}, {y}, [A])"))) == ["paper_outside_frame"]


def test_a_line_outside_the_frame_is_found() -> None:
    line = f"{FRAME}; place(top + left, dx: 100mm, dy: 100mm, line(length: 104mm))"
    assert codes(found(sheet(frame=line))) == ["paper_outside_frame"]


def test_a_sheet_that_is_shrunk_is_found_with_its_frame() -> None:
    shrunk = "place(top + left, dx: 14mm, dy: 30mm, scale(62%, origin: top + left, rect(width: 182mm, height: 240mm)))"
    (finding,) = found(sheet(frame=shrunk))
    assert finding.code == "paper_not_full_size"
    assert float(str(finding.params["width"])) == pytest.approx(182 * 0.62, abs=1)


def test_a_pdf_that_is_shrunk_as_a_whole_is_found() -> None:
    def shrink(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(b"q 0.62 0 0 0.62 0 320 cm", prepend=True)
        page.contents_add(b"Q")

    assert "paper_not_full_size" in codes(found(changed(sheet(), shrink)))


def test_one_sheet_more_or_less_than_promised_is_found() -> None:
    assert codes(found(sheet(), replace(RIGHT, sheets=2))) == ["paper_sheet_count"]
    two = found(sheet(BOX + "#pagebreak()" + HEAD))
    assert codes(two) == ["paper_sheet_count"]
    assert two[0].params == {"made": 2, "promised": 1}


def test_another_size_of_paper_is_found() -> None:
    assert codes(found(sheet(paper="width: 215.9mm, height: 297mm"))) == ["paper_sheet_size"]


def test_a_turned_sheet_is_found() -> None:
    turned = changed(sheet(), lambda pdf: pdf.pages[0].rotate(180, relative=True))
    assert "paper_sheet_size" in codes(found(turned))


def test_a_font_that_is_not_embedded_is_found_by_its_name() -> None:
    def strip(document: pikepdf.Pdf) -> None:
        for font in document.pages[0].Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            if "CJK" in str(descriptor.FontName):
                del descriptor["/FontFile3"]

    (finding,) = found(changed(sheet(), strip))
    assert finding.code == "paper_font_not_embedded"
    assert "NotoSerifCJK" in str(finding.params["font"])


def test_a_missing_glyph_is_found_with_its_box() -> None:
    body = "#at(51, 61, block(width: 58mm, [#v.name \\ 大连 #v.rare]))"
    pdf = drawn(HEAD + LABEL + body, name=NAME, rare="\U0002cea8", standards=())
    (finding,) = found(pdf, replace(RIGHT, is_final=False))
    assert finding == Finding(code="paper_glyph_missing", params={"sheet": 1, "box": "consignor"})


def test_a_value_with_a_character_that_is_not_there_is_found() -> None:
    expected = replace(RIGHT, values=(Value(key="consignor", lines=(NAME, "大连市")),))
    assert [finding.params["text"] for finding in found(sheet(), expected)] == ["市"]


def test_a_final_sheet_must_claim_its_standards() -> None:
    missing = [str(finding.params["standard"]) for finding in found(sheet(standards=()))]
    assert missing == ["PDF/A-3a", "PDF/UA-1", "/OutputIntents"]
    assert found(sheet(standards=()), replace(RIGHT, is_final=False)) == []


def test_the_number_stands_on_each_sheet() -> None:
    (finding,) = found(drawn(HEAD + LABEL + BOX + "#pagebreak()" + LABEL, name=NAME), replace(RIGHT, sheets=2))
    assert (finding.code, finding.params) == ("paper_number_missing", {"sheet": 2, "number": NUMBER})


def test_a_value_goes_on_in_the_box_of_the_next_sheet() -> None:
    lines = tuple(f"LINE {number}" for number in range(4))
    first, second = ("#at(51, 61, [LINE 0 \\ LINE 1])", "#at(51, 41, [LINE 2 \\ LINE 3])")
    pdf = drawn(HEAD + LABEL + first + "#pagebreak()" + HEAD + second)
    places = (PLACE, Box(key="consignor", page=2, x=50, y=40, width=60, height=12))
    expected = Expectation(sheets=2, places=places, values=(Value(key="consignor", lines=lines),), on_each=(NUMBER,))
    assert found(pdf, expected) == []
    cut = replace(expected, places=places[:1])
    assert codes(found(pdf, cut)) == ["paper_value_missing"]


def test_a_value_without_a_box_is_looked_for_on_all_sheets() -> None:
    within = Value(key="date_of_issue", lines=("26 Nov. 2026",))
    expected = replace(RIGHT, values=(*RIGHT.values, within))
    assert found(sheet(BOX + "#at(16, 120, [signed on 26 Nov. 2026 in Dalian])"), expected) == []
    (finding,) = found(sheet(), expected)
    assert (finding.code, finding.params["box"]) == ("paper_value_missing", "date_of_issue")


def test_what_another_engine_shrinks_and_cuts_is_found() -> None:
    """The case that was issued once: a text without blanks, cut off at the edge of its box."""
    page = f"""<html lang=en><title>T</title><style>@page {{ size: 210mm 297mm; margin: 0 }} body {{ margin: 0 }}
    div {{ position: absolute }}</style>
    <div style="left:14mm;top:30mm;width:112.8mm;height:150mm;border:0.4mm solid"></div>
    <div style="left:150mm;top:20mm">{NUMBER}</div>
    <div style="left:50mm;top:60mm;width:60mm;height:12mm;overflow:hidden">{",".join(["L2026"] * 30)}</div></html>"""
    expected = Expectation(
        sheets=1,
        places=(PLACE,),
        values=(Value(key="consignor", lines=(",".join(["L2026"] * 30),)),),
        on_each=(NUMBER,),
        is_final=False,
    )
    assert set(codes(found(engine("weasyprint").render(page, pages=1), expected))) >= {
        "paper_not_full_size",
        "paper_value_outside",
    }


def test_a_reading_is_taken_as_plain_shapes() -> None:
    """The inspection knows no reader: whatever has these properties is judged."""
    claims = SimpleNamespace(
        pdfa="3A", pdfua="1", language="zh", is_tagged=True, has_output_intent=True, fonts=(), missing_glyphs=()
    )
    nothing = SimpleNamespace(sheets=(), claims=claims)
    assert codes(inspect(nothing, Expectation(sheets=1, places=(), values=()))) == ["paper_sheet_count"]
