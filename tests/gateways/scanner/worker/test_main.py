"""The reader of uploaded files in this very process: the reader of each type, and what each refuses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image

from app.gateways.scanner.worker.made import Refused, check_pixels
from app.gateways.scanner.worker.main import check

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMITS = {
    "pages": 50, "pixels": 1_000_000, "kept": 1_000_000, "unpacked": 10_000_000, "unpacked_part": 5_000_000,
    "seconds": 20, "memory": 1 << 30,
}  # fmt: skip


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, kind)
    return file.getvalue()


def document(script: str = "") -> bytes:
    pdf, file = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    if script:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
    pdf.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "is_converted"),
    [
        (picture("PNG"), "image/png", False),
        (picture("JPEG"), "image/jpeg", False),
        (picture("TIFF"), "application/pdf", True),
        (document(), "application/pdf", False),
    ],
)
def test_each_type_has_its_reader(data: bytes, media_type: str, is_converted: bool) -> None:  # noqa: FBT001 a row of the table
    made = check(data, LIMITS)
    assert (made.media_type, made.is_converted, made.pages) == (media_type, is_converted, 1)
    assert made.data


def test_what_a_document_does_by_itself_is_taken_out() -> None:
    made = check(document("app.alert(1)"), LIMITS)
    assert made.is_cleaned
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert "/OpenAction" not in pdf.Root


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (b"MZ no scan", {}, "scan_wrong_type"),
        (picture("PNG"), {"pixels": 100}, "scan_too_many_pixels"),
        (picture("JPEG"), {"pixels": 100}, "scan_too_many_pixels"),
        (picture("PNG"), {"kept": 10}, "scan_too_complex"),
    ],
)
def test_what_may_not_be_kept_is_refused(data: bytes, limits: Mapping[str, Any], code: str) -> None:
    with pytest.raises(Refused) as caught:
        check(data, {**LIMITS, **limits})
    assert caught.value.code == code


def test_a_picture_without_a_side_is_damaged() -> None:
    check_pixels(10, 10, 100)
    with pytest.raises(Refused, match="scan_damaged"):
        check_pixels(0, 10, 100)
