"""Everything that stands before and behind every view, in the one order that works."""

from __future__ import annotations

from flask import Flask

from app.views.doors import password
from app.views.frame import access, actor, assets, errors, fab_patches, headers, input_checks, logs, sessions, warming


def install(app: Flask) -> None:
    """Protect every route of the application, those that come later included.

    Before a view: host, actor, CSRF (installed by the factory), possible input, audience, forced password change.
    After it: what nobody committed is dropped, headers are added, the session is written last of all.
    """
    logs.install(app.config["SETTINGS"])
    fab_patches.install()
    actor.install(app)
    assets.install(app)
    headers.install(app, app.config["SETTINGS"])
    input_checks.install(app)
    access.install(app)
    password.install(app)
    sessions.install(app)
    errors.install(app)
    warming.install(app)
