"""Errors as people meet them: what happened, what next, a number to quote; never a stack trace or SQL."""

from __future__ import annotations

from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, g, jsonify, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateError
from markupsafe import escape
from sqlalchemy.exc import DataError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.domain.errors import DomainError, InvalidError, StaleError
from app.extensions import db
from app.views.frame import portal_errors
from app.views.frame.context import Context
from app.views.frame.portal_language import is_portal
from app.views.words.label import Label

log = structlog.get_logger("errors")

#: status → (what happened, what to do next)
PAGES: dict[int, tuple[Label, Label]] = {
    400: (_l("The request could not be understood"), _l("Go back, check what you entered and send it again.")),
    401: (_l("You are not logged in"), _l("Log in and do it again; the address is kept.")),
    403: (
        _l("This page is not for your role"),
        _l("Ask your administrator when you need it, or go on from the home page."),
    ),
    404: (
        _l("There is no such page or record"),
        _l("It may have been deleted, or it belongs to somebody else. Look for it in the list."),
    ),
    405: (_l("The page cannot be used in this way"), _l("Go back and use the buttons on the page.")),
    409: (_l("Somebody else was faster"), _l("Open the record again; it shows the newest state.")),
    413: (_l("This is too large"), _l("Send a smaller file, or fewer lines at once.")),
    415: (_l("This kind of content is not accepted"), _l("Go back and use the form on the page.")),
    422: (_l("Some entries are not right yet"), _l("Go back and correct the fields that are named.")),
    429: (_l("Too many requests"), _l("Wait a minute and try again.")),
    500: (
        _l("Something went wrong on our side"),
        _l("Nothing was saved halfway. Try again; if it stays, tell the administrator this number."),
    ),
    503: (_l("The system is not ready"), _l("Try again in a minute.")),
}
SESSION_ENDED = (
    _l("Your session has ended, so nothing was saved"),
    _l("What you typed is kept below. Log in in another window, then go back in this one and send it again."),
)
SECRET_FIELDS = ("password", "csrf_token", "current", "new", "repeated", "reference", "signature")
#: what forms carry along and nobody typed
CARRIED = frozenset({"version", "client_token", "do", "next", "kept", "seen"})
MAX_KEPT = 200


def install(app: Flask) -> None:
    """Answer every kind of error with a page, or with JSON where JSON was asked for."""
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(StaleDataError, lambda _error: _domain_error(StaleError()))
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DataError, _impossible_value)
    app.register_error_handler(UnicodeError, _impossible_value)
    app.register_error_handler(OverflowError, _impossible_value)
    app.register_error_handler(Exception, _unexpected)


def wants_json() -> bool:
    """Tell whether the request comes from a script that reads JSON."""
    accepted = request.accept_mimetypes
    return request.is_json or accepted["application/json"] > accepted["text/html"]


def _domain_error(error: DomainError) -> Response:
    from app.views.words.refusals import worded

    _note_refusal(error.status)
    text = worded(error)
    fields = _fields(error) if isinstance(error, InvalidError) else []
    if wants_json():
        return _json(error.status, error.code, text, fields=fields)
    return _page(error.status, message=text, fields=[(field["path"], field["message"]) for field in fields])


def _fields(error: InvalidError) -> list[dict[str, str]]:
    from app.views.words.refusals import worded

    return [{"path": e.path, "code": e.code, "message": worded(e), "severity": e.severity} for e in error.errors]


def _csrf_error(error: CSRFError) -> Response:
    log.warning("csrf_refused", id=_problem_id(), path=request.path, reason=error.description)
    what, then = SESSION_ENDED
    if wants_json():
        return _json(400, "session_ended", str(what))
    return _page(400, title=what, next_step=then, typed=_typed())


def _http_error(error: HTTPException) -> HTTPException | Response:
    code = error.code or 500
    if error.response is not None or code < 400:  # noqa: PLR2004 redirects of the router
        return error
    _note_refusal(code)
    typed = _typed() if code == 401 else []  # noqa: PLR2004 the session ended under a form
    answer = (
        _json(code, error.name.lower().replace(" ", "_"), str(_told(code)[0]))
        if wants_json()
        else _page(code, typed=typed)
    )
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After", "WWW-Authenticate"}:
            answer.headers[name] = value
    return answer


def _note_refusal(code: int) -> None:
    """Write down who was refused what: many of one user are somebody trying doors."""
    if code in {403, 404, 429}:
        actor = g.get("actor")  # as far as it is known: the database may be what is missing
        note = log.info if code == 404 else log.warning  # noqa: PLR2004
        user = actor.user_id if actor else None
        note("refused", status=code, id=_problem_id(), path=request.path, user=user, address=request.remote_addr)


def _impossible_value(error: Exception) -> Response:
    """Refuse what no column can hold: zero bytes, half characters, numbers beyond any range."""
    log.warning("impossible_value", id=_problem_id(), path=request.path, kind=type(error).__name__)
    return _json(400, "bad_request", str(PAGES[400][0])) if wants_json() else _page(400)


def _unexpected(error: Exception) -> Response:
    log.error("unexpected_error", id=_problem_id(), method=request.method, path=request.path, exc_info=error)
    return _json(500, "internal_error", str(PAGES[500][0])) if wants_json() else _page(500)


def _told(code: int) -> tuple[Label, Label]:
    return PAGES.get(code) or PAGES[400 if code < 500 else 500]  # noqa: PLR2004


def _json(code: int, name: str, text: str, *, fields: list[dict[str, str]] | None = None) -> Response:
    told: Context = {"code": name, "message": text, "id": _problem_id()}
    if fields:
        told["fields"] = fields
    answer = jsonify({"error": told})
    answer.status_code = code
    return answer


def _page(code: int, **told: Label | list[tuple[str, str]] | list[dict[str, str]]) -> Response:
    """Render the error page; a plain one when even that fails (the database may be gone)."""
    title, next_step = _told(code)
    shown: Context = {
        "code": code,
        "title": title,
        "message": "",
        "next_step": next_step,
        "problem_id": _problem_id(),
        "typed": [],
        "fields": [],
        **told,
    }
    try:
        db.session.rollback()
        html = (
            portal_errors.page(code, shown["problem_id"])
            if is_portal()
            else render_template("frame/error.html", **shown)
        )
    except (TemplateError, SQLAlchemyError, LookupError, AttributeError, RuntimeError) as error:
        log.error("error_page_failed", id=_problem_id(), exc_info=error)  # noqa: TRY400 structlog
        html = _plain_page(shown)
    return Response(html, status=code, mimetype="text/html")


def _plain_page(shown: Context) -> str:
    lines = [f"<h1>{escape(shown['title'])}</h1>"]
    lines += [f"<p>{escape(shown[name])}</p>" for name in ("message", "next_step") if shown[name]]
    lines += [f"<p>{escape(name)}<br><textarea>{escape(value)}</textarea></p>" for name, value in shown["typed"]]
    lines.append(f"<p>{shown['code']} · {escape(shown['problem_id'])}</p>")
    return "<!doctype html><meta charset=utf-8><title>{}</title>{}".format(escape(shown["title"]), "".join(lines))


def _typed() -> list[tuple[str, str]]:
    """Return what was typed into our own form, so that it can be copied; nothing that another site sent here."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if urlsplit(origin).netloc != request.host:
        return []
    typed = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if value.strip() and name not in CARRIED and not any(secret in name.lower() for secret in SECRET_FIELDS)
    ]
    return typed[:MAX_KEPT]


def _problem_id() -> str:
    problem_id: str = g.get("request_id", "")
    return problem_id
