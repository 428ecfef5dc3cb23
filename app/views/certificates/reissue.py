"""Reissue 补发申报 as a guided form: kind, reason, where the original is; then the draft and what differs in it."""

from __future__ import annotations

import uuid

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.domain.document.reissues import RULES
from app.domain.errors import DomainError, NotFoundError
from app.domain.workflow import Action
from app.models import Certificate
from app.models.base import utc_now
from app.services.applications import reissues
from app.services.certificates import certificates, reissue_limits
from app.views.certificates.reissue_words import EXPLAINED
from app.views.certificates.wizard_errors import path_label
from app.views.certificates.wizard_page import list_address
from app.views.frame.actor import current_actor
from app.views.frame.audiences import certificate_permission
from app.views.frame.routes import route
from app.views.words.labels import ORIGINAL_PLACES, REISSUE_KINDS
from app.views.words.refusals import worded
from app.views.workflow import table


class ReissueView(BaseView):
    route_base = "/reissues"
    class_permission_name = "certificates"

    @route("/<int:certificate_id>/new", methods=["GET", "POST"], audience=certificate_permission("can_reissue"))
    def new(self, certificate_id: int) -> ResponseReturnValue:
        """Ask for the kind, the reason and the place of the original, or make the draft (manual 5.8.1 补发申报)."""
        certificate = certificates.find(current_actor(), certificate_id, permission="can_reissue")
        if request.method == "GET":
            return self._page(certificate, None)
        form = request.form
        try:
            made = reissues.reissue(
                current_actor(),
                certificate_id,
                kind=form.get("kind", ""),
                reason=form.get("reason", ""),
                original_place=form.get("original_place", ""),
                original_note=form.get("original_note", ""),
                now=utc_now(),
                client_token=form.get("client_token", "")[:40],
            )
        except DomainError as error:
            if error.status in (403, 404):
                raise
            found = certificates.find(current_actor(), certificate_id, permission="can_reissue")
            return self._page(found, error), error.status
        if (done := table.words()[Action.REISSUE].done) is not None:
            flash(done(made), "success")
        return redirect(url_for("WizardView.edit", certificate_id=made.certificates[0].id), code=303)

    @route("/<int:certificate_id>/differences", audience=certificate_permission("can_show"))
    def differences(self, certificate_id: int) -> ResponseReturnValue:
        """Show where a reissue differs from the old document."""
        certificate = certificates.find(current_actor(), certificate_id)
        origin = reissue_limits.origin_of(certificate.application)
        if origin is None:
            raise NotFoundError
        return self.render_template(
            "certificates/reissue_differences.html",
            certificate=certificate,
            application=certificate.application,
            origin=origin,
            changes=[(path_label(certificate, path), old, new) for path, old, new in reissues.changes(certificate)],
            list_address=list_address(certificate),
        )

    def _page(self, certificate: Certificate, refusal: DomainError | None) -> str:
        other = reissues.open_reissue(certificate)
        code = reissues.refusal(current_actor(), certificate)
        params = {"number": certificate.certificate_no, "action": Action.REISSUE.value}
        return self.render_template(
            "certificates/reissue.html",
            certificate=certificate,
            application=certificate.application,
            other=other.certificates[0] if other is not None and other.certificates else None,
            closed=worded(code, params) if code else "",
            refusal=worded(refusal) if refusal is not None and code is None else "",
            wants_reason=refusal is not None and refusal.code == "reason_needed",
            kinds=REISSUE_KINDS,
            explained=EXPLAINED,
            places=ORIGINAL_PLACES,
            rules=RULES,
            typed=request.form,
            kind=request.form.get("kind", "supplement"),
            client_token=request.form.get("client_token") or uuid.uuid4().hex,
            list_address=list_address(certificate),
        )
