"""The server dies while somebody works in the wizard and declares: nothing lost, nothing double."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, ApplicationEvent
from app.services.certificates import certificates
from app.services.demo import demo
from tests.factories import applications as factory
from tests.support.forms import TOKEN
from tests.support.history import faults
from tests.support.server import Server
from tests.support.wizard import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

#: seconds from the click on 申报 to the kills, one after the other; a start of the server is what takes the time
MOMENTS = [(0.02, 0.15), pytest.param((0.0, 0.02, 0.06, 0.1, 0.15, 0.3), marks=pytest.mark.soak)]


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    running = Server(app)
    yield running
    running.kill()


def _made(app: Flask) -> tuple[int, int]:
    with app.app_context():
        application = factory.make()
        found = application.id, application.certificates[0].id
        db.session.remove()
        db.engine.dispose()
    return found


def _clerk(server: Server) -> httpx.Client:
    client = httpx.Client(base_url=server.url, timeout=30)
    page = client.get("/login/").text
    data = {"csrf_token": _token(page), "username": factory.CLERK, "password": demo.password()}
    assert client.post("/login/", data=data).status_code == httpx.codes.FOUND
    return client


def _token(page: str) -> str:
    found = TOKEN.search(page)
    assert found
    return found.group(1)


@pytest.mark.bar("U7")
def test_what_autosave_said_it_kept_is_there_after_the_server_was_killed(app: Flask, server: Server) -> None:
    _, certificate_id = _made(app)
    server.start()
    client = _clerk(server)
    page = client.get(f"/certificates/{certificate_id}/edit").text
    version = VERSION.search(page)
    assert version
    data = {"csrf_token": _token(page), "version": version.group(1), "values.remark": "typed a moment before the kill"}
    assert client.post(f"/certificates/{certificate_id}/autosave", data=data).status_code == httpx.codes.OK
    server.kill()
    server.start()
    again = client.get(f"/certificates/{certificate_id}/edit")
    assert again.status_code == httpx.codes.OK, "the session survives as well"
    assert "typed a moment before the kill" in again.text


@pytest.mark.bar("R4")
@pytest.mark.parametrize("moments", MOMENTS)
def test_a_server_killed_while_declaring_has_declared_once_or_not_at_all(
    app: Flask, server: Server, moments: tuple[float, ...]
) -> None:
    server.start()
    client = _clerk(server)
    for moment in moments:
        application_id, certificate_id = _made(app)
        token = _token(client.get(f"/certificates/{certificate_id}/edit").text)
        click = threading.Thread(target=_declare, args=(client, application_id, token))
        click.start()
        time.sleep(moment)
        server.kill()
        click.join()
        server.start()
        _declare(client, application_id, token)
        _is_declared_once(app, application_id, certificate_id)


def _is_declared_once(app: Flask, application_id: int, certificate_id: int) -> None:
    with app.app_context():
        factory.act_as(factory.CLERK)
        assert db.session.get_one(Application, application_id).status == Status.SUBMITTED
        events = db.session.scalars(
            db.select(ApplicationEvent).filter_by(application_id=application_id, action="submit")
        )
        assert len(events.all()) == 1
        assert certificates.load(certificate_id).status == Status.SUBMITTED
        assert faults(app) == []


def _declare(client: httpx.Client, application_id: int, token: str) -> Any:
    with contextlib.suppress(httpx.TransportError):
        return client.post(f"/applications/{application_id}/submit", data={"csrf_token": token})
