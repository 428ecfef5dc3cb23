"""The screens: a view asks a service once and shows the answer."""

from __future__ import annotations

from flask import current_app


def register() -> None:
    """Attach AppBuilder and every screen to the current application; what there is stands in `screens`."""
    from app.extensions import db
    from app.views import protection, screens
    from app.views.frame import appbuilder, settings
    from app.views.home.home import HomeView
    from app.views.workflow import table as workflow

    protection.install(current_app)
    builder = appbuilder.build(db.session, indexview=HomeView)
    settings.install(current_app)
    screens.hand_in()
    workflow.install()
    for words in screens.WORDS:
        words.install(current_app)
    for view in screens.VIEWS:
        builder.add_view_no_menu(view)
