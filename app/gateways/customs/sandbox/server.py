"""The sandbox as a server: the protocol with its faults, and a page to review by hand."""

from __future__ import annotations

import hmac
import secrets
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from flask import Flask, Response, abort, redirect, render_template, request
from werkzeug.serving import BaseWSGIServer
from werkzeug.serving import make_server as make_wsgi_server

from app.domain.document.canonical import canonical_bytes
from app.gateways.customs.sandbox.faults import FAULTS, Faults, parse
from app.gateways.customs.sandbox.office import REASONED, RULES, STEPS, Office
from app.gateways.customs.sandbox.store import Store
from app.gateways.customs.signing import SENDER, SIGNATURE, SIGNED_AT, Signer, answer_text, is_fresh, request_text

MOST_ANSWERS = 100
MOST_PRINTS = 1000


class Sandbox:
    """Hold one customs side: office, faults, and the Flask application that serves them."""

    def __init__(self, store: Path, signer: Signer, *, faults: Faults | None = None, rule: str = "approve") -> None:
        self.office = Office(Store(store), rule=rule)
        self.faults = faults or Faults()
        self.app = Flask(__name__, template_folder=".")
        self._signer, self._token, self._held = signer, secrets.token_urlsafe(16), []  # type: ignore[var-annotated]
        self._lock = threading.Lock()
        for rule_, method, view in (
            ("/messages", "POST", self._messages),
            ("/answers", "GET", self._answers),
            ("/acknowledgements", "POST", self._acknowledgements),
            ("/subjects", "GET", self._subjects),
            ("/", "GET", self._page),
            ("/step", "POST", self._step),
            ("/prints", "POST", self._prints),
            ("/settings", "POST", self._settings),
        ):
            self.app.add_url_rule(rule_, endpoint=view.__name__, view_func=view, methods=[method])

    def _messages(self) -> Response:
        sender = self._sender()
        data = self._json()
        if data.get("sender") != sender:
            abort(403)
        fault = self._draw()
        if fault == "reorder":
            with self._lock:
                self._held.append(data)
            self._break_off()
        told = self.office.take_in(data)
        if fault == "duplicate":
            told = self.office.take_in(data)
        with self._lock:
            held, self._held = self._held, []
        for late in held:  # copies that the network held back arrive now, behind what was sent after them
            self.office.take_in(late)
        return self._say(told.model_dump(mode="json"), fault)

    def _answers(self) -> Response:
        sender, fault = self._sender(), self._draw()
        found = self.office.store.waiting_answers(sender, limit=MOST_ANSWERS, only=request.args.get("only", ""))
        if fault == "duplicate":
            found = [*found, *found]
        if fault == "reorder":
            found = self.faults.shuffled(found)
        return self._say({"answers": found}, fault)

    def _acknowledgements(self) -> Response:
        self._sender()
        fault, data = self._draw(), self._json()
        ids = [str(one.get("message_id")) for one in data.get("acknowledgements", []) if isinstance(one, dict)]
        self.office.store.acknowledge(ids)
        return self._say({"acknowledged": len(ids)}, fault)

    def _subjects(self) -> Response:
        sender, fault = self._sender(), self._draw()
        found = self.office.store.states(sender, after=request.args.get("after", ""), only=request.args.get("only", ""))
        return self._say({"subjects": found}, fault)

    def _sender(self) -> str:
        """Return who asks; refuses what is not signed just now."""
        target = request.full_path if request.query_string else request.path
        signed_at = request.headers.get(SIGNED_AT, "")
        text = request_text(request.method, target, signed_at, request.get_data())
        is_valid = self._signer.is_valid(text, request.headers.get(SIGNATURE, ""))
        if not (is_valid and is_fresh(signed_at, now=datetime.now(UTC))):
            abort(401)
        return request.headers.get(SENDER, "")

    def _json(self) -> dict[str, Any]:
        data = request.get_json(silent=True)
        if not isinstance(data, dict):
            abort(400)
        return data

    def _draw(self) -> str:
        """Draw a fault and do what it does before the request is looked at."""
        with self._lock:
            fault = self.faults.draw()
        if fault == "drop":
            self._break_off()
        if fault == "fail":
            abort(500)
        if fault == "delay":
            time.sleep(self.faults.delay)
        return fault

    def _say(self, answer: dict[str, Any], fault: str) -> Response:
        body = canonical_bytes(answer)
        signature = self._signer.sign(answer_text(request.headers.get(SIGNATURE, ""), body))
        if fault == "late":
            time.sleep(self.faults.late)
        headers = {SIGNATURE: signature}
        if fault == "half":
            headers["Content-Length"] = str(len(body))
            return Response(iter([body[: len(body) // 2]]), headers=headers, mimetype="application/json")
        return Response(body, headers=headers, mimetype="application/json")

    def _break_off(self) -> NoReturn:
        """End the connection without a word."""
        connection = request.environ.get("werkzeug.socket")
        if isinstance(connection, socket.socket):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        abort(503)

    def _page(self) -> str:
        subjects = self.office.store.rows("SELECT * FROM subject ORDER BY rowid DESC LIMIT 200")
        steps = {
            (row["sender"], row["subject"]): [name for name, (sources, _) in STEPS.items() if row["status"] in sources]
            for row in subjects
        }
        return render_template(
            "page.html", subjects=subjects, steps=steps, rules=RULES, rule=self.office.rule, faults=FAULTS,
            chances=self.faults.chances, reasoned=REASONED, token=self._token,
            senders=sorted({row["sender"] for row in subjects}),
        )  # fmt: skip

    def _step(self) -> Any:
        self._require_token()
        form = request.form
        if form.get("name") not in STEPS:
            abort(400)
        try:
            self.office.step(form["sender"], form["subject"], form["name"], opinion=form.get("opinion", ""))
        except ValueError as error:
            return Response(str(error), status=409, mimetype="text/plain")
        return redirect("/", 303)

    def _prints(self) -> Any:
        self._require_token()
        form = request.form
        try:
            count = form.get("count", 0, type=int)
            self.office.report_prints(
                form.get("sender", ""), form.get("customs_code", ""), count=min(count, MOST_PRINTS)
            )
        except ValueError as error:
            return Response(str(error), status=400, mimetype="text/plain")
        return redirect("/", 303)

    def _settings(self) -> Any:
        self._require_token()
        try:
            self.faults.set(parse(request.form.get("faults", "")))
        except ValueError as error:
            return Response(str(error), status=400, mimetype="text/plain")
        if request.form.get("rule") in RULES:
            self.office.rule = request.form["rule"]
        return redirect("/", 303)

    def _require_token(self) -> None:
        if not hmac.compare_digest(request.form.get("token", ""), self._token):
            abort(403)


def make_server(sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> BaseWSGIServer:
    """Return a server on a port (0: any free one); the caller runs and stops it."""
    return make_wsgi_server(host, port, sandbox.app, threaded=True)


def serve(sandbox: Sandbox, *, host: str, port: int, tell: Callable[[str], object]) -> None:
    """Serve until told to stop."""
    server = make_server(sandbox, host=host, port=port)
    tell(f"Customs sandbox on http://{host}:{server.server_port}/ (Ctrl-C stops)")
    server.serve_forever()
