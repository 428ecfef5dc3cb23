"""The overseas portal 海外端: search a document by its number, see where it stands, what it says, and the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import structlog
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import lazy_gettext as _l

from app.domain.document import numbering, texts
from app.domain.lookups import MAX_MISSES, typed_number
from app.models import IssuedDocument, Scan
from app.models.base import utc_now
from app.services.portal import documents as portal_documents
from app.services.portal import lookups
from app.services.portal.lookups import Answer, Question
from app.views.frame.actor import current_actor
from app.views.frame.audiences import OVERSEAS
from app.views.frame.portal_language import PREFIX
from app.views.frame.routes import route
from app.views.portal.facts import facts, type_label
from app.views.words.label import Label

log = structlog.get_logger("portal")

NOT_A_NUMBER = _l("A document number has 6 to 32 letters, digits or hyphens.")
NOT_A_DECLARATION = _l("Enter the 15 characters of the inspection number and the date of issue.")


class PortalView(BaseView):
    route_base = PREFIX
    class_permission_name = "overseas_portal"

    @route("/", audience=OVERSEAS)
    def search(self) -> ResponseReturnValue:
        """Show the two ways to search."""
        return self._page()

    @route("/search", methods=["POST"], audience=OVERSEAS)
    def look_up(self) -> ResponseReturnValue:
        """Search 检索: one document is shown at once; what cannot be shown has one answer, whatever the reason."""
        question, problem = _read(request.form)
        if question is None:
            return self._page(problem=problem), 422
        answer = lookups.look_up(current_actor(), question, now=utc_now())
        if answer.paused_until is not None:
            log.warning("searching_paused", user=current_actor().user_id, address=request.remote_addr)
            page = self._page(answer=answer)
            return page, 429, {"Retry-After": str(int((answer.paused_until - utc_now()).total_seconds()) + 1)}
        if not answer.numbers:
            log.info("searched_in_vain", user=current_actor().user_id, address=request.remote_addr)
            return self._page(answer=answer), 404
        if len(answer.numbers) > 1:
            return self._page(answer=answer)
        return redirect(url_for("PortalView.show", number=answer.numbers[0]), code=303)

    @route("/documents/<string:number>", audience=OVERSEAS)
    def show(self, number: str) -> ResponseReturnValue:
        """Show a document that was found: where it stands, what it says, the paper and its scans."""
        certificate = lookups.opened(current_actor(), number, now=utc_now())
        documents = lookups.issued_documents(certificate) if certificate is not None else []
        scans = portal_documents.scans_under(number)
        return self.render_template(
            "portal/document.html",
            number=number,
            certificate=certificate,
            standing=portal_documents.standing_of(certificate) if certificate is not None else None,
            documents=documents,
            issue_date=lookups.issue_date(documents[0]) if documents else None,
            kind=type_label(certificate.type_code) if certificate is not None else None,
            facts=list(facts(documents[0])) if documents else [],
            scans=scans,
            shown=_shown(documents, scans),
            checked_at=utc_now(),
        )

    def _page(self, *, answer: Answer | None = None, problem: tuple[str, Label] | None = None) -> str:
        page: str = self.render_template(
            "portal/search.html",
            answer=answer,
            problem=problem,
            typed=request.form,
            limit=MAX_MISSES,
        )
        return page


def _read(form: Mapping[str, str]) -> tuple[Question | None, tuple[str, Label] | None]:
    """Read what is asked, or say which form is not right: that is no search, and counts as none."""
    if form.get("by") == "inspection":
        number, day = typed_number(form.get("inspection_no", "")[:200]), texts.read_date(form.get("issue_date", ""))
        if not numbering.is_inspection_no(number) or day is None:
            return None, ("inspection", NOT_A_DECLARATION)
        return Question(inspection_no=number, issue_date=day), None
    number = typed_number(form.get("document_no", "")[:200])
    if not numbering.is_document_no(number):
        return None, ("document", NOT_A_NUMBER)
    return Question(document_no=number), None


def _shown(documents: Sequence[IssuedDocument], scans: Sequence[Scan]) -> tuple[str, str]:
    """Return which file the page shows: `copy=original` or `scan=7` in the address, else the first there is."""
    kinds, ids = [document.copy_kind for document in documents], [str(scan.id) for scan in scans]
    if request.args.get("scan") in ids:
        return "scan", request.args["scan"]
    if request.args.get("copy") in kinds:
        return "copy", request.args["copy"]
    return ("copy", kinds[0]) if kinds else ("scan", ids[0]) if ids else ("", "")
