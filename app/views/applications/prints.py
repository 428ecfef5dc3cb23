"""The papers of an application: each sheet, one or all as PDF, the frozen files, and printing into the ledger."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from app.domain.errors import DomainError, NotFoundError
from app.models import Certificate
from app.models.base import utc_now
from app.models.issued_document import COPY_KINDS
from app.services.applications import applications, prints
from app.services.certificates import certificates, documents, papers
from app.services.certificates.documents import File
from app.views.certificates import paper_answers
from app.views.certificates.wizard_page import address_of
from app.views.frame.actor import current_actor
from app.views.frame.audiences import certificate_permission
from app.views.frame.context import Renderer
from app.views.frame.routes import route


class PrintScreens:
    """Add preview and print to the application's view."""

    render_template: Renderer
    page: Callable[..., tuple[str, int]]

    @route("/<int:application_id>/preview", audience=certificate_permission("can_show"))
    def preview(self, application_id: int) -> ResponseReturnValue:
        """Show every document of the application on one page."""
        application = applications.visible(current_actor(), application_id)
        shown = applications.documents_for(current_actor(), application)
        return self.render_template("applications/preview.html", application=application, documents=shown)

    @route("/<int:application_id>/preview/<int:certificate_id>", audience=certificate_permission("can_preview"))
    def sheet(self, application_id: int, certificate_id: int) -> ResponseReturnValue:
        """Show the paper of one document on a page of its own."""
        certificate = document_of(application_id, certificate_id)
        documents.permit(current_actor(), certificate)
        return self.render_template(
            "applications/sheet.html", application=certificate.application, certificate=certificate
        )

    @route(
        "/<int:application_id>/preview/<int:certificate_id>/pages/<int:number>",
        audience=certificate_permission("can_preview"),
    )
    def drawn(self, application_id: int, certificate_id: int, number: int) -> Response:
        """Send one page of a document's paper with its boxes."""
        paper = papers.of_document(current_actor(), document_of(application_id, certificate_id), now=utc_now())
        return paper_answers.page_answer(paper, number)

    @route(
        "/<int:application_id>/preview/<int:certificate_id>/pages/<int:number>/picture",
        audience=certificate_permission("can_preview"),
    )
    def picture(self, application_id: int, certificate_id: int, number: int) -> Response:
        """Send one page of a document's paper as a picture alone."""
        paper = papers.of_document(current_actor(), document_of(application_id, certificate_id), now=utc_now())
        return paper_answers.picture_answer(paper, number)

    @route("/<int:application_id>/pdf", audience=certificate_permission("can_preview"))
    def pdf(self, application_id: int) -> ResponseReturnValue:
        """Show the chosen documents in one PDF, all when none is chosen; looking at it is not printing it."""
        chosen = _chosen()
        if len(chosen) == 1:
            certificate = document_of(application_id, chosen[0])
            if documents.readable(current_actor(), certificate.id).issued_at:
                return redirect(address_of(certificate, "issued", certificate_id=certificate.id, copy_kind="original"))
        return pdf_answer(prints.preview_pdf(current_actor(), application_id, chosen, now=utc_now()))

    @route(
        "/<int:application_id>/issued/<int:certificate_id>/<copy_kind>", audience=certificate_permission("can_preview")
    )
    def issued(self, application_id: int, certificate_id: int, copy_kind: str) -> ResponseReturnValue:
        """Show the frozen file of a document; looking at it is not printing it."""
        document_of(application_id, certificate_id)
        return pdf_answer(documents.issued(current_actor(), certificate_id, _known(copy_kind))[1])

    @route("/<int:application_id>/print", methods=["POST"], audience=certificate_permission("can_print"))
    def print_documents(self, application_id: int) -> ResponseReturnValue:
        """Serve the chosen documents' frozen files as one PDF, each print written into the ledger."""
        copy_kind = _known(request.form.get("copy_kind", ""))
        reason = request.form.get("reason", "")
        try:
            file = prints.print_chosen(
                current_actor(), application_id, _chosen(), copy_kind=copy_kind, now=utc_now(), reason=reason
            )
        except DomainError as error:
            return self.page(application_id, refusal=error)
        return pdf_answer(file)


def document_of(application_id: int, certificate_id: int) -> Certificate:
    """Return a document of this application in the reader's scope; raises NotFoundError."""
    certificate = certificates.load(certificate_id)
    if certificate.application_id != application_id:
        raise NotFoundError
    return certificate


def pdf_answer(file: File) -> Response:
    """Answer with a PDF that the browser shows in its own viewer."""
    answer = Response(file.data, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{file.name}"'
    return answer


def _chosen() -> list[int]:
    return [int(text) for text in request.values.getlist("documents") if text.isascii() and text.isdigit()]


def _known(copy_kind: str) -> str:
    return copy_kind if copy_kind in COPY_KINDS else abort(404)
