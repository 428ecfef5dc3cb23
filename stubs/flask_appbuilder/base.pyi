# What we use of flask_appbuilder.base, which comes without types.
from collections.abc import Sequence
from typing import TypeVar

from flask import Flask
from flask_appbuilder.baseviews import BaseView
from flask_appbuilder.models.sqla.base import ScopedSession
from flask_appbuilder.security.sqla.manager import SecurityManager

_View = TypeVar("_View", bound=BaseView)

class AppBuilder:
    baseviews: Sequence[BaseView]
    sm: SecurityManager
    indexview: type[BaseView] | None
    _indexview: BaseView

    def __init__(self, *, indexview: type[BaseView] | None = ...) -> None: ...
    def init_app(self, app: Flask, session: ScopedSession) -> None: ...
    def add_view_no_menu(self, baseview: type[_View]) -> _View: ...
    def _add_admin_views(self) -> None: ...
    def _add_menu_permissions(self, update_perms: bool = ...) -> None: ...
