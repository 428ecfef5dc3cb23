"""The library of forms: switched on by code, and from entry to the issued PDF as data only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.catalogue.library import library
from app.catalogue.loader import catalogue
from app.domain.errors import NotFoundError, NotPermittedError
from app.domain.workflow import Status
from app.extensions import db
from app.gateways import gateways
from app.models import CertificateFormat, FormatVersion, IssuedDocument
from app.services.formats import files, formats
from app.services.formats import library as forms
from tests.factories import applications as factory
from tests.factories.library import contents, printed_texts
from tests.support.history import events
from tests.support.reading import text_of

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.actor import Actor

CODE = "free-sale"


@pytest.fixture
def admin(context: Flask) -> Actor:
    return factory.act_as("admin")


@pytest.mark.bar("D6")
@pytest.mark.parametrize("code", list(library()))
def test_a_form_of_the_library_goes_from_entry_to_an_issued_pdf(admin: Actor, code: str) -> None:
    row, _ = forms.install(admin, code, now=factory.NOW)
    type_key = catalogue().types[row.type_codes[0]].key
    issued = factory.make(type_key, Status.ISSUED, format_code=code)
    certificate = issued.certificates[0]
    kept = db.session.scalars(select(IssuedDocument).where(IssuedDocument.certificate_id == certificate.id)).all()
    assert [document.copy_kind for document in kept] == ["original", "copy"]
    read = text_of(gateways().files.get(kept[0].storage_key))
    assert certificate.certificate_no in read
    missing = [text for text in printed_texts(certificate.format_version.spec, certificate.content) if text not in read]
    assert missing == []
