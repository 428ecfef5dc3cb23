"""The door of the Single Window: whoever is bound gets in; every token that is not right to the letter does not."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, update

from app.domain.actor import SYSTEM
from app.extensions import db
from app.gateways.identity.openid import OpenIdProvider
from app.models import Identity, LoginAttempt, User
from app.models.base import utc_now
from app.services.base.transaction import transaction
from app.services.demo.demo import password
from app.services.people import users
from tests.support import openid
from tests.support.forms import post

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = [
    pytest.mark.function("4-b"),
    pytest.mark.bar("S4"),
    pytest.mark.one_database(reason="the door decides on the request; test_login_attempts counts on both"),
]
CLERK, SUBJECT = "haian.clerk", "sw-0001"


@pytest.fixture
def provider(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[openid.Provider]:
    """Connect the application to a provider of its own."""
    for served in openid.serve():
        gateway = OpenIdProvider(issuer=served.issuer, client_id=openid.CLIENT, client_secret=openid.SECRET)
        connected = dataclasses.replace(app.extensions["gateways"], outside=gateway)
        monkeypatch.setitem(app.extensions, "gateways", connected)
        yield served


@pytest.fixture
def bound(app: Flask, provider: openid.Provider) -> openid.Provider:
    """Give the provider with the clerk's account bound."""
    with app.app_context(), transaction():
        clerk = db.session.scalars(select(User.id).where(User.username == CLERK)).one()
        db.session.add(Identity(user_id=clerk, kind="outside", issuer=provider.issuer, subject=SUBJECT))
    return provider


def leave(client: FlaskClient, path: str = "/login/outside/") -> str:
    answer = client.get(path)
    assert answer.status_code == 302
    return answer.headers["Location"]


def come(client: FlaskClient, provider: openid.Provider, subject: str = SUBJECT) -> Any:
    return client.get(provider.log_in(leave(client), subject))


def is_in(client: FlaskClient) -> bool:
    return client.get("/account/").status_code == 200


def test_whoever_is_bound_gets_in_and_back_to_the_page_first_asked_for(client: FlaskClient, bound: Any) -> None:
    answer = client.get(bound.log_in(leave(client, "/login/outside/?next=/search/?q=1"), SUBJECT))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/search/?q=1")
    assert CLERK in client.get("/account/").get_data(as_text=True)


def test_without_a_provider_there_is_no_button_and_no_door(client: FlaskClient) -> None:
    assert "/login/outside/" not in client.get("/login/").get_data(as_text=True)
    assert client.get("/login/outside/").status_code == 404
    assert client.get("/login/outside/back?code=x&state=y").status_code == 404


def test_the_login_page_shows_the_door_of_a_provider(client: FlaskClient, provider: Any) -> None:
    assert "/login/outside/" in client.get("/login/").get_data(as_text=True)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "somebody-else"}, {"aud": [openid.CLIENT, "other"]}, {"iss": "https://evil.example"},
        {"nonce": "other"},
        {"nonce": None}, {"exp": int(time.time()) - 3600}, {"exp": None}, {"iat": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600}, {"azp": "somebody-else"}, {"sub": ""}, {"sub": None}, {"sub": 7},
        {"exp": "tomorrow"}, {"sub": "x" * 300},
    ],
    # numbered, since workers must agree on names and the times differ
    ids=lambda claims: next(iter(claims)),
)  # fmt: skip
def test_a_token_that_is_wrong_in_one_claim_opens_nothing(client: FlaskClient, bound: Any, claims: Any) -> None:
    bound.claims = claims
    assert come(client, bound).status_code == 401
    assert not is_in(client)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_of_another_algorithm_opens_nothing(client: FlaskClient, bound: Any, algorithm: str) -> None:
    bound.algorithm = algorithm
    assert come(client, bound).status_code == 401
    assert not is_in(client)


def test_a_provider_that_names_another_issuer_is_not_used(client: FlaskClient, bound: Any) -> None:
    bound.named_issuer = "https://evil.example"
    assert client.get("/login/outside/").status_code == 503


def test_a_token_signed_by_another_key_opens_nothing(client: FlaskClient, bound: Any) -> None:
    bound.forge()
    assert come(client, bound).status_code == 401
    assert not is_in(client)


def test_a_key_that_the_provider_has_changed_is_fetched(client: FlaskClient, bound: Any) -> None:
    come(client, bound)
    post(client, "/logout/", form_on="/account/")
    bound.change_key()
    assert come(client, bound).status_code == 302
    assert is_in(client)


def test_an_answer_works_once_and_in_its_own_browser_only(app: Flask, bound: Any) -> None:
    thief, client = app.test_client(), app.test_client()
    back = bound.log_in(leave(client), SUBJECT)
    leave(thief)
    assert thief.get(back).status_code == 401
    assert client.get(back).status_code == 302
    post(client, "/logout/", form_on="/account/")
    assert client.get(back).status_code == 401
    assert not is_in(thief)
    assert not is_in(client)


def test_a_code_that_is_used_again_in_a_new_journey_opens_nothing(client: FlaskClient, bound: Any) -> None:
    back = bound.log_in(leave(client), SUBJECT)
    client.get(back)
    post(client, "/logout/", form_on="/account/")
    leads_to = leave(client)
    state = leads_to.split("state=")[1].split("&")[0]
    code = back.split("code=")[1].split("&")[0]
    assert client.get(f"/login/outside/back?code={code}&state={state}").status_code == 401


def test_a_journey_takes_ten_minutes_at_most(client: FlaskClient, bound: Any) -> None:
    back = bound.log_in(leave(client), SUBJECT)
    with client.session_transaction() as session:
        kept = session["outside_journey"]
        session["outside_journey"] = {**kept, "started_at": "2020-01-01T00:00:00+00:00"}
    assert client.get(back).status_code == 401
    assert bound.exchanges == 0


def test_a_foreign_account_is_told_what_to_do(client: FlaskClient, bound: Any) -> None:
    answer = come(client, bound, "sw-stranger")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 401
    assert "sw-stranger" in page
    assert "/registration/" in page
    assert not is_in(client)


@pytest.mark.parametrize("query", ["error=access_denied&state=x", "state=x", "code=x", "code=x&state=%00", ""])
def test_half_an_answer_is_refused_in_words(client: FlaskClient, bound: Any, query: str) -> None:
    assert client.get(f"/login/outside/back?{query}").status_code in {400, 401}


def test_a_provider_out_of_reach_is_no_guess_and_no_error_page(app: Flask, client: FlaskClient, bound: Any) -> None:
    bound.is_down = True
    answer = client.get("/login/outside/")
    assert answer.status_code == 503
    with app.app_context():
        assert db.session.scalar(select(func.count(LoginAttempt.id))) == 0


@pytest.mark.parametrize("end", [users.lock, users.deregister])
def test_a_locked_account_stays_out_by_this_door_too(app: Flask, client: FlaskClient, bound: Any, end: Any) -> None:
    with app.app_context():
        clerk = db.session.scalars(select(User.id).where(User.username == CLERK)).one()
        end(SYSTEM, clerk, now=utc_now())
    assert come(client, bound).status_code == 401
    assert not is_in(client)


def test_an_account_paused_by_wrong_passwords_is_paused_here_too(app: Flask, client: FlaskClient, bound: Any) -> None:
    for _ in range(5):
        post(client, "/login/", data={"username": CLERK, "password": "Not-the-password-1"})
    with app.app_context():
        db.session.execute(update(LoginAttempt).values(address="10.9.9.9"))
        db.session.commit()
    assert come(app.test_client(), bound).status_code == 429


def test_five_bad_tokens_pause_the_door_for_their_address(client: FlaskClient, bound: Any) -> None:
    bound.claims = {"nonce": "other"}
    codes = [come(client, bound).status_code for _ in range(7)]
    assert codes == [401, 401, 401, 401, 429, 429, 429]
    assert bound.exchanges == 5


def test_a_user_binds_his_account_with_his_password(
    app: Flask, provider: Any, login: Callable[[str], FlaskClient]
) -> None:
    client = login(CLERK)
    wrong = post(client, "/account/outside", data={"password": "Not-the-password-1"})
    assert wrong.status_code == 422
    page = post(client, "/account/outside", data={"password": password()}).get_data(as_text=True)
    leads_to = page.split('class="btn pri" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(provider.log_in(leads_to, "sw-new")).status_code == 302
    assert "sw-new" in client.get("/account/").get_data(as_text=True)
    other = app.test_client()
    assert come(other, provider, "sw-new").status_code == 302
    number = client.get("/account/").get_data(as_text=True).split('name="number" value="')[1].split('"')[0]
    post(client, "/account/identities/remove", form_on="/account/", data={"number": number})
    assert come(app.test_client(), provider, "sw-new").status_code == 401


def test_one_outside_account_belongs_to_one_user(bound: Any, login: Callable[[str], FlaskClient]) -> None:
    client = login("beifang.clerk")
    page = post(client, "/account/outside", data={"password": password()}).get_data(as_text=True)
    leads_to = page.split('class="btn pri" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(bound.log_in(leads_to, SUBJECT)).status_code == 401


def test_a_binding_that_somebody_else_began_binds_nothing(
    app: Flask, provider: Any, login: Callable[[str], FlaskClient]
) -> None:
    client = login(CLERK)
    page = post(client, "/account/outside", data={"password": password()}).get_data(as_text=True)
    leads_to = page.split('class="btn pri" href="')[1].split('"')[0].replace("&amp;", "&")
    assert login("beifang.clerk").get(provider.log_in(leads_to, "sw-new")).status_code == 401
    with app.app_context():
        assert db.session.scalar(select(func.count(Identity.id))) == 0
