"""The document as it prints: the sheet in the page, its PDF, the frozen file, and printing into the ledger."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask_appbuilder import BaseView, expose

from app.domain.errors import DomainError, NotFoundError, NotPermittedError
from app.models.base import utc_now
from app.models.issued_document import COPY_KINDS
from app.services.certificates import certificates, documents
from app.services.certificates.documents import File
from app.views.certificates.wizard_show import show_context
from app.views.frame.actor import current_actor
from app.views.frame.headers import csp_nonce


class PreviewView(BaseView):
    route_base = "/certificates"
    class_permission_name = "certificates"

    @expose("/<int:certificate_id>/preview", methods=["GET"])
    def sheet(self, certificate_id: int) -> Any:
        """Show the sheet as HTML of its own, watermarked; no PDF engine starts."""
        pages = documents.preview(current_actor(), certificate_id, now=utc_now(), nonce=csp_nonce())
        return Response(pages.html, mimetype="text/html")

    @expose("/<int:certificate_id>/pdf", methods=["GET"])
    def pdf(self, certificate_id: int) -> Any:
        """Show the watermarked PDF; an issued document has its frozen file instead."""
        certificate = certificates.find(current_actor(), certificate_id, permission="can_preview")
        if certificate.issued_at:
            return redirect(url_for("PreviewView.document", certificate_id=certificate_id, copy_kind="original"))
        return pdf_answer(documents.preview_pdf(current_actor(), certificate_id, now=utc_now()))

    @expose("/<int:certificate_id>/document/<copy_kind>", methods=["GET"])
    def document(self, certificate_id: int, copy_kind: str) -> Any:
        """Show the frozen file; looking at it is not printing it."""
        _known(copy_kind)
        return pdf_answer(documents.issued(current_actor(), certificate_id, copy_kind)[1])

    @expose("/<int:certificate_id>/print", methods=["POST"])
    def print_document(self, certificate_id: int) -> Any:
        """Serve the frozen file for printing and write the print into the ledger."""
        copy_kind = _known(request.form.get("copy_kind", ""))
        try:
            _document, file = documents.print_issued(
                current_actor(),
                certificate_id,
                copy_kind=copy_kind,
                now=utc_now(),
                reason=request.form.get("reason", ""),
            )
        except (NotFoundError, NotPermittedError):
            raise
        except DomainError as error:
            found = certificates.find(current_actor(), certificate_id)
            return self.render_template("certificates/show.html", **show_context(found, refusal=error)), error.status
        return pdf_answer(file)


def _known(copy_kind: str) -> str:
    return copy_kind if copy_kind in COPY_KINDS else abort(404)


def pdf_answer(file: File) -> Response:
    """Answer with a PDF that the browser shows in its own viewer."""
    answer = Response(file.data, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{file.name}"'
    return answer
