"""Returned and to be confirmed 退回与待确认: every document that came back, why, and one click to the field."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView, expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _

from app.domain.errors import DomainError
from app.models.base import utc_now
from app.services.certificates import returned
from app.services.review import reviews
from app.views.certificates.wizard_errors import path_label
from app.views.certificates.wizard_sections import field_id
from app.views.frame.actor import current_actor
from app.views.words.refusals import message


class ReturnedView(BaseView):
    route_base = "/returned"
    class_permission_name = "returned"
    default_view = "index"

    @expose("/", methods=["GET"])
    @has_access
    @permission_name("list")
    def index(self) -> ResponseReturnValue:
        """Show what came back."""
        return self.render_template(
            "certificates/returned.html", items=returned.of(current_actor()), path_label=path_label, field_id=field_id
        )

    @expose("/<int:certificate_id>/remarks/<int:remark_id>/accept", methods=["POST"])
    @has_access
    @permission_name("list")
    def accept(self, certificate_id: int, remark_id: int) -> ResponseReturnValue:
        """Write the value that customs suggested into the returned draft, and stay on this page."""
        try:
            reviews.accept_suggestion(current_actor(), certificate_id, remark_id, now=utc_now())
        except DomainError as error:
            if error.status in (403, 404):
                raise
            flash(message(error), "danger")
        else:
            flash(_("The suggested value is taken over."), "success")
        return redirect(url_for("ReturnedView.index", _anchor=f"document-{certificate_id}"), 303)
