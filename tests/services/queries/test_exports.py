"""Exports as files: each kind is what its type says, under a name that no system stumbles over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.reports.list_sheet import ColumnHead, ListSheet
from app.services.queries import exports

if TYPE_CHECKING:
    from flask import Flask

MAGIC = {"xlsx": b"PK", "pdf": b"%PDF", "csv": b"\xef\xbb\xbf"}


def sheet() -> ListSheet:
    return ListSheet(title="证书 / Certificates", heads=[ColumnHead("编号", 20)], rows=[["NO1"], ["NO2"]], limit=100)


@pytest.mark.parametrize("kind", sorted(exports.KINDS))
def test_a_list_becomes_a_file_of_its_kind_at_its_beginning(context: Flask, kind: str) -> None:
    made = exports.make(kind, sheet())
    assert made.file.read(4).startswith(MAGIC[kind])
    assert (made.name, made.mimetype) == (f"证书  Certificates.{kind}", exports.KINDS[kind].mimetype)


def test_a_name_keeps_letters_only_and_is_never_empty() -> None:
    assert exports.file_name("../..\\a:b*", "csv") == "ab.csv"
    assert exports.file_name("///", "csv") == "list.csv"


def test_an_unknown_kind_is_no_export(context: Flask) -> None:
    with pytest.raises(KeyError):
        exports.make("docx", sheet())
