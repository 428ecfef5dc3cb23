"""Server-side sessions: the cookie carries a random id, the table the rest; a new id at login, nothing at logout."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Request, Response, after_this_request, current_app, request, session
from flask.globals import request_ctx
from flask.json.tag import TaggedJSONSerializer
from flask_session.base import ServerSideSession, ServerSideSessionInterface

from app.extensions import db
from app.models import User
from app.models.base import utc_now
from app.services.doors import sessions
from app.services.doors.sessions import Visit
from app.views.frame.context import Context

#: What a visitor chose before he logged in and keeps afterwards.
KEPT_AT_LOGIN = ("locale", "theme")
#: Where Flask-Login notes the user: "<id>.<epoch>".
USER_KEY = "_user_id"
MAX_SESSION_ID = 128


class _JsonSerializer:
    """Write sessions as JSON: the library's own serializer falls back to pickle when it reads."""

    _json = TaggedJSONSerializer()

    def encode(self, values: ServerSideSession) -> bytes:
        return self._json.dumps(dict(values)).encode()

    def decode(self, data: bytes) -> Context:
        values: Context = self._json.loads(data.decode())
        return values


class StoredSession(ServerSideSession):
    """Know whether its row exists already: a row that somebody ended must not come back."""

    is_stored = False


class StoredSessionInterface(ServerSideSessionInterface):
    """Keep sessions in our own table, by `services/doors/sessions.py`."""

    session_class = StoredSession

    def __init__(self, app: Flask) -> None:
        super().__init__(app, key_prefix="", permanent=False)
        self.serializer = _JsonSerializer()

    def open_session(self, app: Flask, request: Request) -> StoredSession:
        opened: StoredSession = super().open_session(app, request)
        opened.is_stored = bool(opened)
        return opened

    def renew(self, opened: StoredSession) -> None:
        """Give the session a new id; the old one is dead (no fixation)."""
        if opened.is_stored:
            sessions.end(opened.sid)
        opened.sid = self._generate_sid(self.sid_length)
        opened.is_stored = False
        opened.modified = True

    def _retrieve_session_data(self, store_id: str) -> Context | None:
        if len(store_id) > MAX_SESSION_ID:
            return None
        data = sessions.load(store_id, now=utc_now())
        try:
            return None if data is None else self.serializer.decode(data)
        except ValueError:
            return None  # not written by us: nobody is logged in by it

    def _upsert_session(self, session_lifetime: timedelta, session: StoredSession, store_id: str) -> None:
        del session_lifetime
        data = self.serializer.encode(session)
        if session.is_stored:
            sessions.keep(store_id, data)
        else:
            sessions.open_new(store_id, data, _visit(session), now=utc_now())

    def _delete_session(self, store_id: str) -> None:
        sessions.end(store_id)


def install(app: Flask) -> None:
    """Use our sessions, and end the request's transaction before its session is written.

    What no service has committed is dropped with it, a record that a refused form left changed included.
    """
    app.session_interface = StoredSessionInterface(app)

    @app.after_request
    def _drop_uncommitted(response: Response) -> Response:
        db.session.rollback()
        return response


def start(user: User) -> None:
    """Begin a fresh session for a user who has just proved who he is."""
    from flask_login import login_user

    _renew()
    login_user(user, remember=False)


def start_applicant(number: int) -> None:
    """Begin a fresh session for an applicant, who sees the state of his registration and nothing else."""
    _renew()
    session["registration"] = number


def finish() -> None:
    """End this session here and on the server; the next page starts a new one."""
    from flask_login import logout_user

    logout_user()
    _renew()
    after_this_request(_forget_in_browser)


def _forget_in_browser(response: Response) -> Response:
    """Let the browser drop what it kept of unsaved forms: the next one at this computer may be somebody else."""
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _renew() -> None:
    kept = {name: session[name] for name in KEPT_AT_LOGIN if name in session}
    # the write lock of this request may be held: SQLite would wait for it in vain
    db.session.rollback()
    interface, opened = current_app.session_interface, request_ctx.session
    if isinstance(interface, StoredSessionInterface) and isinstance(opened, StoredSession):
        interface.renew(opened)
    session.clear()
    session.update(kept)


def _visit(opened: StoredSession) -> Visit:
    user_id = str(dict(opened).get(USER_KEY) or "").partition(".")[0]
    return Visit(
        user_id=int(user_id) if user_id.isdigit() else None,
        address=request.remote_addr or "",
        agent=request.user_agent.string,
    )
