"""The application factory."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError

from config import BASE, Settings

__all__ = ["create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; makes no table and no permission (`flask seed` does)."""
    from app import commands, extensions, models, views
    from app.gateways import connect
    from app.services.actions import table as effects

    settings = settings or Settings.from_environment()
    app = Flask(__name__, instance_path=str(settings.instance))
    app.config.update(settings.flask())
    extensions.csrf.init_app(app)  # before AppBuilder: FAB's APIs look for it when they register
    extensions.db.init_app(app)
    extensions.migrate.init_app(
        app, extensions.db, directory=str(BASE / "migrations"), render_as_batch=True, compare_type=True
    )
    models.configure(app)
    connect(app)
    effects.install()
    with app.app_context():
        views.register()
    commands.register(app)
    if settings.is_production:
        _refuse_demo_accounts(app)
    return app


def _refuse_demo_accounts(app: Flask) -> None:
    """Stop a production start on a database with demo accounts: everybody knows their password."""
    from app.services.demo import demo

    with app.app_context():
        try:
            demo.refuse_in_production()
        except (OperationalError, ProgrammingError):
            """The tables are not there yet: this start is the migration's."""
