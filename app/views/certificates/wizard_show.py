"""One document, read-only: the sheet, its state, what customs says about it, what can be done now."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_appbuilder import expose

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError
from app.domain.workflow import Action, Side, Status
from app.models import Application, Certificate
from app.services.certificates import certificates, documents
from app.services.workflow import timelines, workflow
from app.views.certificates.wizard_errors import HEADER_LABELS, path_label
from app.views.certificates.wizard_page import Change, list_address
from app.views.certificates.wizard_sections import field_id
from app.views.frame.actor import current_actor
from app.views.words.content_words import place_text
from app.views.words.refusals import message
from app.views.workflow import table
from app.views.workflow.record import Form


@dataclass(frozen=True)
class Button:
    """One verb: allowed now, or visible with the reason why not; `form` is what it opens."""

    action: str
    label: Any
    reason: str
    form: Form | None
    is_always_shown: bool

    @property
    def is_allowed(self) -> bool:
        return not self.reason


class ShowScreens:
    """Add the read-only page to the wizard's view."""

    render_template: Any

    @expose("/<int:certificate_id>", methods=["GET"])
    def show(self, certificate_id: int) -> Any:
        """Show a document (查看)."""
        certificate = certificates.find(current_actor(), certificate_id)
        return self.render_template("certificates/show.html", **show_context(certificate))


def show_context(certificate: Certificate, *, refusal: DomainError | None = None) -> dict[str, Any]:
    """Return what certificates/show.html needs, with the reason why a step was refused."""
    application = certificate.application
    actor = current_actor()
    buttons = verbs(application)
    is_awaiting = application.status == Status.AWAITING_CONFIRMATION
    return {
        "certificate": certificate,
        "application": application,
        "kind": catalogue().types[certificate.type_code],
        "header_labels": HEADER_LABELS,
        "buttons": buttons,
        "notice": table.states()[Status(application.status)].notice,
        "can_edit": any(b.action == Action.SUBMIT and b.is_allowed for b in buttons),
        "can_copy": actor.may("can_copy", certificates.resource(certificate)) and bool(actor.organisation_ids),
        "remarks": remarks(certificate),
        "asked_changes": asked_changes(certificate) if is_awaiting else [],
        "prints": documents.printed(certificate) if certificate.issued_at else [],
        "copy_kinds": documents.copy_kinds(certificate) if certificate.issued_at else [],
        "can_print": workflow.refusals(actor, application).get(Action.PRINT, "no") is None,
        "client_token": uuid.uuid4().hex,
        "version": application.version,
        "message": message,
        "timeline": timelines.of(application, tab=request.args.get("timeline", "all")),
        "timeline_base": url_for("WizardView.show", certificate_id=certificate.id),
        "list_address": list_address(certificate),
        "refusal": refusal,
        "typed_reason": request.form.get("reason", ""),
        "typed_copy_kind": request.form.get("copy_kind", ""),
    }


def verbs(application: Application) -> list[Button]:
    """Return the enterprise's verbs that the reader's side and roles include."""
    refusals = workflow.refusals(current_actor(), application)
    params = {"status": application.status}
    found = []
    for action in table.in_row(Side.ENTERPRISE):
        if action in refusals:
            why_not, words = refusals[action], table.words()[action]
            reason = message(why_not, params) if why_not else ""
            found.append(Button(action.value, words.label, reason, words.form, words.is_always_shown))
    return found


def remarks(certificate: Certificate) -> list[dict[str, Any]]:
    """Return what customs returned at the fields of this document."""
    return [
        {"remark": remark, "label": path_label(certificate, remark.path), "anchor": field_id(remark.path)}
        for remark in certificate.application.remarks
        if remark.certificate_id == certificate.id and remark.state in ("returned", "accepted")
    ]


def asked_changes(certificate: Certificate) -> list[Change]:
    """Return what the reviewer changed before he asked for confirmation."""
    asked = next((e for e in reversed(certificate.application.events) if e.action == Action.ASK_CONFIRMATION), None)
    changes = asked.details.get("changes", []) if asked else []
    return [
        Change(
            path_label(certificate, change["path"]),
            *(place_text(certificate.format_version.spec, change["path"], change[side]) for side in ("new", "old")),
        )
        for change in changes
        if change["certificate"] == certificate.id
    ]
