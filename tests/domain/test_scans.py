"""Scans: names as people may read them, numbers in names, what a document number is made of."""

from __future__ import annotations

import pytest

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
