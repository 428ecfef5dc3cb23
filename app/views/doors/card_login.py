"""Logging in with an IC card or USB key: a challenge signed by the card, or the certificate that the proxy proves."""

from __future__ import annotations

import urllib.parse

import structlog
from flask import Response, abort, current_app, flash, g, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.domain.errors import DomainError, StaleError
from app.models.base import utc_now
from app.services.doors import card_logins
from app.services.doors.card_logins import Signed
from app.services.doors.logins import Outcome
from app.views.doors import doors
from app.views.doors.login import safe_target
from app.views.frame import headers, sessions
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN, PUBLIC
from app.views.frame.routes import route

log = structlog.get_logger("login")
SESSION_KEY = "card_nonce"
MAX_CERTIFICATE, MAX_SIGNATURE = 20_000, 4_000


class CardLoginView(BaseView):
    route_base = ""
    class_permission_name = "card_login"

    @route("/login/card/", methods=["GET", "POST"], audience=PUBLIC)
    def login(self) -> ResponseReturnValue:
        """Show a challenge, or log in whoever has signed the last one."""
        _require_offered()
        if request.method == "GET":
            return self._page(request.args.get("next", ""))
        try:
            outcome = card_logins.enter(
                session.pop(SESSION_KEY, ""),
                _signed(),
                host=request.host,
                address=request.remote_addr or "",
                now=utc_now(),
            )
        except DomainError as error:
            return self._page(request.form.get("next", ""), problem=doors.told(error), code=_status(error))
        return self._finish(outcome)

    @route("/login/card/certificate", methods=["POST"], audience=PUBLIC)
    def certificate(self) -> ResponseReturnValue:
        """Log in with the client certificate that the proxy has proved in the TLS handshake."""
        _require_offered()
        handed = handed_over()
        if handed is None:
            return doors.refuse(self, "card_none_sent")
        try:
            outcome = card_logins.enter_by_certificate(handed, address=request.remote_addr or "", now=utc_now())
        except DomainError as error:
            log.warning("login_refused", id=g.request_id, address=request.remote_addr, door="card", reason=error.code)
            return doors.refuse(self, error.code)
        return self._finish(outcome)

    @route("/account/card", methods=["GET", "POST"], audience=LOGGED_IN)
    def bind(self) -> ResponseReturnValue:
        """Bind a card to the own account: the password again, and a challenge signed by the card."""
        _require_offered()
        if request.method == "GET":
            return self._page("", is_binding=True)
        nonce = session.pop(SESSION_KEY, "")
        problem = doors.password_problem()
        if not problem:
            try:
                card_logins.bind(current_actor(), nonce, _signed(), host=request.host, now=utc_now())
            except StaleError:
                problem = doors.told(DomainError("identity_taken"))
            except DomainError as error:
                problem = doors.told(error)
        if problem:
            return self._page("", is_binding=True, problem=problem, code=422)
        flash(_("The card is bound. You can log in with it from now on."), "success")
        return redirect(url_for("AccountView.show"), code=303)

    def _finish(self, outcome: Outcome) -> ResponseReturnValue:
        if outcome.user is None:
            log.warning("login_refused", id=g.request_id, address=request.remote_addr, door="card")
            return doors.refuse(self, "card_refused", until=outcome.locked_until)
        sessions.start(outcome.user)
        log.info("logged_in", user=outcome.user.id, address=request.remote_addr, door="card")
        return redirect(safe_target(request.form.get("next", "")), code=303)

    def _page(
        self, target: str, *, is_binding: bool = False, problem: str = "", code: int = 200
    ) -> ResponseReturnValue:
        challenge = card_logins.challenge(host=request.host, now=utc_now())
        session[SESSION_KEY] = challenge.nonce
        settings = current_app.config["SETTINGS"]
        answer = make_response(
            self.render_template(
                "doors/card.html",
                challenge=challenge.text,
                target=target,
                is_binding=is_binding,
                problem=problem,
                typed=request.form.get("certificate", "")[:MAX_CERTIFICATE],
                middleware=settings.card_middleware,
                has_handover=bool(settings.card_header),
            ),
            code,
        )
        if settings.card_middleware:
            _allow_middleware(answer, settings.card_middleware)
        return answer


def handed_over() -> str | None:
    """Return the client certificate in the proxy's header; None when none was sent, or not by a proxy of ours."""
    settings = current_app.config["SETTINGS"]
    if not settings.card_header:
        return None
    found = request.headers.get(settings.card_header, "")
    before = request.environ.get("werkzeug.proxy_fix.orig", {})
    sender = before.get("REMOTE_ADDR", request.environ.get("REMOTE_ADDR", ""))
    if found and sender not in settings.card_proxies:
        log.warning("certificate_from_stranger", id=g.request_id, address=sender)
        return None
    return urllib.parse.unquote(found)[:MAX_CERTIFICATE] or None


def _signed() -> Signed:
    """Read certificate and signature, each pasted or out of a file."""
    return Signed(certificate=_field("certificate", MAX_CERTIFICATE), signature=_field("signature", MAX_SIGNATURE))


def _field(name: str, limit: int) -> str:
    file = request.files.get(f"{name}_file")
    data = file.read(limit + 1) if file is not None and file.filename else b""
    if not data:
        return request.form.get(name, "")[:limit]
    try:
        return data.decode("ascii")
    except UnicodeDecodeError:
        return data.hex()  # the bytes themselves: DER, or a bare signature


def _require_offered() -> None:
    if not card_logins.is_offered():
        abort(404)


def _status(error: DomainError) -> int:
    return 503 if error.code in doors.FAULTS else 401


def _allow_middleware(answer: Response, address: str) -> None:
    """Let this one page talk to the card's program on the user's own machine."""
    policy = headers.content_policy(framed=False)
    answer.headers["Content-Security-Policy"] = policy.replace("connect-src 'self'", f"connect-src 'self' {address}")
