"""Formats as files: out and in again the same; a file that is none changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError
from app.extensions import db
from app.models import CertificateFormat
from app.services.formats import files as format_files
from app.services.formats import formats
from tests.factories import applications as factory
from tests.factories.paper_forms import CODES, FOLDER, form

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from app.domain.actor import Actor


@pytest.fixture
def admin(context: Flask) -> Actor:
    return factory.act_as("admin")


def _row(code: str) -> CertificateFormat:
    return db.session.scalars(select(CertificateFormat).where(CertificateFormat.code == code)).one()


@pytest.mark.function("5.6-edit")
@pytest.mark.parametrize("code", sorted(catalogue().formats))
def test_a_format_goes_out_as_a_file_and_comes_back_the_same(admin: Actor, now: datetime, code: str) -> None:
    row = _row(code)
    before = formats.as_data(catalogue().parse_format(row.definition))
    taken, is_new = format_files.read(admin, format_files.written(row).encode())
    assert not is_new
    assert formats.as_data(catalogue().parse_format(taken.definition)) == before
    assert not taken.is_changed


@pytest.mark.bar("S7")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"- a list",
        b"code: [",
        b"code: ../x",
        b"a: &a [x]\ncode: c3-9\nfields: [*a, *a]",
        b"code: no",
        b"x" * 600_000,
    ],
)
def test_a_file_that_is_no_format_is_refused_and_changes_nothing(admin: Actor, now: datetime, data: bytes) -> None:
    with pytest.raises(DomainError):
        format_files.read(admin, data)
    assert db.session.scalar(select(CertificateFormat.id).where(CertificateFormat.code == "c3-9")) is None


@pytest.mark.function("5.6-edit")
@pytest.mark.parametrize("code", CODES)
def test_a_form_comes_in_as_a_file_and_goes_out_the_same(admin: Actor, now: datetime, code: str) -> None:
    row, is_new = format_files.read(admin, (FOLDER / f"{code}.yaml").read_bytes())
    assert is_new
    assert row.title_zh
    assert row.definition["fields"][0]["key"] == "certificate_no"
    again, _ = format_files.read(admin, format_files.written(row).encode())
    assert formats.as_data(catalogue().parse_format(again.definition)) == formats.as_data(form(code))
    assert format_files.written(again).startswith("format: 2\ncode: ")


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"code: x\nlanguages: [no]", "format_file_yes_or_no", 2),
        (b"code: x\n1: y", "format_file_key_no_text", 2),
        (b"code: x\na: 1\na: 2", "format_file_key_twice", 3),
    ],
)
def test_what_would_be_misread_is_told_with_its_line(admin: Actor, data: bytes, code: str, line: int) -> None:
    with pytest.raises(DomainError) as refused:
        format_files.read(admin, data)
    assert (refused.value.code, refused.value.params["line"]) == (code, line)
