"""The typesetter: what it prints and draws, what it refuses, and that nothing of the data is evaluated."""

from __future__ import annotations

import io
import os
import resource
import signal
import time
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from app.gateways import PAPER
from app.gateways.typesetting import FontsMissingError, Sheet, SheetRefusedError, TypesettingError, engine
from app.gateways.typesetting import typesetter as shared_typesetter
from app.gateways.typesetting.engine import LARGE, Typst
from tests.factories.contents import SAMPLES
from tests.support.papers import data_of

#: Arabic, a missing glyph, and a combining sign of another script: breaks the engine off
PANIC = "\u0645b\U0001f469\u17d2"
HOSTILE = (
    "#panic()",
    '#read("/etc/passwd")',
    '#import "@preview/x:0.1.0"',
    "$ x $ *a* _b_ `c` @ref <label> \\ = 1",
    '"#let x = 1',
    "{{ 7*7 }} <b>& </b>",
)


def sheet(title: str = "样张", **lines: str | list[str]) -> Sheet:
    return Sheet(title=title, data={"lines": {k: [v] if isinstance(v, str) else v for k, v in lines.items()}})


def words(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_final_document_claims_both_standards_and_its_title(typst: Typst) -> None:
    printed = typst.print(sheet(consignor="广东卫生检疫"))
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert str(pdf.docinfo["/Title"]) == "样张"
        assert pdf.Root.MarkInfo.Marked
    assert "卫生" in words(printed.pdf)
    assert (printed.pages, printed.step, printed.fonts) == (1, "normal", typst.fonts.name)
    assert printed.engine.startswith("typst ")


def test_a_draft_claims_nothing(typst: Typst) -> None:
    printed = typst.print(sheet(consignor="样"), is_final=False)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert "pdfaid:part" not in pdf.open_metadata()


def test_the_same_data_gives_the_same_bytes_in_another_compiler(typst: Typst) -> None:
    other = Typst(paper=typst._paper, own_fonts=typst._paper)
    one = sheet(consignor="A", consignee="شركة المثال", remark="𠮷 हिन्दी")
    first, between, again = (made.print(one).pdf for made in (typst, typst, other))
    typst.print(sheet(consignor="another"))
    assert first == between == again == typst.print(one).pdf


def test_boxes_stand_where_the_template_put_them(typst: Typst) -> None:
    boxes = {box.key: box for box in typst.print(sheet(a="first", b="second")).boxes}
    assert (boxes["a"].page, round(boxes["a"].x), round(boxes["a"].y), round(boxes["a"].width)) == (1, 20, 20, 50)
    assert boxes["b"].y >= boxes["a"].y + boxes["a"].height


def test_a_long_box_has_a_part_on_each_sheet(typst: Typst) -> None:
    long = sheet(a=[f"line {n}" for n in range(120)], b="after it")
    printed = typst.print(long)
    assert printed.pages == 3
    assert [box.page for box in printed.boxes if box.key == "a"] == [1, 2, 3]
    assert [(box.key, box.page) for box in typst.draw(long, page=2).boxes] == [("a", 2)]


@pytest.mark.parametrize(("kind", "begin"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_only_the_page_that_was_asked_for_is_drawn(typst: Typst, kind: str, begin: bytes) -> None:
    long = sheet(a=[f"line {n}" for n in range(120)])
    drawn = [typst.draw(long, page=page, kind=kind) for page in (1, 3, 9)]  # type: ignore[arg-type]
    assert [(picture.page, picture.pages, picture.kind) for picture in drawn] == [
        (1, 3, kind),
        (3, 3, kind),
        (3, 3, kind),
    ]
    assert all(picture.data.startswith(begin) for picture in drawn)
    assert drawn[0].data != drawn[1].data == drawn[2].data


def test_an_svg_refers_to_nothing_outside(typst: Typst) -> None:
    svg = typst.draw(sheet(a='<script>alert(1)</script> "http://x"')).data
    assert b"<script" not in svg
    assert b'href="http' not in svg


@pytest.mark.parametrize("text", ["\U0002cea8", "👩", "\ue863"])
def test_a_character_without_a_glyph_is_refused_with_its_box(typst: Typst, text: str) -> None:
    with pytest.raises(SheetRefusedError) as refused:
        typst.print(sheet(a="fine", b=f"is {text} here"))
    assert (refused.value.code, refused.value.params) == ("paper_text_refused", {"text": text, "box": "b"})
    assert not typst.covers(text)


def test_a_text_of_several_boxes_is_refused_with_the_first_that_it_fails_in(typst: Typst) -> None:
    with pytest.raises(SheetRefusedError) as refused:
        typst.print(sheet(a="fine", b="👩", c="👩"))
    assert refused.value.params == {"text": "👩", "box": "b"}


def test_a_text_in_no_box_is_refused_without_one(typst: Typst) -> None:
    with pytest.raises(SheetRefusedError) as refused:
        typst.print(Sheet(title="x", data={"lines": {}, "code": "👩"}))
    assert (refused.value.code, refused.value.params["box"]) == ("paper_text_refused_somewhere", "")


def test_half_a_letter_is_refused(typst: Typst) -> None:
    with pytest.raises(SheetRefusedError) as refused:
        typst.print(sheet(a="fine", b="x\ud800y"))
    assert refused.value.params == {"text": "\ud800", "box": "b"}


@pytest.mark.parametrize("is_final", [True, False])
def test_a_panic_of_the_engine_is_a_refusal_that_names_the_box(typst: Typst, *, is_final: bool) -> None:
    with pytest.raises(SheetRefusedError) as refused:
        typst.print(sheet(a="fine", b=PANIC, c="fine too"), is_final=is_final)
    assert refused.value.params == {"text": PANIC, "box": "b"}
    assert "after" in words(typst.print(sheet(a="after")).pdf)


def test_nothing_of_the_data_is_evaluated(typst: Typst) -> None:
    printed = typst.print(sheet(**{f"box{n}": text for n, text in enumerate(HOSTILE)}, title='"#panic()\\'))
    flat = words(printed.pdf).replace(" ", "").replace("\n", "")
    for text in HOSTILE:
        assert text.replace(" ", "") in flat


@pytest.mark.parametrize(
    "code", ['#read("/etc/passwd")', '#read("../conftest.py")', '#image("http://127.0.0.1/x.png")']
)
def test_even_the_template_reaches_no_file_outside_its_folder(typst: Typst, code: str) -> None:
    with pytest.raises(TypesettingError) as failed:
        typst.print(Sheet(title="x", data={"lines": {}, "code": code}))
    assert type(failed.value) is TypesettingError


def test_a_warning_of_the_engine_is_a_fault(typst: Typst) -> None:
    with pytest.raises(TypesettingError):
        typst.print(Sheet(title="x", data={"lines": {}, "code": '#text(font: "No such family")[x]'}))


def test_a_large_document_prints_the_same_in_the_worker(typst: Typst, monkeypatch: pytest.MonkeyPatch) -> None:
    one = sheet(a="x" * 50)
    here = typst.print(one)
    monkeypatch.setattr("app.gateways.typesetting.engine.LARGE", 10)
    there = typst.print(one)
    assert there == here
    with pytest.raises(SheetRefusedError) as refused:
        typst.print(sheet(b="👩 is a woman"))
    assert refused.value.params == {"text": "👩", "box": "b"}
    assert LARGE > 10


def test_a_forked_process_prints_too(typst: Typst) -> None:
    """The engine's threads do not live on in a child; it must not wait for them for ever."""
    typst.print(sheet(a="parent"))
    child = os.fork()
    if not child:
        signal.alarm(40)
        made = typst.print(sheet(a="child")).pages
        typst.close()
        os._exit(0 if made == 1 else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_the_worst_text_that_is_set_in_this_process_is_done_in_time() -> None:
    """On the real paper: one Arabic word that fills a document up to the limit, broken anywhere."""
    real = shared_typesetter(PAPER, PAPER)
    data = data_of("c3-1", SAMPLES["c3-1"])
    rest = len(Sheet(title="x", data={**data, "lines": {**data["lines"], "remark": [""]}}).json)
    longest = Sheet(title="x", data={**data, "lines": {**data["lines"], "remark": [("شركة" * LARGE)[: LARGE - rest]]}})
    assert len(longest.json) == LARGE
    begin = time.process_time()
    assert real.print(longest).pages > 3
    assert time.process_time() - begin < 10


def test_memory_stays_flat(typst: Typst) -> None:
    def print_some(start: int) -> int:
        for n in range(start, start + 100):
            typst.print(sheet(**{f"box{m}": f"{n} 号货物 goods {m}" for m in range(5)}))
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = print_some(0)
    assert print_some(100) - before < 60_000  # kB


def test_what_lacks_is_told_without_reading_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SYSTEM_FOLDERS", ())
    bare = Typst(paper=tmp_path, own_fonts=tmp_path)
    assert bare.missing_packages() == ("fonts-liberation", "fonts-noto-cjk")
    with pytest.raises(FontsMissingError):
        bare.print(sheet(a="x"))


def test_there_is_one_typesetter_for_a_folder(tmp_path: Path) -> None:
    assert shared_typesetter(tmp_path, tmp_path) is shared_typesetter(tmp_path, tmp_path)
