"""Returned and to be confirmed 退回与待确认: every document that came back, why, and one click to the field."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.services.certificates import returned
from app.views.certificates.wizard_errors import path_label
from app.views.certificates.wizard_sections import field_id
from app.views.frame.actor import current_actor
from app.views.frame.routes import route


class ReturnedView(BaseView):
    route_base = "/returned"
    class_permission_name = "returned"
    default_view = "index"

    @route("/", right="list")
    def index(self) -> ResponseReturnValue:
        """Show what came back."""
        return self.render_template(
            "certificates/returned.html", items=returned.of(current_actor()), path_label=path_label, field_id=field_id
        )
