"""Sessions live on the server: new at login, dead at logout, lock, deregistration and password change (bar S3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, func, select, update

from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import SystemParameter, User, UserSession
from app.models.base import utc_now
from app.services.people import users
from tests.support.forms import csrf_token, log_in, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.bar("S3")
COOKIE = "certificates"
CLERK = "haian.clerk"


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def with_cookie(app: Flask, value: str) -> FlaskClient:
    thief = app.test_client()
    thief.set_cookie(COOKIE, value)
    return thief


def is_in(client: FlaskClient) -> bool:
    return client.get("/password/").status_code == 200


def user_id(app: Flask, login: str) -> int:
    with app.app_context():
        found = db.session.scalar(select(User.id).where(User.username == login))
    assert found is not None
    return found


def test_a_login_gives_a_new_id_and_the_old_one_is_dead(app: Flask) -> None:
    client = app.test_client()
    client.get("/login/")
    planted = cookie_of(client)
    log_in(client, CLERK)
    assert cookie_of(client) != planted
    assert not is_in(with_cookie(app, planted))
    assert is_in(client)


def test_an_id_that_the_visitor_made_up_is_never_taken_over(app: Flask) -> None:
    client = with_cookie(app, "made-up-by-an-attacker")
    log_in(client, CLERK)
    assert cookie_of(client) != "made-up-by-an-attacker"


@pytest.mark.function("4-d")
def test_a_copied_cookie_is_dead_after_logout(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    client = login(CLERK)
    copied = cookie_of(client)
    assert is_in(with_cookie(app, copied))
    assert post(client, "/logout/", form_on="/password/").status_code == 302
    assert not is_in(with_cookie(app, copied))
    assert not is_in(client)


def test_logging_out_by_a_link_is_refused(login: Callable[[str], FlaskClient]) -> None:
    client = login(CLERK)
    assert client.get("/logout/").status_code == 405
    assert is_in(client)


@pytest.mark.parametrize("end", [users.lock, users.deregister, users.reset_password])
def test_a_session_ends_with_lock_deregistration_and_reset(
    app: Flask, login: Callable[[str], FlaskClient], end: Any
) -> None:
    client, other = login(CLERK), login("beifang.clerk")
    with app.app_context():
        end(SYSTEM, user_id(app, CLERK), now=utc_now())
    assert not is_in(client)
    assert is_in(other)
    with app.app_context():
        left = db.session.scalar(select(func.count()).where(UserSession.user_id == user_id(app, CLERK)))
    assert left == 0


def test_a_changed_password_ends_every_other_session_and_keeps_this_one(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    from app.services.demo.demo import password

    here, elsewhere = login(CLERK), login(CLERK)
    before = cookie_of(here)
    fields = {"current": password(), "new": "Tidal-walnut 47 ferry", "repeated": "Tidal-walnut 47 ferry"}
    assert post(here, "/password/", data=fields).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)
    assert not is_in(with_cookie(app, before))


def test_a_raised_epoch_alone_ends_a_session(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    client = login(CLERK)
    with app.app_context():
        user = db.session.scalar(select(User).where(User.username == CLERK))
        user.session_epoch += 1
        db.session.commit()
    assert not is_in(client)


def test_a_request_that_is_still_running_does_not_revive_a_session_that_was_ended(app: Flask) -> None:
    client = log_in(app.test_client(), CLERK)
    with client.session_transaction() as running:
        running["typed"] = "slow request"
        with app.app_context():
            users.lock(SYSTEM, user_id(app, CLERK), now=utc_now())
    with app.app_context():
        assert db.session.scalar(select(func.count(UserSession.id_hash)).where(UserSession.user_id.is_not(None))) == 0


def test_the_table_holds_no_usable_id(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    cookie = cookie_of(login(CLERK))
    with app.app_context():
        rows = db.session.scalars(select(UserSession)).all()
    assert rows
    assert all(cookie not in (row.id_hash, row.data.decode()) for row in rows)
    assert all(not is_in(with_cookie(app, row.id_hash)) for row in rows)


@pytest.mark.parametrize(
    ("column", "age"),
    [("seen_at", timedelta(minutes=121)), ("opened_at", timedelta(hours=12, minutes=1))],
    ids=["idle", "absolute"],
)
def test_a_session_ends_after_idling_and_after_twelve_hours(
    app: Flask, login: Callable[[str], FlaskClient], column: str, age: timedelta
) -> None:
    client = login(CLERK)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(update(UserSession.__table__).values({column: utc_now() - age}))
    assert not is_in(client)


def test_the_idle_limit_is_a_parameter_in_force_at_once(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    client = login(CLERK)
    with app.app_context():
        row = db.session.scalar(select(SystemParameter).where(SystemParameter.name == "session_idle_minutes"))
        row = row or SystemParameter(name="session_idle_minutes")
        row.value = "5"
        db.session.add(row)
        db.session.commit()
        with db.engine.begin() as connection:
            connection.execute(update(UserSession.__table__).values(seen_at=utc_now() - timedelta(minutes=6)))
    assert not is_in(client)


def test_expired_rows_are_removed_when_a_new_session_opens(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    login(CLERK)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(update(UserSession.__table__).values(expires_at=utc_now() - timedelta(seconds=1)))
    app.test_client().get("/login/")
    with app.app_context():
        assert db.session.scalar(select(func.count(UserSession.id_hash))) == 1


def test_a_page_that_changes_nothing_writes_nothing(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    client = login(CLERK)
    client.get("/password/")
    written: list[str] = []
    with app.app_context():
        engine = db.engine

    def _note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().split(" ", 1)[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            written.append(statement)

    event.listen(engine, "before_cursor_execute", _note)
    try:
        assert client.get("/password/").status_code == 200
        assert client.get("/").status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", _note)
    assert written == []


def test_use_is_noted_at_most_once_a_minute(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    client = login(CLERK)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(update(UserSession.__table__).values(seen_at=utc_now() - timedelta(seconds=90)))
    client.get("/password/")
    with app.app_context():
        first = db.session.scalar(select(UserSession.seen_at).where(UserSession.user_id.is_not(None)))
    client.get("/password/")
    with app.app_context():
        second = db.session.scalar(select(UserSession.seen_at).where(UserSession.user_id.is_not(None)))
    assert utc_now() - first < timedelta(seconds=60)
    assert first == second


def test_what_no_service_commits_is_dropped_with_the_request(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    client = login(CLERK)
    token = csrf_token(client, "/password/")

    def _dirty() -> None:
        user = db.session.scalar(select(User).where(User.username == CLERK))
        user.phone = "changed without a service"

    app.before_request_funcs[None].append(_dirty)
    try:
        client.post("/password/", data={"csrf_token": token, "current": "", "new": "", "repeated": ""})
        client.get("/login/")
    finally:
        app.before_request_funcs[None].remove(_dirty)
    with app.app_context():
        assert "without" not in (db.session.scalar(select(User.phone).where(User.username == CLERK)) or "")


def test_a_changed_role_counts_on_the_next_request(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    from app.services.base import accounts

    login(CLERK)
    with app.app_context():
        user = db.session.scalar(select(User).where(User.username == CLERK))
        assert accounts.actor_for(user).permissions
        user.roles = []
        db.session.commit()
        assert accounts.actor_for(user).permissions == frozenset()


def test_sessions_are_read_as_json_never_as_pickle(app: Flask) -> None:
    import pickle

    class Bomb:
        def __reduce__(self) -> Any:
            return (exec, ("raise SystemExit('unpickled')",))

    with app.app_context():
        from app.services.doors import sessions

        now = utc_now()
        sessions.open_new("known", pickle.dumps(Bomb()), sessions.Visit(user_id=None, address="", agent=""), now=now)
    assert with_cookie(app, "known").get("/login/").status_code == 200


def test_logging_out_takes_along_what_the_browser_kept_of_forms(login: Callable[[str], FlaskClient]) -> None:
    client = login(CLERK)
    assert "Clear-Site-Data" not in client.get("/").headers
    assert post(client, "/logout/", form_on="/").headers["Clear-Site-Data"] == '"storage"'
