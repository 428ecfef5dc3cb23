"""The check of uploaded files: good ones are kept whole, hostile ones get their documented answer."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from app.domain import scans
from app.domain.scans import REFUSALS, Checked, ScanRefusedError
from app.gateways.scanner import SubprocessCheck
from tests.factories import files
from tests.factories.files import HOSTILE, Hostile


def _check(data: bytes) -> Checked:
    return SubprocessCheck().check(data)


def _plain(checked: Checked) -> bytes:
    """Return what is kept with every part of a PDF unpacked, so that nothing can hide in it."""
    if checked.media_type != "application/pdf":
        return checked.data
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(checked.data)) as pdf:
        pdf.save(
            plain,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
        )
    return plain.getvalue()


def _answer(data: bytes) -> tuple[str, Checked | None]:
    """Return the code of the refusal, or an empty text with what is kept."""
    try:
        return "", _check(data)
    except ScanRefusedError as refused:
        return refused.code, None


@pytest.mark.bar("S6")
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: ascii(one.name[:30]))
def test_a_hostile_file_gets_its_documented_answer(hostile: Hostile) -> None:
    answer, checked = _answer(hostile.make())
    assert answer in hostile.answers
    if checked is None:
        assert answer in REFUSALS
        return
    plain = _plain(checked)
    assert [part for part in hostile.gone if part in plain or part in checked.data] == []


def test_the_corpus_is_large_and_meets_most_refusals() -> None:
    assert len(HOSTILE) >= 30
    met = {answer for hostile in HOSTILE for answer in hostile.answers}
    assert set(REFUSALS) - met == {"scan_missing", "scan_too_many_files", "scan_active_content"}


@pytest.mark.parametrize("pages", [1, 3])
def test_the_pages_of_a_pdf_stay_and_what_they_say(pages: int) -> None:
    checked = _check(files.pdf(pages))
    assert (checked.media_type, checked.pages, checked.is_cleaned) == ("application/pdf", pages, False)
    assert _plain(checked).count(b"SCAN (EXAMPLE)") == pages


def test_the_same_file_is_kept_as_the_same_bytes() -> None:
    assert _check(files.pdf(2)).data == _check(files.pdf(2)).data


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("PNG", "RGB", {}), ("PNG", "RGBA", {}), ("PNG", "P", {}), ("PNG", "1", {}), ("PNG", "L", {}),
        ("JPEG", "RGB", {}), ("JPEG", "L", {}), ("JPEG", "CMYK", {}), ("JPEG", "RGB", {"progressive": True}),
    ],
)  # fmt: skip
def test_a_picture_is_kept_without_loss(kind: str, mode: str, options: dict[str, object]) -> None:
    sent = files.picture(kind, mode=mode, **options)
    checked = _check(sent)
    assert checked.media_type == f"image/{kind.lower()}"
    with Image.open(io.BytesIO(sent)) as before, Image.open(io.BytesIO(checked.data)) as after:
        assert before.mode == after.mode
        assert before.tobytes() == after.tobytes()


def test_a_photo_keeps_its_upright_side_and_loses_what_it_tells_about_its_owner() -> None:
    checked = _check(files.turned_photo(orientation=6))
    with Image.open(io.BytesIO(checked.data)) as kept:
        assert dict(kept.getexif()) == {0x0112: 6}
    assert b"Telephone" not in checked.data
    assert b"taken at home" not in checked.data


@pytest.mark.parametrize(
    ("mode", "compression"),
    [("1", "group4"), ("1", "tiff_lzw"), ("L", "tiff_lzw"), ("RGB", "tiff_deflate"), ("RGB", "jpeg"), ("RGB", "raw")],
)
def test_a_tiff_is_kept_as_a_pdf_of_its_pages(mode: str, compression: str) -> None:
    checked = _check(files.tiff(3, mode=mode, compression=compression))
    assert (checked.media_type, checked.pages, checked.is_converted) == ("application/pdf", 3, True)
    with pikepdf.open(io.BytesIO(checked.data)) as pdf:
        image = pikepdf.PdfImage(pdf.pages[2].Resources.XObject.Scan)
        assert image.as_pil_image().size == (60, 40)
        assert image.as_pil_image().convert("L").getextrema()[0] >= 250
        # 60 dots at 200 an inch
        assert float(pdf.pages[0].MediaBox[2]) == pytest.approx(60 / 200 * 72)


def test_ink_on_the_page_stays_and_what_it_does_goes() -> None:
    sent = io.BytesIO()
    with pikepdf.open(io.BytesIO(files.pdf())) as pdf:
        look = pdf.make_stream(b"0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            Rect=[0, 0, 9, 9],
            AP=pikepdf.Dictionary(N=look),
            A=script,
        )
        pdf.pages[0].Annots = pikepdf.Array([stamp])
        pdf.save(sent)
    checked = _check(sent.getvalue())
    assert checked.is_cleaned
    with pikepdf.open(io.BytesIO(checked.data)) as pdf:
        (kept,) = pdf.pages[0].Annots
        assert kept.Subtype == pikepdf.Name.Stamp
        assert "/A" not in kept


@pytest.mark.bar("S6")
def test_a_check_that_takes_too_long_is_stopped_and_leaves_no_process() -> None:
    before = _children()
    with pytest.raises(ScanRefusedError) as refused:
        SubprocessCheck(seconds=0.01).check(files.pdf())
    assert refused.value.code == "scan_too_complex"
    assert _children() == before


@pytest.mark.bar("S6")
def test_a_check_that_takes_too_much_memory_is_refused() -> None:
    assert scans.MEMORY <= 1 << 30
    with pytest.raises(ScanRefusedError) as refused:
        SubprocessCheck(memory=120 << 20).check(files.tiff(1, size=(7000, 7000), mode="RGB", compression="tiff_lzw"))
    assert refused.value.code in {"scan_too_complex", "scan_damaged"}


@pytest.mark.bar("S6")
def test_a_check_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for hostile in HOSTILE[:12]:
        with pytest.raises(ScanRefusedError):
            _check(hostile.make())
    _check(files.pdf())
    assert list(tmp_path.rglob("*")) == []


def _children() -> set[str]:
    """Return the processes that this one has started and that still run."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, parent = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:2]
            if parent == str(os.getpid()) and state != "Z":
                found.add(path.parent.name)
    return found
