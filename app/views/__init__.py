"""The screens: a view asks a service once and shows the answer."""

from __future__ import annotations

from flask import current_app


def register() -> None:
    """Attach AppBuilder and every screen to the current application."""
    from app.extensions import db
    from app.views import appbuilder, formatting, protection, settings, shell
    from app.views.home import HomeView
    from app.views.notice_board import NoticeBoardView
    from app.views.search import SearchView

    protection.install(current_app)
    builder = appbuilder.build(db.session, indexview=HomeView)
    settings.install(current_app)
    formatting.install(current_app)
    shell.install(current_app)
    for view in (settings.AppearanceView, NoticeBoardView, SearchView):
        builder.add_view_no_menu(view)
