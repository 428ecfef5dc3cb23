"""The paper: previews of drafts, the frozen file of what is issued, and the print ledger."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from app.catalogue.loader import catalogue
from app.extensions import db
from app.gateways.typesetting.pdf_pages import page_of as page_on_paper
from app.models import IssuedDocument, PrintRecord
from app.services.base.transaction import transaction
from app.services.certificates import certificates
from tests.factories import applications as factory
from tests.support.forms import post
from tests.support.wizard import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(
    reason="the printed sheet and its file; the database keeps the same values on both, which the services test"
)

TYPES = [kind.key for kind in catalogue().types.values() if kind.enabled]


@pytest.fixture
def clerk(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("haian.clerk")


def made(app: Flask, status: str, type_key: str = "veterinary_health") -> int:
    with app.app_context():
        return factory.make(type_key, status).certificates[0].id


def printed_text(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.bar("D2")
@pytest.mark.function("5.3-preview")
@pytest.mark.parametrize("type_key", TYPES)
def test_a_draft_is_previewed_page_by_page_with_the_boxes_of_its_form(
    app: Flask, clerk: FlaskClient, type_key: str
) -> None:
    certificate_id = made(app, "draft", type_key)
    address = f"{page_of(app, certificate_id)}/preview/{certificate_id}"
    assert f'data-preview="{address}/pages/"' in clerk.get(address).get_data(as_text=True)
    drawn = clerk.get(f"{address}/pages/1").get_json()
    assert (drawn["page"], drawn["width"], drawn["height"]) == (1, 210, 297)
    filled = [box for box in drawn["boxes"] if box["path"]]
    assert len(filled) > 2
    assert all(0 <= box["x"] <= box["x"] + box["width"] <= 210 for box in filled)
    picture = clerk.get(f"{address}/pages/1/picture")
    assert (picture.mimetype, gzip.decompress(picture.data) if picture.content_encoding else picture.data) == (
        "image/svg+xml",
        drawn["data"].encode(),
    )


@pytest.mark.bar("D2")
@pytest.mark.bar("P3")
def test_a_page_is_sent_once_for_a_content(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = made(app, "draft")
    address = f"{page_of(app, certificate_id)}/preview/{certificate_id}/pages/1"
    first = clerk.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = clerk.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    packed = clerk.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == first.data
    with app.app_context(), transaction():
        row = certificates.load(certificate_id)
        row.values = {**row.values, "consignor": "SOMEBODY ELSE"}
    changed = clerk.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "SOMEBODY ELSE" in {box["text"] for box in changed.get_json()["boxes"]}


@pytest.mark.function("5.3-preview")
def test_each_reader_s_own_name_stands_across_the_paper(
    app: Flask, clerk: FlaskClient, login: Callable[[str], FlaskClient]
) -> None:
    certificate_id = made(app, "submitted")
    address = f"{page_of(app, certificate_id)}/preview/{certificate_id}/pages/1"
    first, second = clerk.get(address), login("customs.0901").get(address)
    assert first.headers["ETag"] != second.headers["ETag"]
    assert first.get_json()["data"] != second.get_json()["data"]


def test_beyond_the_last_page_is_the_last_page(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = made(app, "draft")
    address = f"{page_of(app, certificate_id)}/preview/{certificate_id}/pages"
    drawn = clerk.get(f"{address}/999").get_json()
    assert drawn["page"] == drawn["pages"]
    assert clerk.get(f"{address}/0").get_json()["page"] == 1


@pytest.mark.bar("D2")
def test_of_an_issued_document_the_very_file_is_shown(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = made(app, "issued")
    path = page_of(app, certificate_id)
    shown = clerk.get(f"{path}/preview/{certificate_id}/pages/1").get_json()
    file = page_on_paper(clerk.get(f"{path}/issued/{certificate_id}/original").data)
    assert (shown["kind"], base64.b64decode(shown["data"])) == ("png", file.data)
    assert (shown["boxes"], shown["lines"]) == ([], list(file.lines))
    assert f'data-preview="{path}/preview/{certificate_id}/pages/"' in clerk.get(path).get_data(as_text=True)


@pytest.mark.function("5.3-preview")
def test_the_preview_as_pdf_is_marked_and_made_once(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = made(app, "draft")
    path = f"{page_of(app, certificate_id)}/pdf?documents={certificate_id}"
    first, second = clerk.get(path), clerk.get(path)
    assert first.data == second.data
    assert first.headers["Content-Type"] == "application/pdf"
    assert first.headers["Content-Disposition"].startswith("inline")
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert "haian.clerk" in printed_text(first.data)


@pytest.mark.function("5.8.1-print")
def test_an_issued_document_is_shown_and_printed_from_its_frozen_file(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = made(app, "issued")
    path = page_of(app, certificate_id)
    with app.app_context():
        frozen = {d.copy_kind: d.sha256 for d in db.session.scalars(db.select(IssuedDocument))}
    assert clerk.get(f"{path}/pdf?documents={certificate_id}").headers["Location"] == (
        f"{path}/issued/{certificate_id}/original"
    )
    for kind, sha in frozen.items():
        shown = clerk.get(f"{path}/issued/{certificate_id}/{kind}")
        assert hashlib.sha256(shown.data).hexdigest() == sha
        printed = post(clerk, f"{path}/print", form_on=path, data={"copy_kind": kind, "documents": certificate_id})
        assert hashlib.sha256(printed.data).hexdigest() == sha
    assert "未签发" not in printed_text(shown.data)
    with app.app_context():
        assert [(r.copy_kind, r.copy_number) for r in db.session.scalars(db.select(PrintRecord))] == [
            ("original", 1), ("copy", 1),
        ]  # fmt: skip
    page = clerk.get(path).get_data(as_text=True)
    assert page.count("林海") >= 2
    assert "001 正本 1" in page
    assert "001 original 1" not in page


@pytest.mark.function("5.8.1-print")
def test_an_original_past_its_number_needs_a_reason(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = made(app, "issued")
    path, data = page_of(app, certificate_id), {"copy_kind": "original", "documents": certificate_id}
    assert post(clerk, f"{path}/print", form_on=path, data=data).status_code == 200
    refused = post(clerk, f"{path}/print", form_on=path, data=data)
    assert refused.status_code == 400
    assert refused.headers["Content-Type"].startswith("text/html")
    again = post(clerk, f"{path}/print", form_on=path, data={**data, "reason": "打印机卡纸"})
    assert again.status_code == 200
    assert "打印机卡纸" in clerk.get(path).get_data(as_text=True)


@pytest.mark.parametrize("path", ["{id}/original", "{id}/nothing", "{id}/../original"])
def test_a_draft_has_no_frozen_file(app: Flask, clerk: FlaskClient, path: str) -> None:
    certificate_id = made(app, "draft")
    address = f"{page_of(app, certificate_id)}/issued/{path.format(id=certificate_id)}"
    assert clerk.get(address).status_code == 404


def test_a_draft_is_not_printed(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = made(app, "draft")
    path, data = page_of(app, certificate_id), {"copy_kind": "original", "documents": certificate_id}
    assert post(clerk, f"{path}/print", form_on=path, data=data).status_code == 404
