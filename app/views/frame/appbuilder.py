"""Flask-AppBuilder, reduced to what we use: our index, our security manager, our views, no menu of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_appbuilder import AppBuilder, BaseView

if TYPE_CHECKING:
    from flask_appbuilder.models.sqla.base import ScopedSession


class CertificateAppBuilder(AppBuilder):
    """Register only our own screens: FAB's language switch, "back" page, JSON doors and swagger stay out.

    Its language switch and "back" page change the session on GET, its JSON login is not throttled (traps F5, F14).
    """

    def _add_admin_views(self) -> None:
        if self.indexview:
            self._indexview = self.add_view_no_menu(self.indexview)
        self.sm.register_views()

    def _add_menu_permissions(self, update_perms: bool = False) -> None:  # noqa: FBT001, FBT002 FAB's signature
        """Leave FAB's menu out: `views/frame/menu.py` is the one table of the menu."""


def build(session: ScopedSession, *, indexview: type[BaseView]) -> CertificateAppBuilder:
    """Attach a new AppBuilder to the current application."""
    from flask import current_app

    builder = CertificateAppBuilder(indexview=indexview)
    builder.init_app(current_app, session)
    return builder
