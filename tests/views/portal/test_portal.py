"""The overseas portal over HTTP: its door, its languages, search by both numbers, the document and its scans."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.catalogue import languages
from app.domain.workflow import Status
from app.extensions import db
from app.gateways.typesetting.pdf_pages import page_of
from app.models import IssuedDocument, User
from app.services.base.transaction import transaction
from tests.factories import applications as factory
from tests.support.forms import post
from tests.support.portal import DOOR, HOME, enter, search, search_inspection
from tools import translations

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

KOREA, OF_HAIAN = "overseas.kor", "overseas.jpn"


CSS = Path(__file__).parents[3] / "app/static"


VERDICTS = {"valid": "유효", "supplemented": "보충됨", "replaced": "교체됨", "revoked": "취소됨"}


def _text(client: FlaskClient, path: str, **options: Any) -> str:
    answer = client.get(path, **options)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


def _set(app: Flask, username: str, **columns: Any) -> None:
    with app.app_context(), transaction():
        user = db.session.scalars(select(User).where(User.username == username)).one()
        for name, value in columns.items():
            setattr(user, name, value)


@pytest.fixture
def issued(app: Flask) -> dict[str, str]:
    """Issue a certificate of Haian that goes to Korea, and return its numbers."""
    with app.app_context():
        application = factory.make(status=Status.ISSUED, destination_country="KOR")
        certificate = application.certificates[0]
        return {"number": str(certificate.certificate_no), "inspection_no": str(certificate.inspection_no)}


@pytest.mark.function("5.7-login")
@pytest.mark.parametrize(("country", "tag"), [("BRA", "pt"), ("SAU", "ar"), ("UKR", "uk"), ("ISL", "ja")])
def test_after_login_the_portal_speaks_the_language_of_the_country(app: Flask, country: str, tag: str) -> None:
    _set(app, KOREA, country=country, locale="")
    client = enter(app, KOREA)
    assert f'<html lang="{tag}"' in _text(client, HOME, headers={"Accept-Language": "ja"})


@pytest.mark.function("5.7-login")
def test_a_chosen_language_stays_and_every_language_stands_by_its_own_name(app: Flask) -> None:
    client = enter(app, KOREA)
    page = _text(client, HOME)
    assert all(f">{language.name}</button>" in page for language in languages.languages().values())
    answer = post(client, "/overseas/language/", form_on=HOME, data={"language": "fa", "next": HOME})
    assert answer.headers["Location"] == HOME
    assert '<html lang="fa" dir="rtl">' in _text(client, HOME)
    client.get(f"{HOME}?language=de")
    assert '<html lang="fa"' in _text(client, HOME)
    assert post(client, "/overseas/language/", form_on=HOME, data={"language": "xx"}).status_code == 400
    away = post(client, "/overseas/language/", form_on=HOME, data={"language": "fa", "next": "//elsewhere.invalid"})
    assert away.headers["Location"] == HOME


@pytest.mark.function("5.7-search")
def test_a_document_is_found_by_its_number_and_shown_as_issued(app: Flask, issued: dict[str, str]) -> None:
    client, number = enter(app, KOREA), issued["number"]
    assert client.get(f"/overseas/documents/{number}").status_code == 404  # nothing is opened past the search
    found = search(client, f" {number.lower()} ")
    assert (found.status_code, found.headers["Location"]) == (303, f"/overseas/documents/{number}")
    page = _text(client, found.headers["Location"])
    assert VERDICTS["valid"] in page
    assert "수하인의 성명 및 주소" in page  # the label in Korean, and the official ones beside it
    assert "收货人名称及地址" in page
    assert "Name and Address of Consignee" in page
    assert "HANBADA SEAFOOD" in page
    answer = client.get(f"/overseas/documents/{number}/original.pdf")
    with app.app_context():
        kept = db.session.scalars(select(IssuedDocument).where(IssuedDocument.certificate_no == number)).first()
        assert kept is not None
        assert hashlib.sha256(answer.data).hexdigest() == kept.sha256
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    download = client.get(f"/overseas/documents/{number}/original.pdf?download")
    assert download.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.function("5.7-search")
@pytest.mark.bar("D2")
def test_the_page_shows_pictures_of_the_frozen_file(app: Flask, issued: dict[str, str]) -> None:
    client, number = enter(app, KOREA), issued["number"]
    picture = f"/overseas/documents/{number}/original/pages/1"
    assert client.get(picture).status_code == 404  # nothing is opened past the search
    page = _text(client, search(client, number).headers["Location"])
    assert f'src="{picture}"' in page
    answer = client.get(picture)
    pdf = client.get(f"/overseas/documents/{number}/original.pdf").data
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/png", "private, no-cache")
    assert answer.data == page_of(pdf).data
    assert client.get(picture, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get(f"/overseas/documents/{number}/nothing/pages/1").status_code == 404


@pytest.mark.function("5.7-search")
def test_a_document_is_found_by_inspection_number_and_date_of_issue(app: Flask, issued: dict[str, str]) -> None:
    client = enter(app, KOREA)
    with app.app_context():
        from app.services.portal.lookups import issue_date

        document = db.session.scalars(
            select(IssuedDocument).where(IssuedDocument.certificate_no == issued["number"])
        ).first()
        assert document is not None
        day = issue_date(document)
    found = search_inspection(client, issued["inspection_no"], day.isoformat())
    assert found.headers["Location"] == f"/overseas/documents/{issued['number']}"
    assert client.get(found.headers["Location"]).status_code == 200
    assert search_inspection(client, issued["inspection_no"], "2020-02-02").status_code == 404
    assert search_inspection(client, issued["inspection_no"], "").status_code == 422
    assert search(client, "?").status_code == 422


@pytest.mark.bar("P5")
def test_pages_are_light_and_need_no_script(app: Flask, issued: dict[str, str]) -> None:
    _set(app, KOREA, locale="hi")
    client = enter(app, KOREA)
    search(client, issued["number"])
    for path in (DOOR, HOME, f"/overseas/documents/{issued['number']}"):
        page = client.get(path, follow_redirects=True).get_data(as_text=True)
        assert "<script" not in page
        sheets = [CSS / name for name in re.findall(r"/static/([\w-]+/[\w-]+\.css)", page)]
        assert len(page.encode()) < 60_000
        assert len(gzip.compress(page.encode() + b"".join(sheet.read_bytes() for sheet in sheets))) < 100_000


@pytest.mark.parametrize("code", ["ar", "ru", "ja"])
def test_errors_speak_the_language_of_the_page_too(app: Flask, code: str) -> None:
    _set(app, KOREA, locale=code)
    answer = enter(app, KOREA).get("/overseas/nowhere")
    assert answer.status_code == 404
    sentence = translations.read(code, domain="portal").get("There is no such page.")
    assert sentence is not None
    assert str(sentence.string) in answer.get_data(as_text=True)
