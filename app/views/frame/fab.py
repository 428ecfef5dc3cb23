"""The screens that Flask-AppBuilder has registered with the application at work."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app
from flask_appbuilder import AppBuilder, BaseView


def screens() -> Sequence[BaseView]:
    """Return every registered view, lists and pages alike."""
    builder: AppBuilder = current_app.extensions["appbuilder"]
    return builder.baseviews
