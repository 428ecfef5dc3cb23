"""The library of forms: switched on by code, and from entry to the issued PDF as data only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from sqlalchemy import func, select

from app.catalogue.library import library
from app.catalogue.loader import catalogue
from app.domain.actor import SYSTEM
from app.domain.document.texts import grouped, printed_date
from app.domain.errors import NotFoundError, NotPermittedError
from app.domain.workflow import Status
from app.extensions import db
from app.gateways import gateways
from app.models import CertificateFormat, FormatVersion, IssuedDocument, OperationRecord
from app.services.applications import applications
from app.services.base import accounts
from app.services.certificates import smart_imports
from app.services.formats import copies, files, formats
from app.services.formats import library as forms
from tests.factories import applications as factory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from app.domain.actor import Actor
    from app.models import Certificate

CODE = "free-sale"
LINE_HYPHEN = "\ufffe"  # what PDFium reads for a hyphen at the end of a line
DECLARED = "226000004178628"  # a declaration of the demo data: fish in a container


@pytest.fixture
def admin(context: Flask) -> Actor:
    return factory.act_as("admin")


def _bare(text: str) -> str:
    return "".join(text.split())


def _shown(data: bytes) -> str:
    """Return what a PDF shows, read by a library that had no part in making it, without white space."""
    document = pypdfium2.PdfDocument(data)
    shown = "".join(page.get_textpage().get_text_range() for page in document)
    return _bare(shown.replace(LINE_HYPHEN, "-"))


def _typed(certificate: Certificate) -> Iterator[str]:
    """Yield every line and cell that was typed and not chosen."""
    spec = certificate.format_version.spec
    chosen = {field.key for field in spec.fields if field.options or field.kind in ("country", "code")}
    for key, text in certificate.values.items():
        if key not in chosen:
            yield from text.splitlines()
    for rows in certificate.rows.values():
        for row in rows:
            yield from row.values()


@pytest.mark.bar("D6")
@pytest.mark.parametrize("code", list(library()))
def test_a_form_of_the_library_goes_from_entry_to_an_issued_pdf(admin: Actor, code: str) -> None:
    row, _ = forms.install(admin, code, now=factory.NOW)
    type_key = catalogue().types[row.type_codes[0]].key
    issued = factory.make(type_key, Status.ISSUED, format_code=code)
    certificate = issued.certificates[0]
    found = db.session.scalars(select(IssuedDocument).where(IssuedDocument.certificate_id == certificate.id))
    kept = {document.copy_kind: document for document in found}
    assert set(kept) == {"original", "copy"}
    shown = _shown(gateways().files.get(kept["original"].storage_key))
    assert _bare(str(certificate.certificate_no)) in shown
    # days and numbers stand on the paper as they are printed
    missing = [
        text
        for text in _typed(certificate)
        if not any(_bare(way) in shown for way in (text, printed_date(text, bilingual=True), grouped(text)))
    ]
    assert missing == []


@pytest.mark.parametrize("code", list(library()))
def test_the_declaration_fills_the_boxes_that_it_knows(admin: Actor, code: str) -> None:
    row, _ = forms.install(admin, code, now=factory.NOW)
    clerk = factory.act_as(factory.CLERK)
    header = {**factory.HEADER, "inspection_no": DECLARED}
    application = applications.start(
        clerk, type_code=row.type_codes[0], format_code=code, header=header, now=factory.NOW
    )
    certificate = application.certificates[0]
    filled = smart_imports.apply(clerk, certificate.id, version=certificate.version)
    spec = certificate.format_version.spec
    own = [field for field in spec.fields if field.entered_by == "applicant" and field.repeats == "none"]
    declared = {field.key for field in own if field.source} - {"registration_no"}  # not told in this declaration
    assert declared <= set(filled.values)
    groups = {column.group for column in spec.columns} & {"goods_lines", "containers"}
    assert all(filled.rows[group] for group in groups)


def test_a_form_is_installed_once_and_then_stays_as_it_is(admin: Actor) -> None:
    row, is_new = forms.install(admin, CODE, now=factory.NOW)
    assert is_new
    assert (row.status, row.is_changed, row.type_codes) == ("active", False, ["99"])
    row = copies.retire(admin, row.id, version=row.version)
    again, is_new = forms.install(admin, CODE, now=factory.NOW)
    assert not is_new
    assert (again.id, again.status) == (row.id, "retired")
    assert db.session.scalar(select(func.count(FormatVersion.id)).where(FormatVersion.format_id == row.id)) == 1


def test_an_installed_form_can_be_chosen_for_its_types_and_is_in_force(admin: Actor) -> None:
    assert "codex-generic" not in {row.code for row in formats.of_type("16")}
    forms.install(admin, "codex-generic", now=factory.NOW)
    for type_code in ("15", "16"):
        assert "codex-generic" in {row.code for row in formats.of_type(type_code)}
        assert formats.current("codex-generic", type_code=type_code).number == 1


def test_forms_for_the_destination_are_offered_first_and_those_for_others_last(admin: Actor) -> None:
    for code in ("c3-1-es", "c3-1-fr", "eaeu-fish"):
        forms.install(admin, code, now=factory.NOW)

    def offered(destination: str) -> list[tuple[str, bool | None]]:
        return [(row.code, formats.suits(row, destination)) for row in formats.of_type("14", destination=destination)]

    assert offered("KAZ") == [("eaeu-fish", True), ("c3-1", None), ("c3-1-es", False), ("c3-1-fr", False)]
    assert offered("") == [("c3-1", None), ("c3-1-es", None), ("c3-1-fr", None), ("eaeu-fish", None)]


def test_version_and_history_tell_who_installed_it_and_when(admin: Actor) -> None:
    row, _ = forms.install(admin, CODE, now=factory.NOW)
    version = row.versions[0]
    assert (version.published_by_id, version.published_at, version.reason) == (
        admin.user_id,
        factory.NOW,
        forms.REASON,
    )
    record = db.session.scalars(
        select(OperationRecord).where(
            OperationRecord.table_name == "certificate_format",
            OperationRecord.row_id == str(row.id),
            OperationRecord.operation == "insert",
        )
    ).one()
    assert (record.user_id, record.actor_name) == (admin.user_id, admin.name)


def test_a_code_that_the_library_has_not_is_refused_with_those_that_it_has(admin: Actor) -> None:
    with pytest.raises(NotFoundError) as refused:
        forms.install(admin, "eu-fish", now=factory.NOW)
    assert refused.value.code == "no_such_library_form"
    assert "eu-fish-crust-hc" in str(refused.value.params["known"])


def test_only_who_may_add_formats_installs_one(context: Flask) -> None:
    with pytest.raises(NotPermittedError):
        forms.install(factory.act_as(factory.CLERK), CODE, now=factory.NOW)
    accounts.bind(SYSTEM)
    assert db.session.scalar(select(CertificateFormat.id).where(CertificateFormat.code == CODE)) is None


def test_the_offers_say_what_is_installed(admin: Actor) -> None:
    assert [offer.code for offer in forms.offers()] == list(library())
    assert not any(offer.is_installed for offer in forms.offers())
    forms.install(admin, CODE, now=factory.NOW)
    assert [offer.code for offer in forms.offers() if offer.is_installed] == [CODE]


def test_the_file_of_a_changed_form_can_be_taken_again(admin: Actor) -> None:
    row, _ = forms.install(admin, CODE, now=factory.NOW)
    assert not files.is_behind_packaged(row)
    row = copies.save(admin, row.id, {**row.definition, "form_no": "OTHER"}, version=row.version)
    assert files.is_behind_packaged(row)
    row = files.take_packaged(admin, row.id, version=row.version)
    assert not files.is_behind_packaged(row)
    assert row.definition["form_no"] == "CFS"
