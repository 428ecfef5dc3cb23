"""Scans over HTTP: query, add, replace, delete, viewer, and the PDF button of a document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from app.domain.scans import REFUSALS
from app.domain.workflow import Status
from app.extensions import db
from app.models import Certificate, Scan
from app.views.screens import SENTENCES
from tests.factories import applications as factory
from tests.factories import files
from tests.factories.applications import ADMINISTRATOR, CLERK, ENTERPRISE_ADMINISTRATOR, OTHER_CLERK, REVIEWER
from tests.support.forms import post
from tests.support.uploads import upload, upload_by_script
from tests.support.wizard import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

NUMBER = "PAPER-2019-0001"


def _text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


@pytest.mark.function("5.5-add")
def test_a_clerk_adds_a_scan_and_sees_it_in_the_page(login: Login) -> None:
    client = login(CLERK)
    answer = upload(client, "paper-2019-0001", (files.pdf(2), "扫描件.pdf"))
    assert answer.status_code == 303
    shown = _text(client, answer.headers["Location"])
    assert "<iframe src=" in shown
    assert "扫描件.pdf" in shown
    assert NUMBER in _text(client, "/scans/")


@pytest.mark.function("5.5-add")
def test_several_files_are_added_at_once_each_with_its_result(login: Login) -> None:
    client = login(CLERK)
    sent = [(files.pdf(), "a.pdf"), (files.turned_photo(), "b.jpg"), (files.tiff(2), "c.tif")]
    assert upload(client, NUMBER, *sent).headers["Location"].endswith("/scans/")
    assert _text(client, "/scans/").count(f">{NUMBER}<") >= 3
    mixed = upload(client, NUMBER, (files.picture(), "d.png"), (b"no scan", "e.pdf"))
    assert mixed.status_code == 422
    told = mixed.get_data(as_text=True)
    assert f'value="{NUMBER}"' in told
    assert "e.pdf" in told
    assert 'href="/scans/4"' in told


def test_without_a_number_the_name_of_each_file_is_its_number(login: Login) -> None:
    client = login(CLERK)
    upload(client, "", (files.pdf(), "paper-2019-0007.pdf"), (files.pdf(2), "PAPER-2019-0008.pdf"))
    shown = _text(client, "/scans/")
    assert "PAPER-2019-0007" in shown
    assert "PAPER-2019-0008" in shown
    assert upload(client, "", (files.pdf(3), "scan.pdf")).status_code == 422


@pytest.mark.function("5.5-query")
def test_scans_are_found_by_number_and_entry_time(login: Login) -> None:
    client = login(CLERK)
    upload(client, NUMBER, (files.pdf(), "a.pdf"))
    upload(client, "OLD-77-001", (files.pdf(), "a.pdf"))
    assert "OLD-77-001" in _text(client, "/scans/")
    found = _text(client, "/scans/?document_no=PAPER")
    assert NUMBER in found
    assert "OLD-77-001" not in found
    assert NUMBER not in _text(client, "/scans/?to=2020-01-01")
    assert NUMBER in _text(client, "/scans/?from=2020-01-01")
    answer = post(client, "/scans/query", form_on="/scans/", data={"reset": "yes"})
    assert "OLD-77-001" in _text(client, answer.headers["Location"])


@pytest.mark.function("5.5-edit")
def test_a_replaced_file_can_still_be_looked_at(login: Login) -> None:
    client = login(CLERK)
    upload(client, NUMBER, (files.pdf(), "first.pdf"))
    form = {"version": "1", "file": (io.BytesIO(files.picture()), "second.png")}
    assert post(client, "/scans/1/edit", data=form, content_type="multipart/form-data").status_code == 303
    shown = _text(client, "/scans/1")
    assert "first.pdf" in shown
    assert '<img src="/scans/1/files/2"' in shown
    assert '<iframe src="/scans/1/files/1"' in _text(client, "/scans/1?file=1")
    assert client.get("/scans/1/files/1").mimetype == "application/pdf"
    assert client.get("/scans/1/files/2").mimetype == "image/png"
    assert client.get("/scans/1/files/3").status_code == 404
    stale = {"version": "1", "file": (io.BytesIO(files.pdf(3)), "third.pdf")}
    assert post(client, "/scans/1/edit", data=stale, content_type="multipart/form-data").status_code == 409
    assert post(client, "/scans/1/edit", data={"version": "2"}).status_code == 422


@pytest.mark.function("5.5-edit")
@pytest.mark.bar("U9")
def test_deleting_asks_first_and_names_the_scan(login: Login) -> None:
    client = login(CLERK)
    upload(client, NUMBER, (files.pdf(), "first.pdf"))
    shown = _text(client, "/scans/1")
    question = shown.partition('data-confirm="')[2].partition('"')[0]
    assert NUMBER in question
    assert "first.pdf" in question
    assert post(client, "/scans/1/delete", form_on="/scans/1", data={"version": "1"}).status_code == 303
    assert client.get("/scans/1").status_code == 404
    assert client.get("/scans/1/files/1").status_code == 404


def test_the_history_of_a_scan_says_what_was_changed(login: Login) -> None:
    client = login(CLERK)
    upload(client, NUMBER, (files.pdf(), "first.pdf"))
    assert NUMBER in _text(client, "/scans/1?tab=history")


@pytest.mark.function("5.3-pdf")
def test_the_pdf_button_of_a_document_leads_to_its_number(app: Flask, login: Login) -> None:
    with app.app_context():
        certificate = factory.make(status=Status.ISSUED).certificates[0]
        certificate_id, number = certificate.id, certificate.certificate_no
    client = login(CLERK)
    assert f'href="/scans/new?number={number}"' in _text(client, page_of(app, certificate_id))
    assert f'href="/scans/new?number={number}"' in _text(client, "/certificates/veterinary_health/")
    assert f'value="{number}"' in _text(client, f"/scans/new?number={number}")
    assert upload_by_script(client, str(number), files.pdf(), "signed.pdf")["is_done"]
    assert "signed.pdf" in _text(client, page_of(app, certificate_id))


@pytest.mark.parametrize("name", [ENTERPRISE_ADMINISTRATOR, ADMINISTRATOR])
def test_administrators_only_look(login: Login, name: str) -> None:
    upload(login(CLERK), NUMBER, (files.pdf(), "first.pdf"))
    client = login(name)
    shown = _text(client, "/scans/1")
    assert "/scans/1/edit" not in shown
    assert client.get("/scans/1/files/1").status_code == 200
    assert client.get("/scans/new").status_code == 403
    assert client.get("/scans/1/edit").status_code == 403


def test_a_reviewer_has_no_such_screen(login: Login) -> None:
    client = login(REVIEWER)
    assert client.get("/scans/").status_code == 403
    assert "/scans/" not in _text(client, "/")


def test_the_menu_has_the_screen_for_those_who_have_it(login: Login) -> None:
    assert 'href="/scans/"' in _text(login(CLERK), "/")


@pytest.mark.bar("U8")
def test_every_refusal_has_its_sentence() -> None:
    own = {"document_no_unusable", "scan_already_there", "scan_unchanged", "scan_file_damaged"}
    assert ({*REFUSALS} | own) - set(SENTENCES) == set()


def test_a_reviewer_s_document_page_shows_no_scans(app: Flask, login: Login) -> None:
    with app.app_context():
        certificate = factory.make(status=Status.ISSUED).certificates[0]
        certificate_id = certificate.id
    assert 'id="scans"' not in _text(login(REVIEWER), page_of(app, certificate_id))


def test_a_draft_without_number_offers_the_button_without_number(app: Flask, login: Login) -> None:
    with app.app_context():
        draft = factory.make()
        certificate_id = draft.certificates[0].id
        db.session.get_one(Certificate, certificate_id)
        assert db.session.scalars(db.select(Scan)).all() == []
    assert 'href="/scans/new?number=' in _text(login(CLERK), page_of(app, certificate_id))
    assert login(OTHER_CLERK).get(page_of(app, certificate_id)).status_code == 404
