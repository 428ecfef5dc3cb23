"""Preview of all documents of an application on one page and in one PDF, and printing them into the ledger."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from flask_appbuilder import expose

from app.domain.errors import DomainError, NotFoundError, NotPermittedError
from app.models.base import utc_now
from app.models.issued_document import COPY_KINDS
from app.services.applications import applications, prints
from app.views.applications.page import page_context
from app.views.certificates.preview import pdf_answer
from app.views.frame.actor import current_actor


class PrintScreens:
    """Add preview and print to the application's view."""

    render_template: Any

    @expose("/<int:application_id>/preview", methods=["GET"])
    def preview(self, application_id: int) -> Any:
        """Show every document of the application on one page."""
        application = applications.readable(current_actor(), application_id)
        return self.render_template("applications/preview.html", application=application)

    @expose("/<int:application_id>/pdf", methods=["GET"])
    def pdf(self, application_id: int) -> Any:
        """Show every document in one PDF; looking at it is not printing it."""
        applications.readable(current_actor(), application_id)
        return pdf_answer(prints.preview_pdf(current_actor(), application_id, now=utc_now()))

    @expose("/<int:application_id>/print", methods=["POST"])
    def print_documents(self, application_id: int) -> Any:
        """Serve the chosen documents' frozen files as one PDF, each print written into the ledger."""
        application = applications.readable(current_actor(), application_id)
        copy_kind = request.form.get("copy_kind", "")
        if copy_kind not in COPY_KINDS:
            abort(404)
        chosen = {int(text) for text in request.form.getlist("documents") if text.isascii() and text.isdigit()}
        ids = [document.id for document in application.certificates if document.id in chosen]
        if len(ids) != len(chosen):
            raise NotFoundError
        try:
            file = prints.print_chosen(
                current_actor(),
                application_id,
                ids,
                copy_kind=copy_kind,
                now=utc_now(),
                reason=request.form.get("reason", ""),
            )
        except (NotFoundError, NotPermittedError):
            raise
        except DomainError as error:
            found = applications.readable(current_actor(), application_id)
            return self.render_template("applications/show.html", **page_context(found, refusal=error)), error.status
        return pdf_answer(file)
