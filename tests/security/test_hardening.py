"""What a hired tester tries besides: cookies, types, forged fields, logs, files of the installation (bar S13)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from sqlalchemy import select
from werkzeug.security import generate_password_hash

from app import create_app
from app.domain import passwords as rules
from app.domain.document.numbering import is_document_no, is_inspection_no, is_sub_certificate_no
from app.extensions import db
from app.models import User
from app.services.doors import passwords
from app.services.formats.copies import CODE
from app.services.queries import exports
from app.views.frame import logs
from config import ConfigurationError, Settings
from tests.security.routes import path, routes
from tests.support import portal
from tests.support.forms import csrf_token, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = [
    pytest.mark.bar("S13"),
    pytest.mark.one_database(reason="cookies, headers, logs and files; no query of its own"),
]
ROOT = Path(__file__).resolve().parents[2]
CLERK = "haian.clerk"
SECRET = "never-to-be-logged"
#: The sandbox of customs, which is never in production, makes up its faults.
MAY_GUESS = frozenset({"faults.py"})
NOT_SERVED = (
    "/.git/config",
    "/config.py",
    "/.env",
    "/static/",
    "/static/frame/",
    "/static/v-0123456789ab/",
    "/static/v-0123456789ab/../../config.py",
    "/static/../config.py",
    "/static/..%2f..%2fconfig.py",
    "/static/%2e%2e/%2e%2e/config.py",
    "/instance/secret_key",
    "/files/",
    "/console",
    "/requirements.lock",
)
LONG = {"SECRET_KEY": "Vw3q9zK0b2mXt7Lr5sYc8dHf1gJp4nAe", "HISTORY_KEY": "eAn4pJg1fHd8cYs5rL7tXm2b0Kz9q3wV"}
#: Ways from text to markup or code, and messages from other windows.
DANGEROUS_JS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|__proto__|postMessage"
    r"|addEventListener\(\s*[\"']message|setTimeout\(\s*[\"'`]|\.setAttribute\(\s*[\"']on"
)


def test_remembered_choices_are_for_this_host_alone(app: Flask) -> None:
    client = create_app(replace(app.config["SETTINGS"], secure_cookies=True)).test_client()
    asked: Any = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/login/"}}
    for page, action, data, name in (
        ("/login/", "/language", {"language": "en"}, "__Host-language"),
        ("/login/", "/appearance", {"theme": "dark"}, "__Host-theme"),
        ("/overseas/login/", "/overseas/language/", {"language": "ja"}, "__Secure-portal_language"),
    ):
        body = client.get(page, **asked).get_data(as_text=True)
        token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', body)[0]
        answer = client.post(action, data={**data, "csrf_token": token}, **asked)
        (cookie,) = [found for found in answer.headers.getlist("Set-Cookie") if name in found]
        assert cookie.startswith(f"{name}=")
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert 'lang="en"' in client.get("/login/", **asked).get_data(as_text=True)
    assert 'lang="ja"' in client.get("/overseas/login/", **asked).get_data(as_text=True)


def test_every_page_says_its_type_and_charset_and_lets_no_other_origin_read_it(app: Flask, login: Login) -> None:
    client, seen = login("admin"), 0
    for route in routes(app):
        if "GET" in route.methods and not route.ids and not re.search("export|pdf|logout", route.endpoint):
            answer = client.get(path(app, route), headers={"Origin": "https://evil.example"})
            assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")], route
            if answer.mimetype.startswith("text/"):
                assert answer.headers["Content-Type"].endswith("charset=utf-8"), route
                seen += 1
    assert seen > 30


def test_every_page_has_the_way_out(app: Flask, login: Login) -> None:
    way_out = re.compile(r'<form[^>]+action="[^"]*/logout/"')
    client = login(CLERK)
    for page in ("/", "/account/", "/exports/", "/password/"):
        assert way_out.search(client.get(page).get_data(as_text=True)), page
    assert way_out.search(portal.enter(app, "overseas.kor").get(portal.HOME).get_data(as_text=True))


def test_names_of_downloads_cannot_break_out_of_their_header() -> None:
    """Names are made of numbers and codes of these forms; of exports' titles letters and figures stay."""
    for bad in ('a"b', "A12345\r\nX: y", "A12345;b", "A12345/..", "A12345\n", "Ａ１２３４５\u202e", "A12345'"):
        assert not is_document_no(bad)
        assert not is_inspection_no(bad)
        assert not is_sub_certificate_no(bad)
        assert not CODE.fullmatch(bad)
    name = exports.file_name('证书";x\r\nX: y/../\u202e\x00', "xlsx")
    assert not re.search(r"[\"\\;/\r\n\x00\u202e]", name)
    assert exports.file_name("\r\n", "xlsx") == "list.xlsx"


@pytest.mark.parametrize(
    "known", ["1234567890", "password123", "qwertyuiop", "iloveyou12", "woaini1314520", "haiguan12360"]
)
def test_common_passwords_are_refused(context: Flask, known: str) -> None:
    assert passwords.problems_of(known, [])


@pytest.mark.parametrize(
    "typed",
    ["correct horse battery staple", "海关检验检疫证书走廊的灯", "z" * 3 + "kv-walnut " * 12, " walnut harbour 7 "],
)
def test_a_password_of_any_characters_is_taken(context: Flask, typed: str) -> None:
    assert passwords.problems_of(typed, []) == []
    stored = generate_password_hash(typed, method="scrypt:1024:8:1")  # its cost is tested elsewhere
    assert passwords.matches(stored, typed)
    for other in (typed.strip() + "x", typed[:-1], typed.swapcase() if typed.isascii() else typed + " "):
        assert not passwords.matches(stored, other)
    assert rules.MAX_LENGTH >= 64


def test_stored_passwords_name_their_cost(context: Flask) -> None:
    assert passwords.hashed("walnut").startswith("scrypt:32768:8:3$")
    assert passwords.matches(generate_password_hash("walnut", method="scrypt:16384:8:1"), "walnut")


def test_session_numbers_are_long_and_never_the_same(app: Flask) -> None:
    numbers = set()
    for _ in range(5):
        client = app.test_client()
        client.get("/login/")
        cookie = client.get_cookie("certificates")
        assert cookie
        numbers.add(cookie.value)
    assert len(numbers) == 5
    assert min(map(len, numbers)) >= 43  # 256 bits in base64


def test_nothing_unguessable_comes_from_the_module_random() -> None:
    made_up = re.compile(r"^(import|from) random\b", re.MULTILINE)
    files = {
        file.name
        for file in (ROOT / "app").rglob("*.py")
        if "demo" not in file.parts and made_up.search(file.read_text("utf-8"))
    }
    assert files <= MAY_GUESS


def test_fields_that_a_form_does_not_have_change_nothing(app: Flask, login: Login) -> None:
    client = login(CLERK)
    with app.app_context():
        before = _state_of(CLERK)
    extra = {
        "id": "1", "organisation_id": "1", "organisation": "1", "roles": "1", "role": "system_administrator",
        "status": "deregistered", "active": "", "is_active": "0", "password": "x", "username": "admin",
        "session_epoch": "99", "login_count": "0", "needs_password_change": "1", "sees_all": "1",
    }  # fmt: skip
    page = client.get("/account/").get_data(as_text=True)
    typed = {"last_name": "林", "first_name": "新", "email": "x@example.invalid", "phone": "1", "locale": "en",
             "theme": "dark", "time_zone": ""}  # fmt: skip
    assert 'name="last_name"' in page
    assert post(client, "/account/", data={**typed, **extra}).status_code == 303
    with app.app_context():
        assert _state_of(CLERK) == before
        assert db.session.scalar(select(User.first_name).where(User.username == CLERK)) == "新"
    assert client.get("/organisations/").status_code == 403


def test_tokens_and_passwords_are_taken_from_bodies_only(app: Flask) -> None:
    client = app.test_client()
    token = csrf_token(client, "/login/")
    asked = {"username": CLERK, "password": "Demo-2026-certs!", "csrf_token": token}
    assert client.get("/login/", query_string=asked).status_code == 200
    assert client.post("/login/", query_string=asked).status_code == 400
    assert client.post("/login/", query_string=asked, data={"csrf_token": token}).status_code == 422
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PROPFIND"])
def test_trace_is_refused(client: FlaskClient, method: str) -> None:
    assert client.open("/login/", method=method).status_code == 405


@pytest.mark.parametrize("address", NOT_SERVED)
def test_no_file_of_the_installation_is_served(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in {302, 404}
    assert b"SECRET_KEY" not in answer.data


def test_production_shows_no_debugger(tmp_path: Path) -> None:
    made = create_app(Settings.from_environment({"CERT_ENV": "production", "INSTANCE_PATH": str(tmp_path), **LONG}))
    assert not made.debug
    assert not made.testing
    assert not made.config.get("PROPAGATE_EXCEPTIONS")
    answer = made.test_client().get("/login/", base_url="https://localhost")  # there are no tables yet
    assert answer.status_code == 500
    assert not re.search(r"Traceback|sqlite3|SELECT|/app/", answer.get_data(as_text=True))


@pytest.mark.parametrize(
    "setting",
    [
        {"CUSTOMS_SIDE": "http", "CUSTOMS_URL": "http://customs.example.cn", "CUSTOMS_KEY": LONG["SECRET_KEY"]},
        {"OIDC_ISSUER": "http://provider.example.cn", "OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "x"},
    ],
)
def test_production_speaks_to_others_over_tls_only(tmp_path: Path, setting: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="https://"):
        Settings.from_environment({"CERT_ENV": "production", "INSTANCE_PATH": str(tmp_path), **LONG, **setting})


def test_nothing_switches_the_checks_of_certificates_off() -> None:
    code = {file: file.read_text("utf-8") for file in (ROOT / "app").rglob("*.py")}
    wrong = re.compile(
        r"verify\s*=\s*False|CERT_NONE|_create_unverified|check_hostname\s*=\s*False|follow_redirects\s*=\s*True"
    )
    assert [str(file) for file, text in code.items() if wrong.search(text)] == []
    assert sum("httpx.Client(" in text for text in code.values()) == 2  # which follow no redirects by themselves


def test_scripts_of_ours_write_no_markup_from_text() -> None:
    scripts = sorted((ROOT / "app/static").glob("*/*.js"))
    assert len(scripts) > 20
    found = {script.name: hit.group(0) for script in scripts if (hit := DANGEROUS_JS.search(script.read_text("utf-8")))}
    assert found == {}


def test_every_python_package_is_locked_with_its_hash() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    packages = [number for number, line in enumerate(lines) if re.match(r"[a-z0-9][\w.\[\]-]*==", line)]
    assert len(packages) > 50
    assert [lines[number] for number in packages if "--hash=sha256:" not in lines[number + 1]] == []
    assert not [line for line in lines if "://" in line and not line.lstrip().startswith("#")]


def test_production_writes_one_json_object_a_line(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    usual = structlog.get_config()
    logs.install(replace(app.config["SETTINGS"], environment="production"))
    try:
        _fail(SECRET)
    except RuntimeError as error:
        structlog.get_logger("x").error("unexpected_error", path='/a"\n{"event": "forged"}\r\x1b[31m', exc_info=error)
    finally:
        structlog.configure(**usual)
    (line,) = capsys.readouterr().err.strip().splitlines()
    told = json.loads(line)
    assert told["event"] == "unexpected_error"
    assert told["timestamp"].endswith("Z")
    assert "RuntimeError: told" in told["exception"]
    assert SECRET not in line


def _fail(secret: str) -> None:
    assert secret
    raise RuntimeError("told")


def _state_of(username: str) -> tuple[Any, ...]:
    user = db.session.scalars(select(User).where(User.username == username)).one()
    return (
        user.id, user.organisation_id, user.status, user.active, user.password, user.session_epoch,
        user.needs_password_change, sorted(role.name for role in user.roles),
    )  # fmt: skip
