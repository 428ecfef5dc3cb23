"""Scans: names as people may read them, numbers in names, what a document number is made of."""

from __future__ import annotations

import pytest

from app.domain import scans
from app.domain.document.numbering import is_document_no
from app.domain.scans import MAX_NAME, inspection_part, number_in_name, shown_name


@pytest.mark.bar("S6")
@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("证书 扫描件.pdf", "证书 扫描件.pdf"),
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\windows\\evil.pdf", "evil.pdf"),
        ("C:\\scans\\a.tif", "a.tif"),
        ("invoice\u202efdp.exe", "invoice fdp.exe"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "a b Set-Cookie x.pdf"),
        ("<img src=x>.pdf", "img src=x .pdf"),
        ("  spaced   out .pdf", "spaced out .pdf"),
        ("....", ""),
        ("", ""),
        ("e\u0301.pdf", "é.pdf"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_name_is_cleaned_for_reading(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_a_long_name_keeps_its_extension() -> None:
    name = shown_name("a" * 4000 + ".pdf")
    assert len(name) == MAX_NAME
    assert name.endswith("….pdf")
    assert len(shown_name("b" * 4000)) == MAX_NAME


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("221000004184565001.pdf", "221000004184565001"),
        ("paper-2019-0001.TIF", "PAPER-2019-0001"),
        ("scan.pdf", ""),
        ("scanned.pdf", ""),
        ("图片 12.pdf", ""),
        ("1.pdf", ""),
    ],
)
def test_a_file_may_be_named_by_its_document_number(name: str, number: str) -> None:
    assert number_in_name(name) == number


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("221000004184565001", ("221000004184565", 1)),
        ("221000004184565", ("221000004184565", None)),
        ("221000004184565000", ("", None)),
        ("2210000041845651", ("", None)),
        ("PAPER-2019", ("", None)),
    ],
)
def test_a_certificate_s_number_is_inspection_number_and_sub_number(number: str, parts: tuple[str, int | None]) -> None:
    assert inspection_part(number) == parts


@pytest.mark.parametrize("number", ["ABC-12", "2" * 32, "221000004184565001"])
def test_numbers_of_old_paper_are_accepted(number: str) -> None:
    assert is_document_no(number)


MEGABYTE = 2**20


def test_an_upload_has_ends() -> None:
    assert (scans.MAX_BYTES, scans.MAX_KEPT_BYTES, scans.MEMORY) == (10 * MEGABYTE, 32 * MEGABYTE, 1024 * MEGABYTE)
    assert (scans.MAX_UNPACKED_PART, scans.MAX_UNPACKED) == (256 * MEGABYTE, 512 * MEGABYTE)
    assert (scans.MAX_PAGES, scans.MAX_PIXELS, scans.MAX_FILES, scans.SECONDS) == (200, 50_000_000, 20, 15.0)
    assert MAX_NAME == 120


def test_pdf_jpeg_png_and_tiff_are_offered_and_a_tiff_is_kept_as_pdf() -> None:
    assert scans.ACCEPTED == ".pdf,.jpg,.jpeg,.png,.tif,.tiff,application/pdf,image/jpeg,image/png,image/tiff"
    assert scans.EXTENSIONS == {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def test_a_refused_file_is_damaged_unless_more_is_known() -> None:
    assert (scans.ScanRefusedError().code, scans.ScanRefusedError.status) == ("scan_damaged", 422)
    assert set(scans.REFUSALS) == {
        "scan_missing", "scan_too_many_files", "scan_empty", "scan_too_large", "scan_wrong_type", "scan_damaged",
        "scan_encrypted", "scan_too_many_pages", "scan_too_many_pixels", "scan_unpacks_too_far",
        "scan_active_content", "scan_too_complex",
    }  # fmt: skip


def test_a_checked_file_was_neither_cleaned_nor_converted_unless_it_says_so() -> None:
    plain = scans.Checked(data=b"x", media_type="image/png", pages=1)
    assert (plain.is_cleaned, plain.is_converted) == (False, False)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("a" * 120, "a" * 120),
        ("a" * 121, "a" * 119 + "…"),
        ("a" * 117 + ".pdf", "a" * 115 + "….pdf"),
        ("a" * 130 + ".excel", "a" * 113 + "….excel"),
        ("a" * 130 + ".abcdef", "a" * 119 + "…"),
        ("XX-ray.pdfX", "XX-ray.pdfX"),
        ("a" * 60 + "." + "b" * 70, "a" * 60 + "." + "b" * 58 + "…"),
        ('a<b>c:d"e|f?g*h', "a b c d e f g h"),
    ],
)
def test_a_long_name_is_cut_before_its_extension(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_a_number_may_be_the_whole_name_of_a_file() -> None:
    assert number_in_name("221000004184565001") == "221000004184565001"
    assert number_in_name("scan-only.pdf") == ""
    assert number_in_name("221000004184565001.v2.pdf") == ""


@pytest.mark.parametrize("number", ["22100000418456A001", "2210000041845650011", "221000004184565٠٠١"])
def test_another_ending_is_no_sub_number(number: str) -> None:
    assert inspection_part(number) == (("22100000418456A", 1) if number.endswith("A001") else ("", None))
