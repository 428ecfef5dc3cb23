"""The screens: a view asks a service once and shows the answer."""

from __future__ import annotations

from flask import current_app


def register() -> None:
    """Attach AppBuilder and every screen to the current application."""
    from app.extensions import db
    from app.views import appbuilder, formatting, protection, review_words, scan_words, settings, shell
    from app.views import portal_registry as portal
    from app.views.home import HomeView
    from app.views.lists.registry import VIEWS as LISTS
    from app.views.notice_board import NoticeBoardView
    from app.views.preview import PreviewView
    from app.views.review_desk import ReviewDeskView
    from app.views.search import SearchView
    from app.views.wizard import WizardView

    protection.install(current_app)
    builder = appbuilder.build(db.session, indexview=HomeView)
    settings.install(current_app)
    formatting.install(current_app)
    shell.install(current_app)
    review_words.install(current_app)
    scan_words.install(current_app)
    portal.install(current_app)
    for view in (
        settings.AppearanceView,
        NoticeBoardView,
        ReviewDeskView,
        SearchView,
        WizardView,
        PreviewView,
        *LISTS,
        *portal.VIEWS,
    ):
        builder.add_view_no_menu(view)
