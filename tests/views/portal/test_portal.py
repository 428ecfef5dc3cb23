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
from app.models import Certificate, IssuedDocument, Lookup, User
from app.services.base.transaction import transaction
from tests.factories import applications as factory
from tests.factories import files
from tests.support.forms import post
from tests.support.portal import DOOR, HOME, enter, search, search_inspection
from tests.support.uploads import upload
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
@pytest.mark.bar("U4")
@pytest.mark.parametrize("code", languages.languages())
def test_before_login_the_door_speaks_the_language_of_the_browser(client: FlaskClient, code: str) -> None:
    language, texts = languages.languages()[code], translations.read(code, domain="portal")
    page = _text(client, DOOR, headers={"Accept-Language": f"{language.tag},en;q=0.1"})
    assert f'<html lang="{language.tag}" dir="{language.direction}">' in page
    for english in ("User name", "Password", "Overseas portal", "Skip to the content"):
        assert str(texts.get(english).string) in page.replace("&#39;", "'")  # type: ignore[union-attr]


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


@pytest.mark.function("5.7-login")
def test_nobody_else_comes_in_and_officials_reach_nothing_else(app: Flask, login: Login) -> None:
    stranger = app.test_client()
    wrong = post(stranger, DOOR, data={"username": KOREA, "password": "wrong"})
    clerk = post(stranger, DOOR, data={"username": "haian.clerk", "password": "wrong"})
    assert wrong.status_code == clerk.status_code == 401
    from app.services.demo.demo import password

    assert post(stranger, DOOR, data={"username": "haian.clerk", "password": password()}).status_code == 401
    assert stranger.get(HOME).headers["Location"].endswith(DOOR)
    assert login("haian.clerk").get(HOME).status_code == 403
    official = enter(app, KOREA)
    for path in ("/certificates/veterinary_health/", "/scans/", "/overseas-users/", "/overseas-lookups/", "/search/"):
        assert official.get(path).status_code == 403, path
    post(stranger, "/login/", data={"username": KOREA, "password": password()})
    assert stranger.get("/").headers["Location"] == HOME  # by the other door he comes to the portal all the same
    assert stranger.get("/scans/").status_code == 403
    post(official, "/overseas/logout/", form_on=HOME)
    assert official.get(HOME).status_code == 302


@pytest.mark.function("5.7-login")
def test_a_one_time_password_is_replaced_first(app: Flask) -> None:
    _set(app, KOREA, needs_password_change=True)
    client = enter(app, KOREA)
    assert client.get(HOME).headers["Location"] == "/overseas/password/"
    from app.services.demo.demo import password

    typed = {"current": password(), "new": "abc", "repeated": "abc"}
    short = post(client, "/overseas/password/", data=typed)
    assert short.status_code == 422
    assert "추측하기 어려운 10자 이상" in short.get_data(as_text=True)
    typed = {"current": password(), "new": "password1234", "repeated": "password1234"}
    assert "너무 쉽게 추측할 수 있는" in post(client, "/overseas/password/", data=typed).get_data(as_text=True)
    typed = {"current": password(), "new": "Volga-heron-1954", "repeated": "Volga-heron-1954"}
    assert post(client, "/overseas/password/", data=typed).headers["Location"] == HOME
    assert client.get(HOME).status_code == 200


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


@pytest.mark.function("5.7-search")
def test_the_state_of_a_document_stands_above_it(app: Flask, issued: dict[str, str]) -> None:
    client = enter(app, KOREA)
    search(client, issued["number"])
    for state, word in VERDICTS.items():
        with app.app_context(), transaction():
            row = db.session.scalars(select(Certificate).where(Certificate.certificate_no == issued["number"])).one()
            row.validity = state
        page = _text(client, f"/overseas/documents/{issued['number']}")
        assert f'<h2 id="verdict">{word}</h2>' in page
        assert page.index('id="verdict"') < page.index('id="paper"')


@pytest.mark.function("5.7-search")
@pytest.mark.parametrize(("state", "kind"), [("replaced", "replace"), ("supplemented", "supplement")])
def test_the_certificate_that_took_its_place_is_named_to_whoever_may_see_it(
    app: Flask, issued: dict[str, str], state: str, kind: str
) -> None:
    newer = _reissued(app, issued["number"], state=state, kind=kind, country="KOR")
    client = enter(app, KOREA)
    page = _text(client, search(client, issued["number"]).headers["Location"])
    assert f'name="document_no" value="{newer}"' in page
    assert search(client, newer).status_code == 303
    hidden = _reissued(app, issued["number"], state=state, kind=kind, country="JPN")
    assert hidden not in _text(client, f"/overseas/documents/{issued['number']}")


def _reissued(app: Flask, number: str, *, state: str, kind: str, country: str) -> str:
    """Issue another certificate that was made from this one, and return its number."""
    with app.app_context():
        newer = factory.make(status=Status.ISSUED, destination_country=country)
        with transaction():
            row = db.session.scalars(select(Certificate).where(Certificate.certificate_no == number)).one()
            row.validity = state
            newer.reissue_of_id, newer.reissue_kind = row.id, kind
        return str(newer.certificates[0].certificate_no)


@pytest.mark.function("5.7-search")
def test_a_scan_is_shown_with_who_uploaded_it_and_to_nobody_else(app: Flask, login: Login) -> None:
    _set(app, OF_HAIAN, country=None)
    upload(login("haian.clerk"), "PAPER-2019-0001", (files.pdf(), "scan.pdf"))
    client = enter(app, OF_HAIAN)
    assert search(client, "PAPER-2019-0001").status_code == 303
    page = _text(client, "/overseas/documents/PAPER-2019-0001")
    assert "林海（示例）" in page
    assert "スキャンのみ" in page
    source = re.search(r'<iframe class="paper" src="([^"#]+)', page)
    assert source
    assert client.get(source.group(1)).data.startswith(b"%PDF")
    other = enter(app, KOREA)
    assert search(other, "PAPER-2019-0001").status_code == 404
    assert other.get(source.group(1)).status_code == 404


@pytest.mark.function("5.7-search")
def test_every_search_is_recorded_for_the_enterprise_and_the_administrator(
    app: Flask, login: Login, issued: dict[str, str]
) -> None:
    client = enter(app, KOREA)
    search(client, issued["number"])
    search(client, "999999999999999999")
    with app.app_context():
        rows = db.session.scalars(select(Lookup).order_by(Lookup.id)).all()
        assert [row.outcome for row in rows] == ["found", "missed"]
    own = _text(login("haian.admin"), "/overseas-lookups/")
    assert issued["number"] in own
    assert "999999999999999999" not in own  # it is nobody's document
    assert issued["number"] not in _text(login("beifang.admin"), "/overseas-lookups/")
    assert "999999999999999999" in _text(login("admin"), "/overseas-lookups/")
    assert login("haian.clerk").get("/overseas-lookups/").status_code == 403


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
