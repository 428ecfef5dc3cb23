"""The enterprise's steps on a document: check, declare, copy, withdraw, delete, confirm, object, take a suggestion."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.catalogue.loader import catalogue
from app.domain.document.fields import errors_only
from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError
from app.domain.workflow import Action
from app.models import Certificate
from app.models.base import utc_now
from app.services.applications import applications, cross_checks, drafts
from app.services.certificates import certificates
from app.services.review import reviews
from app.services.workflow import workflow
from app.views.certificates.reuse_words import copy_told
from app.views.certificates.wizard_errors import error_views
from app.views.certificates.wizard_page import list_address
from app.views.certificates.wizard_show import show_context
from app.views.frame.actor import current_actor
from app.views.words.refusals import message
from app.views.workflow import table


class StepScreens:
    """Add the steps that change a document's state to the wizard's view."""

    render_template: Any

    @expose("/<int:certificate_id>/check", methods=["GET"])
    def check(self, certificate_id: int) -> Any:
        """Show what will be declared, or everything that still stands in the way."""
        return self._check_page(certificates.find(current_actor(), certificate_id, permission="can_submit"))

    @expose("/<int:certificate_id>/submit", methods=["POST"])
    def submit(self, certificate_id: int) -> Any:
        """Declare the application of this document (manual 5.3.1 申报)."""
        certificate = certificates.find(current_actor(), certificate_id, permission="can_submit")
        try:
            _perform(Action.SUBMIT, certificate)
        except InvalidError as error:
            return self._check_page(certificate), error.status
        except (NotFoundError, NotPermittedError):
            raise
        except DomainError as error:
            return self._refused(certificate_id, error)
        return self._done(certificate_id, _("%(number)s is declared.", number=certificate.number))

    @expose("/<int:certificate_id>/withdraw", methods=["POST"])
    def withdraw(self, certificate_id: int) -> Any:
        """Take the declaration back, with a reason (撤销申报)."""
        return self._step(certificate_id, Action.WITHDRAW)

    @expose("/<int:certificate_id>/confirm", methods=["POST"])
    def confirm(self, certificate_id: int) -> Any:
        """Confirm the draft that customs asked about (确认)."""
        return self._step(certificate_id, Action.CONFIRM)

    @expose("/<int:certificate_id>/object", methods=["POST"])
    def object(self, certificate_id: int) -> Any:
        """Object to the draft that customs asked about, with a comment (不同意)."""
        return self._step(certificate_id, Action.OBJECT)

    @expose("/<int:certificate_id>/delete", methods=["POST"])
    def delete(self, certificate_id: int) -> Any:
        """Delete this document of a draft; the last one takes the application along."""
        certificate = certificates.find(current_actor(), certificate_id, permission="can_delete")
        name, back = certificate.number, list_address(certificate)
        try:
            certificates.remove(current_actor(), certificate_id, now=utc_now())
        except (NotFoundError, NotPermittedError):
            raise
        except DomainError as error:
            return self._refused(certificate_id, error)
        flash(_("%(number)s is deleted.", number=name), "success")
        return redirect(back)

    @expose("/<int:certificate_id>/copy", methods=["POST"])
    def copy(self, certificate_id: int) -> Any:
        """Make a new draft with the same contents and open its form (manual 5.3.1 复制)."""
        token = request.form.get("client_token", "")[:40]
        made = drafts.copy(current_actor(), certificate_id, now=utc_now(), client_token=token)
        flash(copy_told([certificates.find(current_actor(), certificate_id)]), "success")
        return redirect(url_for("WizardView.edit", certificate_id=made.id))

    @expose("/<int:certificate_id>/remarks/<int:remark_id>/accept", methods=["POST"])
    def accept_suggestion(self, certificate_id: int, remark_id: int) -> Any:
        """Write the value that customs suggested into the returned draft."""
        certificate = reviews.accept_suggestion(current_actor(), certificate_id, remark_id, now=utc_now())
        flash(_("The suggested value stands in the form now."), "success")
        return redirect(url_for("WizardView.edit", certificate_id=certificate.id))

    def _step(self, certificate_id: int, action: Action) -> Any:
        certificate, done = certificates.find(current_actor(), certificate_id), table.words()[action].done
        try:
            _perform(action, certificate, reason=request.form.get("reason", ""))
        except (NotFoundError, NotPermittedError):
            raise
        except DomainError as error:
            return self._refused(certificate_id, error)
        return self._done(certificate_id, done(certificate.application) if done else "")

    def _done(self, certificate_id: int, told: str) -> Any:
        flash(told, "success")
        return redirect(url_for("WizardView.show", certificate_id=certificate_id))

    def _refused(self, certificate_id: int, error: DomainError) -> Any:
        """Show the document as it is by now, with the reason why nothing was done; a typed reason stays."""
        found = certificates.find(current_actor(), certificate_id)
        return self.render_template("certificates/show.html", **show_context(found, refusal=error)), error.status

    def _check_page(self, certificate: Certificate) -> Any:
        application = certificate.application
        refusals = workflow.refusals(current_actor(), application)
        found = error_views(certificate, [*applications.check(application), *cross_checks.of(application)])
        refusal = refusals.get(Action.SUBMIT)
        return self.render_template(
            "certificates/check.html",
            certificate=certificate,
            application=application,
            kind=catalogue().types[certificate.type_code],
            errors=[error for error in found if error.severity == "error"],
            warnings=[error for error in found if error.severity != "error"],
            can_submit=refusal is None and not errors_only(applications.check(application)),
            refusal=message(refusal, {"status": application.status}) if refusal else "",
            version=application.version,
            list_address=list_address(certificate),
        )


def _perform(action: Action, certificate: Certificate, *, reason: str = "") -> None:
    version = request.form.get("version", type=int)
    workflow.perform(current_actor(), action, certificate.application_id, now=utc_now(), version=version, reason=reason)
