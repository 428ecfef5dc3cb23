"""Import files: what is read out of them, and what is refused before anything large is unpacked."""

from __future__ import annotations

import struct
import zipfile

import pytest

from app.domain.imports.files import MEGABYTE, REFUSALS, ImportRefusedError
from app.gateways import import_files, workbooks
from app.views.screens import SENTENCES
from tests.factories import tables

PLAIN = tables.workbook({"A": [["报检编号", "数量"], ["0226", 12.5], ["x", 3]]})
SHEET = "xl/worksheets/sheet1.xml"


def refused(data: bytes) -> str:
    with pytest.raises(ImportRefusedError) as caught:
        import_files.read(data)
    return caught.value.code


def lying(data: bytes, name: str, size: int) -> bytes:
    """Let the directory of an archive declare another size for a part than it has."""
    changed = bytearray(data)
    at = changed.index(b"PK\x01\x02")
    while changed[at + 46 : at + 46 + len(name)] != name.encode():
        at = changed.index(b"PK\x01\x02", at + 4)
    changed[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(changed)


@pytest.mark.bar("S7")
@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("import_unpacks_too_far", tables.with_parts(PLAIN, {SHEET: b" " * 50 * MEGABYTE})),
        ("import_unpacks_too_far", tables.with_parts(PLAIN, {f"xl/media/{n}": b"%d" % n for n in range(1001)})),
        ("import_unpacks_too_far", lying(PLAIN, SHEET, 3 * 1024 * MEGABYTE)),
        ("import_damaged", lying(PLAIN, SHEET, 10)),
        ("import_macros", tables.with_parts(PLAIN, {"xl/vbaProject.bin": b"code"})),
        ("import_encrypted", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
        ("import_old_excel", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("import_too_large", b"a" * (10 * MEGABYTE + 1)),
        ("import_damaged", PLAIN[: len(PLAIN) // 2]),
        ("import_damaged", tables.with_parts(PLAIN, {SHEET: b"<worksheet"})),
        (
            "import_too_many_rows",
            tables.with_parts(
                PLAIN,
                {SHEET: b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"/></row></sheetData></worksheet>'},
            ),
        ),
        ("import_too_many_rows", b"[" + b"{}," * 60_000 + b"{}]"),
        ("import_bad_json", b"[" * 200_000),
        ("import_bad_json", b'{"a": 1}'),
        ("import_no_text", b"\xff\xfe\x00a"),
        ("import_no_text", b"%PDF-1.7 a,b\n1,2\n"),
        ("import_no_text", b"<html><table><tr><td>1</td></tr>\n</table></html>"),
        ("import_empty", b"  \n"),
        ("import_empty", b"inspection_no\n"),
    ],
)
def test_a_harmful_or_useless_file_is_refused(code: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    read = zipfile.ZipFile.read

    def small_only(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
        assert part.file_size < 10 * MEGABYTE, "a bomb was unpacked"
        return read(archive, part)

    monkeypatch.setattr(zipfile.ZipFile, "read", small_only)
    assert refused(data) == code


def test_every_refusal_has_its_sentence() -> None:
    assert set(REFUSALS) <= set(SENTENCES)


def test_a_workbook_gives_numbers_and_dates_as_people_see_them() -> None:
    (sheet,) = workbooks.read(PLAIN)
    assert sheet.rows == [["报检编号", "数量"], ["0226", "12.5"], ["x", "3"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_comma_separated_values_are_read_in_every_encoding_of_the_trade(encoding: str) -> None:
    (sheet,) = import_files.read("报检编号;名称\n1;冻鱼片\n".encode(encoding))
    assert sheet.rows[1] == ["1", "冻鱼片"]
