"""Health: whether this process can serve, for whoever watches it."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView, expose

from app.services.base import health


class HealthView(BaseView):
    route_base = "/health"
    default_view = "health"

    @expose("/")
    def health(self) -> ResponseReturnValue:
        """Say ok when the database answers; nothing about versions or reasons."""
        is_well = health.database_answers()
        return jsonify({"status": "ok" if is_well else "unavailable"}), 200 if is_well else 503
