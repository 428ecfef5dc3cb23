# What we use of flask_appbuilder.models.sqla.base, which comes without types.
from collections.abc import Mapping

from flask import Flask
from flask_sqlalchemy.session import Session
from sqlalchemy import Engine, MetaData
from sqlalchemy.orm import scoped_session

ScopedSession = scoped_session[Session]

class SQLA:
    session: ScopedSession
    engine: Engine
    metadata: MetaData

    def __init__(
        self,
        *,
        metadata: MetaData,
        session_options: Mapping[str, type[Session]],
        engine_options: Mapping[str, object] = ...,
    ) -> None: ...
    def init_app(self, app: Flask) -> None: ...
