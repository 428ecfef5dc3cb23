"""Guessing passwords: five wrong ones pause an account, twenty an address, unknown accounts alike (bar S4)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import LoginAttempt, User
from app.models.base import utc_now
from app.services.demo.demo import password
from app.services.doors import logins
from app.services.people import users
from tests.conftest import NOW
from tests.support.forms import csrf_token, log_in, post

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.bar("S4")
CLERK = "haian.clerk"
WRONG = "Not-the-password-1"


def attempt(login: str, secret: str, *, now: datetime = NOW, address: str = "10.0.0.1") -> logins.Outcome:
    return logins.attempt(login, secret, address=address, now=now)


def fail(times: int, login: str = CLERK, *, now: datetime = NOW, address: str = "10.0.0.1") -> logins.Outcome:
    outcome = logins.Outcome()
    for _ in range(times):
        outcome = attempt(login, WRONG, now=now, address=address)
    return outcome


def try_by_form(client: FlaskClient, login: str, secret: str) -> TestResponse:
    return post(client, "/login/", data={"username": login, "password": secret})


@pytest.fixture
def _cheap_strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash what nobody has as cheaply as the demo accounts of tests: many attempts are counted, not their cost."""
    from werkzeug.security import generate_password_hash

    from app.services.doors import passwords

    cheap = generate_password_hash("nobody's", method="scrypt:1024:8:1")
    monkeypatch.setattr(passwords, "_nobody", lambda: cheap)


def test_five_wrong_passwords_pause_the_account_for_ten_minutes(context: Flask) -> None:
    assert fail(4).locked_until is None
    assert fail(1).locked_until == NOW + timedelta(minutes=10)
    assert attempt(CLERK, password(), now=NOW + timedelta(minutes=9, seconds=59)).user is None
    assert attempt(CLERK, password(), now=NOW + timedelta(minutes=10)).user is not None


def test_the_pause_doubles_with_every_further_series(context: Flask) -> None:
    moment, pauses = NOW, []
    for _ in range(4):
        until = fail(5, now=moment).locked_until
        assert until is not None
        pauses.append((until - moment).total_seconds() / 60)
        moment = until
    assert pauses == [10, 20, 40, 80]


def test_a_paused_account_counts_no_further_attempts(context: Flask) -> None:
    fail(5)
    assert fail(30, now=NOW + timedelta(minutes=1)).locked_until == NOW + timedelta(minutes=10)


def test_a_success_ends_the_series(context: Flask) -> None:
    fail(4)
    assert attempt(CLERK, password()).user is not None
    assert fail(4).locked_until is None


def test_a_pause_of_one_account_leaves_others_open(context: Flask) -> None:
    fail(5)
    assert attempt("beifang.clerk", password()).user is not None


def test_accounts_that_do_not_exist_are_paused_alike(context: Flask) -> None:
    known = [fail(1, CLERK) for _ in range(6)]
    unknown = [fail(1, "nobody.at.all", address="10.0.0.2") for _ in range(6)]
    assert known == unknown


@pytest.mark.usefixtures("_cheap_strangers")
def test_twenty_wrong_passwords_from_one_address_pause_it_for_every_account(context: Flask) -> None:
    for number in range(20):
        fail(1, f"guess{number}")
    refused = attempt(CLERK, password())
    assert refused.user is None
    assert refused.locked_until == NOW + timedelta(minutes=10)
    assert attempt(CLERK, password(), address="10.0.0.2").user is not None


@pytest.mark.usefixtures("_cheap_strangers")
def test_an_office_behind_one_address_is_not_paused_by_the_mistakes_of_people_who_get_in(context: Flask) -> None:
    for _ in range(8):
        fail(4)
        assert attempt(CLERK, password()).user is not None
    assert attempt("beifang.clerk", password()).user is not None


@pytest.mark.usefixtures("_cheap_strangers")
def test_logging_in_as_oneself_does_not_forgive_guesses_at_others(context: Flask) -> None:
    for number in range(20):
        fail(1, f"guess{number}")
        if number % 4 == 3:
            attempt("beifang.clerk", password())
    assert attempt(CLERK, password()).locked_until is not None


def test_many_attempts_at_once_are_no_more_than_five(app: Flask) -> None:
    def _guess(number: int) -> bool:
        with app.app_context():
            return attempt(CLERK, f"{WRONG}{number}").locked_until is None

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_guess, range(24)))
    with app.app_context():
        assert db.session.scalar(select(func.count(LoginAttempt.id)).where(LoginAttempt.login == CLERK)) == 5


def test_unlocking_and_resetting_end_a_pause(app: Flask) -> None:
    with app.app_context():
        fail(5)
        account = db.session.scalar(select(User.id).where(User.username == CLERK))
        users.unlock(SYSTEM, account, now=NOW)
        assert attempt(CLERK, password()).user is not None
        fail(5)
        one_time = users.reset_password(SYSTEM, account, now=NOW)
        assert attempt(CLERK, one_time).user is not None


@pytest.mark.parametrize("end", [users.lock, users.deregister])
def test_locked_and_deregistered_accounts_are_refused_like_a_wrong_password(app: Flask, end: object) -> None:
    with app.app_context():
        account = db.session.scalar(select(User.id).where(User.username == CLERK))
        end(SYSTEM, account, now=NOW)  # type: ignore[operator]
        assert attempt(CLERK, password()) == fail(1, "nobody.at.all")


@pytest.mark.parametrize("login", ["HAIAN.CLERK", "  haian.clerk ", "Haian.Clerk", "ｈａｉａｎ.clerk"])
def test_capitals_spaces_and_full_width_letters_name_the_same_account(context: Flask, login: str) -> None:
    found = attempt(login, password()).user
    assert found is not None
    assert found.username == CLERK


def test_writing_the_login_otherwise_gives_no_further_attempts(context: Flask) -> None:
    for login in (CLERK, CLERK.upper(), f" {CLERK}", "Haian.clerk", "haian.CLERK"):
        outcome = fail(1, login)
    assert outcome.locked_until is not None


@pytest.mark.parametrize(
    ("login", "secret"),
    [
        ("haian.clerk\0", "x"), ("\0", "\0"), ("a" * 10_000, "x"), (CLERK, "x" * 100_000), (CLERK, "\0"), (CLERK, ""),
        ("", ""), ("' or 1=1 --", "' or 1=1 --"), ("%", "%"), ("\ud83d\ude00", "x"), ("\u202ehaian", "x"),
    ],
    ids=range(11),
)  # fmt: skip
def test_strange_logins_and_passwords_are_just_wrong(context: Flask, login: str, secret: str) -> None:
    assert attempt(login, secret).user is None


def test_what_unknown_people_typed_is_not_kept_in_the_clear(context: Flask) -> None:
    attempt("My-secret-password-1", "typed into the wrong field")
    assert "secret" not in str(db.session.scalars(select(LoginAttempt.login)).all())


def test_the_form_answers_the_same_for_known_and_unknown_accounts(app: Flask) -> None:
    def _answers(login: str) -> list[tuple[int, str]]:
        client = app.test_client()
        answers = []
        for _ in range(6):
            answer = try_by_form(client, login, WRONG)
            text = answer.get_data(as_text=True).replace(login, "LOGIN")
            answers.append(
                (answer.status_code, text[text.find('role="alert"') : text.find("</p>", text.find('role="alert"'))])
            )
        return answers

    known = _answers(CLERK)
    with app.app_context():
        db.session.execute(update(LoginAttempt).values(address="10.9.9.9"))
        db.session.commit()
    assert known == _answers("nobody.at.all")
    assert [code for code, _ in known] == [401, 401, 401, 401, 429, 429]


def test_the_work_done_is_the_same_for_known_and_unknown_accounts(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services.doors import passwords

    _store(CLERK, passwords.hashed(password()))  # the demo accounts of tests have a cheaper one
    costs: list[tuple[str, ...]] = []
    original = passwords.check_password_hash
    monkeypatch.setattr(
        passwords,
        "check_password_hash",
        lambda stored, typed: costs.append(tuple(stored.split("$")[0].split(":"))) or original(stored, typed),
    )
    fail(1, CLERK)
    fail(1, "nobody.at.all")
    assert costs == [("scrypt", "32768", "8", "3")] * 2


def test_passwords_are_stored_as_scrypt_with_a_salt_of_their_own(context: Flask) -> None:
    from app.services.doors import passwords

    assert passwords.hashed("one") != passwords.hashed("one")
    assert passwords.hashed("one").startswith("scrypt:32768:8:3$")


def _store(username: str, stored: str) -> None:
    with db.engine.begin() as connection:
        users = User.__table__
        connection.execute(users.update().where(users.c.username == username).values(password=stored))


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "\t//evil.example",
        "/\t/evil.example", "///evil.example", "/login/?next=/", "http:evil.example", "/\r\nX: y", "\\\\evil.example",
    ],
    ids=range(11),
)  # fmt: skip
def test_the_page_after_login_is_one_of_ours(app: Flask, target: str) -> None:
    client = app.test_client()
    fields = {"username": CLERK, "password": password(), "next": target, "csrf_token": csrf_token(client, "/login/")}
    answer = client.post("/login/", data=fields)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.function("4-a")
def test_after_login_the_page_first_asked_for_opens(app: Flask) -> None:
    client = app.test_client()
    first = client.get("/search/?q=1%262")
    assert first.status_code == 302
    page = client.get(first.headers["Location"]).get_data(as_text=True)
    assert 'value="/search/?q=1%262"' in page
    fields = {
        "username": CLERK,
        "password": password(),
        "next": "/search/?q=1%262",
        "csrf_token": csrf_token(client, "/login/"),
    }
    assert client.post("/login/", data=fields).headers["Location"] == "/search/?q=1%262"


def test_the_form_takes_paste_and_password_managers(client: FlaskClient) -> None:
    page = client.get("/login/").get_data(as_text=True)
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_the_form_without_its_token_is_refused(client: FlaskClient) -> None:
    answer = client.post("/login/", data={"username": CLERK, "password": password()})
    assert answer.status_code == 400
    assert password() not in answer.get_data(as_text=True)


def test_a_typed_password_never_comes_back(app: Flask) -> None:
    client = app.test_client()
    assert WRONG not in try_by_form(client, CLERK, WRONG).get_data(as_text=True)


class TestOneTimePasswords:
    """A one-time password opens the form that replaces it, and nothing else."""

    @pytest.fixture
    def newcomer(self, app: Flask) -> FlaskClient:
        with app.app_context():
            account = db.session.scalar(select(User.id).where(User.username == CLERK))
            one_time = users.reset_password(SYSTEM, account, now=utc_now())
        client = log_in(app.test_client(), CLERK, one_time)
        client.one_time = one_time  # type: ignore[attr-defined]
        return client

    def test_every_page_leads_to_the_form(self, newcomer: FlaskClient) -> None:
        for path in ("/", "/search/"):
            assert newcomer.get(path).headers.get("Location") == "/password/"
        assert newcomer.get("/password/").status_code == 200
        token = csrf_token(newcomer, "/password/")
        assert newcomer.post("/notice-board/read", data={"csrf_token": token}).status_code == 403

    @pytest.mark.parametrize(
        ("new", "repeated"),
        [
            ("short-1A", "short-1A"), ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa"),
            ("Haian.clerk-2026", "Haian.clerk-2026"),
            ("Password123!", "Password123!"), ("Tidal-walnut 47", "Tidal-walnut 48"), ("Qwertyuiop-1", "Qwertyuiop-1"),
        ],
        ids=["short", "simple", "login in it", "common", "repeated otherwise", "keyboard row"],
    )  # fmt: skip
    def test_weak_passwords_are_refused_and_nothing_typed_comes_back(
        self, newcomer: FlaskClient, new: str, repeated: str
    ) -> None:
        fields = {"current": newcomer.one_time, "new": new, "repeated": repeated}  # type: ignore[attr-defined]
        answer = post(newcomer, "/password/", data=fields)
        assert answer.status_code == 422
        assert not any(text in answer.get_data(as_text=True) for text in (new, repeated, fields["current"]))

    def test_a_good_password_opens_the_rest(self, newcomer: FlaskClient, app: Flask) -> None:
        fields = {"current": newcomer.one_time, "new": "Tidal-walnut 47 ferry", "repeated": "Tidal-walnut 47 ferry"}  # type: ignore[attr-defined]
        assert post(newcomer, "/password/", data=fields).status_code == 302
        assert newcomer.get("/").status_code == 200
        assert log_in(app.test_client(), CLERK, "Tidal-walnut 47 ferry").get("/").status_code == 200

    def test_a_stolen_session_cannot_guess_the_present_password(self, newcomer: FlaskClient) -> None:
        fields = {"current": WRONG, "new": "Tidal-walnut 47 ferry", "repeated": "Tidal-walnut 47 ferry"}
        for _ in range(5):
            assert post(newcomer, "/password/", data=fields).status_code == 422
        fields["current"] = newcomer.one_time  # type: ignore[attr-defined]
        assert post(newcomer, "/password/", data=fields).status_code == 422
