"""The screens: a view asks a service once and shows the answer."""

from __future__ import annotations

from flask import current_app


def register() -> None:
    """Attach AppBuilder and every screen to the current application; what there is stands in `registry`."""
    from app.extensions import db
    from app.views import screens as registry
    from app.views.frame import appbuilder, protection, settings
    from app.views.home.home import HomeView
    from app.views.queries import export_sources

    protection.install(current_app)
    builder = appbuilder.build(db.session, indexview=HomeView)
    settings.install(current_app)
    for words in registry.WORDS:
        words.install(current_app)
    export_sources.install()
    for view in registry.VIEWS:
        builder.add_view_no_menu(view)
