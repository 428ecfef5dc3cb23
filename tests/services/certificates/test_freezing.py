"""Freezing: an original and a copy with their hashes, which nothing that comes later changes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.domain.errors import NotAllowedNowError
from app.domain.workflow import Status
from app.extensions import db
from app.gateways import gateways
from app.models import CertificateFormat, Declaration, IssuedDocument
from app.models.base import utc_now
from app.services.applications import applications, issuance
from app.services.base.inspecting import FaultyPaperError
from app.services.certificates import freezing
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Application


def frozen(application: Application) -> list[IssuedDocument]:
    ids = [certificate.id for certificate in application.certificates]
    statement = select(IssuedDocument).where(IssuedDocument.certificate_id.in_(ids)).order_by(IssuedDocument.id)
    return list(db.session.scalars(statement))


@pytest.mark.function("5.8.1-review")
def test_issuing_freezes_an_original_and_a_copy_with_their_hashes(context: Flask) -> None:
    issued = factory.make(status=Status.ISSUED)
    kept = frozen(issued)
    assert [document.copy_kind for document in kept] == ["original", "copy"]
    for document in kept:
        data = gateways().files.get(document.storage_key)
        assert data.startswith(b"%PDF")
        assert hashlib.sha256(data).hexdigest() == document.sha256
        assert document.size == len(data)
        assert document.pdf_engine.startswith("typst ")
        assert document.fonts == gateways().typesetter.fonts.name
    with pytest.raises(NotAllowedNowError):
        issuance.issue(act_as(REVIEWER), issued.id, now=NOW)


def test_later_changes_of_format_and_declaration_never_change_an_issued_document(context: Flask) -> None:
    no = "226000004178628"
    issued = factory.make(status=Status.ISSUED, inspection_no=no)
    kept = [(d.sha256, d.content, gateways().files.get(d.storage_key)) for d in frozen(issued)]
    version_id = issued.certificates[0].format_version_id
    act_as(factory.ADMINISTRATOR)
    row = db.session.scalars(select(CertificateFormat).where(CertificateFormat.code == "c3-1")).one()
    row.definition = {**row.definition, "title_en": "ANOTHER TITLE"}
    from app.services.formats import formats

    formats.publish(row, now=NOW, reason="（示例）")
    declaration = db.session.scalars(select(Declaration).where(Declaration.inspection_no == no)).one()
    declaration.header = {**declaration.header, "consignee_name_en": "SOMEBODY ELSE (EXAMPLE)"}
    db.session.commit()
    act_as(CLERK)
    again = applications.find(issued.id)
    assert again.certificates[0].format_version_id == version_id
    assert [(d.sha256, d.content, gateways().files.get(d.storage_key)) for d in frozen(again)] == kept


def test_a_file_is_named_by_its_contents(context: Flask) -> None:
    for document in frozen(factory.make(status=Status.ISSUED)):
        assert document.storage_key == f"issued/{document.sha256[:2]}/{document.sha256}.pdf"


@pytest.mark.parametrize(
    ("type_key", "copies", "kinds"),
    [
        ("quality", 2, ["original", "copy"]),
        ("quality", 0, ["original"]),
        # a voucher says nowhere whether it is the original
        ("exit_exchange_voucher", 2, ["original"]),
    ],
)
def test_a_copy_is_frozen_where_copies_are_wanted_and_marked(
    context: Flask, type_key: str, copies: int, kinds: list[str]
) -> None:
    certificate = factory.draft(type_key).certificates[0]
    certificate.copies = copies
    found = list(freezing.sheets(certificate))
    assert [one.copy_kind for one in found] == kinds
    assert {(one.certificate_id, one.certificate_version) for one in found} == {(certificate.id, certificate.version)}


@pytest.mark.parametrize(
    ("kind", "mark"), [(None, "ORIGINAL"), ("change", "ORIGINAL"), ("second_original", "SECOND ORIGINAL")]
)
def test_a_second_original_says_so_and_its_copy_says_copy(context: Flask, kind: str | None, mark: str) -> None:
    draft = factory.draft("quality")
    draft.reissue_kind = kind
    original, copy = freezing.sheets(draft.certificates[0])
    assert original.sheet.data["head"]["mark"]["en"] == mark  # type: ignore[index,call-overload]
    assert copy.sheet.data["head"]["mark"]["en"] == "COPY"  # type: ignore[index,call-overload]


def test_a_sweep_takes_what_no_document_of_anybody_names(context: Flask) -> None:
    kept = [document.storage_key for document in frozen(factory.make(status=Status.ISSUED))]
    gateways().files.put("issued/00/alone.pdf", b"%PDF")
    act_as(factory.OTHER_CLERK)
    assert freezing.sweep(utc_now()) == []
    assert freezing.sweep(utc_now() + timedelta(hours=2)) == ["issued/00/alone.pdf"]
    assert all(gateways().files.get(key).startswith(b"%PDF") for key in kept)


@pytest.mark.bar("D1")
def test_a_file_that_does_not_show_what_it_must_is_never_frozen(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = factory.make(status=Status.APPROVED)
    (sheet, *_) = freezing.sheets(made.certificates[0])
    printed = gateways().typesetter.print(sheet.sheet)
    other = {**sheet.sheet.data, "lines": {**sheet.sheet.data["lines"], "consignee": ["SOMEBODY ELSE"]}}  # type: ignore[dict-item]
    changed = replace(sheet, sheet=replace(sheet.sheet, data=other))
    monkeypatch.setattr(type(gateways().typesetter), "print", lambda *_args, **_how: printed)
    before = set(gateways().files.keys(freezing.PREFIX))
    with pytest.raises(FaultyPaperError) as caught:
        freezing.freeze([sheet, changed])
    assert (caught.value.code, caught.value.status) == ("paper_value_missing", 422)
    assert "收货人" in str(caught.value.params["box"])
    assert set(gateways().files.keys(freezing.PREFIX)) == before
    assert frozen(made) == []
