"""The screens: a view asks a service once and shows the answer."""

from __future__ import annotations

from flask import current_app


def register() -> None:
    """Attach AppBuilder and every screen to the current application."""
    from app.extensions import db
    from app.views import actor, appbuilder
    from app.views.home import HomeView

    actor.install(current_app)
    appbuilder.build(db.session, indexview=HomeView)
