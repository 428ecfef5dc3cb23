# What we use of flask_session.base, which comes without types.
from typing import Any

from flask import Flask, Request
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

class ServerSideSession(CallbackDict[str, Any], SessionMixin):
    sid: str
    modified: bool
    accessed: bool

class ServerSideSessionInterface(SessionInterface):
    session_class: type[ServerSideSession]
    sid_length: int

    def __init__(self, app: Flask, key_prefix: str = ..., *, permanent: bool = ...) -> None: ...
    def open_session(self, app: Flask, request: Request) -> Any: ...  # one of `session_class`
    def _generate_sid(self, session_id_length: int) -> str: ...
