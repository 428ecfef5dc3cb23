"""What the client says when no trustworthy answer comes: a code for each kind of failure, with words for each."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from app.gateways.customs.client import Channel, Exchange, UnreachableError
from app.gateways.customs.signing import SIGNATURE, Hmac, answer_text
from app.views.exchange.words import reason, result
from app.views.screens import SENTENCES
from tests.support.sandbox import KEY, SENDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask


def signed(request: Request, body: bytes) -> Response:
    signature = Hmac(secret=KEY).sign(answer_text(request.headers.get(SIGNATURE, ""), body))
    return Response(body, headers={SIGNATURE: signature})


def half(request: Request) -> Response:
    answer = Response(iter([b'{"ans']))
    answer.headers["Content-Length"] = "500"
    del request
    return answer


def late(request: Request) -> Response:
    time.sleep(0.5)
    return signed(request, b'{"answers":[]}')


ANSWERS: dict[str, Callable[[Request], Response]] = {
    "customs_timed_out": late,
    "customs_broke_off": half,
    "customs_answered_status 503": lambda _request: Response("down", status=503),
    "customs_signature_wrong": lambda _request: Response(b'{"answers":[]}', headers={SIGNATURE: "0" * 64}),
    "customs_unreadable": lambda request: signed(request, b"no JSON"),
}


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[Request], Response]], Exchange]]:
    servers = []

    def _serve(answer: Callable[[Request], Response]) -> Exchange:
        server = make_server("127.0.0.1", 0, Request.application(answer), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return client(server.server_port)

    yield _serve
    for server in servers:
        server.shutdown()
        server.server_close()


def client(port: int) -> Exchange:
    channel = Channel(url=f"http://127.0.0.1:{port}", sender=SENDER, signer=Hmac(secret=KEY), timeout=0.2)
    return Exchange(channel)


@pytest.mark.parametrize("code", ANSWERS)
def test_each_kind_of_failure_has_its_code(serve: Any, code: str) -> None:
    with pytest.raises(UnreachableError, match=rf"^{code}$"):
        serve(ANSWERS[code]).answers()


def test_a_signed_list_of_another_form_is_unreadable(serve: Any) -> None:
    for ask in (Exchange.answers, Exchange.states):
        with pytest.raises(UnreachableError, match=r"^customs_unreadable$"):
            ask(serve(lambda request: signed(request, b'{"answers":{}}')))


def test_where_nobody_listens_no_connection_is_made() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnreachableError, match=r"^customs_cannot_connect$"):
        client(port).answers()


@pytest.mark.parametrize("code", [*ANSWERS, "customs_cannot_connect"])
def test_the_codes_are_shown_in_words(app: Flask, code: str) -> None:
    name, _, status = code.partition(" ")
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        sentence = reason(code)
        assert name in SENTENCES
        assert "customs_" not in sentence
        assert status in sentence
        assert result(f"kept 0; {code}").endswith(f"; {sentence}")
        assert reason("customs_of_no_such_code") == "customs_of_no_such_code"
        assert reason("older than what is here") == "older than what is here"
