"""Health: whether this process can serve, for whoever watches it."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.services.base import health
from app.views.frame.audiences import PUBLIC
from app.views.frame.routes import route


class HealthView(BaseView):
    route_base = "/health"

    @route("/", audience=PUBLIC)
    def health(self) -> ResponseReturnValue:
        """Say ok when the database answers; nothing about versions or reasons."""
        is_well = health.database_answers()
        return jsonify({"status": "ok" if is_well else "unavailable"}), 200 if is_well else 503
