"""The files that the portal shows in its pages: the frozen PDF of an issued document, and scans."""

from __future__ import annotations

from flask import Response, request
from flask_appbuilder import BaseView

from app.domain.errors import NotFoundError
from app.models import IssuedDocument
from app.models.base import utc_now
from app.services.certificates import documents, papers
from app.services.certificates.documents import File
from app.services.portal import documents as portal_documents
from app.services.portal import lookups
from app.views.certificates import paper_answers
from app.views.frame.actor import current_actor
from app.views.frame.audiences import OVERSEAS
from app.views.frame.portal_language import PREFIX
from app.views.frame.routes import route

#: A file runs nothing and loads nothing; our own pages may show it in a frame.
FILE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; img-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)


class PortalFileView(BaseView):
    route_base = f"{PREFIX}/documents"
    class_permission_name = "overseas_portal"

    @route("/<string:number>/<string:copy_kind>.pdf", audience=OVERSEAS)
    def issued(self, number: str, copy_kind: str) -> Response:
        """Send the frozen file of a document that was found."""
        return _sent(documents.read(_found(number, copy_kind)), "application/pdf")

    @route("/<string:number>/<string:copy_kind>/pages/<int:page>", audience=OVERSEAS)
    def page(self, number: str, copy_kind: str, page: int) -> Response:
        """Send a picture of one page of the frozen file."""
        return paper_answers.picture_answer(papers.of_file(_found(number, copy_kind)), page)

    @route("/<string:number>/scans/<int:scan_id>", audience=OVERSEAS)
    def scan(self, number: str, scan_id: int) -> Response:
        """Send a scan under a number that was found."""
        lookups.opened(current_actor(), number, now=utc_now())
        scan = next((row for row in portal_documents.scans_under(number) if row.id == scan_id), None)
        if scan is None:
            raise NotFoundError
        file, kind = portal_documents.read_scan(scan)
        return _sent(file, kind)


def _found(number: str, copy_kind: str) -> IssuedDocument:
    """Return a frozen document under a number that was found; raises NotFoundError."""
    certificate = lookups.opened(current_actor(), number, now=utc_now())
    rows = lookups.issued_documents(certificate) if certificate is not None else []
    document = next((row for row in rows if row.copy_kind == copy_kind), None)
    if document is None:
        raise NotFoundError
    return document


def _sent(file: File, kind: str) -> Response:
    answer = Response(file.data, mimetype=kind)
    how = "attachment" if "download" in request.args else "inline"
    answer.headers["Content-Disposition"] = f'{how}; filename="{file.name}"'
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
