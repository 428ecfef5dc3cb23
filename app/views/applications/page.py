"""One application: basic data, documents, what can be done now, prints, application and review history."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.domain.document.fields import errors_only
from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError, StaleError
from app.domain.workflow import Action, Side, Status, Validity, is_editable
from app.models import Application, Certificate
from app.models.base import utc_now
from app.services.applications import applications, cross_checks, documents, prints
from app.services.base.names import Names
from app.services.certificates import shared_goods
from app.services.workflow import timelines, workflow
from app.views.certificates.forms import posted_header, stored_header
from app.views.certificates.wizard_documents import is_of
from app.views.certificates.wizard_errors import HEADER_LABELS, error_views
from app.views.certificates.wizard_page import Change, choices
from app.views.certificates.wizard_show import asked_changes, remarks, verbs
from app.views.frame.actor import current_actor
from app.views.words.formatting import name_language
from app.views.words.refusals import message
from app.views.workflow import table

STANDING = (Validity.VALID, Validity.SUPPLEMENTED)


@dataclass(frozen=True, kw_only=True)
class DocumentView:
    """One document of the application as its page lists it."""

    certificate: Certificate
    errors: int
    warnings: int
    missing: int
    remarks: list[dict[str, Any]]
    changes: list[Change]
    can_share: bool
    can_print: bool


class PageScreens:
    """Add the application's own page to its view."""

    render_template: Any

    @expose("/<int:application_id>", methods=["GET"])
    def show(self, application_id: int) -> Any:
        """Show an application with all of its documents."""
        return self._page(applications.readable(current_actor(), application_id))

    @expose("/<int:application_id>/header", methods=["POST"])
    def save_header(self, application_id: int) -> Any:
        """Keep the basic data 基本信息 of a draft (暂存)."""
        application = applications.readable(current_actor(), application_id)
        typed = posted_header(request.form)
        version = request.form.get("version", default=0, type=int)
        try:
            applications.save_header(current_actor(), application_id, typed, version=version, now=utc_now())
        except StaleError as error:
            found = applications.readable(current_actor(), application_id)
            return self._page(found, refusal=error, typed=typed, conflict=header_changes(found, typed)), error.status
        except InvalidError as error:
            return self._page(application, refusal=error, typed=typed), error.status
        except (NotFoundError, NotPermittedError):
            raise
        except DomainError as error:
            return self._page(application, refusal=error, typed=typed), error.status
        flash(_("The draft is saved."), "success")
        return redirect(url_for("ApplicationView.show", application_id=application_id))

    @expose("/<int:application_id>/check", methods=["GET"])
    def check(self, application_id: int) -> Any:
        """Show what will be declared, or everything that stands in the way, over all documents."""
        return self._check_page(applications.readable(current_actor(), application_id))

    @expose("/<int:application_id>/<any({}):step>".format(", ".join(table.in_row(Side.ENTERPRISE))), methods=["POST"])
    def step(self, application_id: int, step: str) -> Any:
        """Do one of the enterprise's steps on the whole application."""
        action = Action(step)
        application = applications.readable(current_actor(), application_id)
        try:
            changed = workflow.perform(
                current_actor(),
                action,
                application_id,
                now=utc_now(),
                version=request.form.get("version", type=int),
                reason=request.form.get("reason", ""),
            )
        except InvalidError as error:
            return self._check_page(application), error.status
        except (NotFoundError, NotPermittedError):
            raise
        except DomainError as error:
            return self._page(applications.readable(current_actor(), application_id), refusal=error), error.status
        if (done := table.words()[action].done) is not None:
            flash(done(changed), "success")
        if action is Action.DELETE:
            return redirect(url_for("ApplicationsView.list"))
        return redirect(url_for("ApplicationView.show", application_id=application_id))

    def _page(self, application: Application, **given: Any) -> Any:
        return self.render_template("applications/show.html", **page_context(application, **given))

    def _check_page(self, application: Application) -> Any:
        refusal = workflow.refusals(current_actor(), application).get(Action.SUBMIT, "not_permitted")
        found = [*applications.check(application), *cross_checks.of(application)]
        by_document = {
            document.id: error_views(document, [e for e in found if is_of(e, document)])
            for document in application.certificates
        }
        own = [error for error in found if error.path.startswith("application.")]
        return self.render_template(
            "applications/check.html",
            application=application,
            header_errors=error_views(application.certificates[0], own),
            by_document=by_document,
            error_count=len(errors_only(found)),
            warning_count=len(found) - len(errors_only(found)),
            can_submit=refusal is None and not errors_only(found),
            refusal=message(refusal, {"status": application.status}) if refusal else "",
            version=application.version,
        )


def page_context(
    application: Application,
    *,
    refusal: DomainError | None = None,
    typed: Mapping[str, Any] | None = None,
    conflict: Iterable[Change] = (),
) -> dict[str, Any]:
    """Return what applications/show.html needs; `typed` header values stay when they were refused."""
    actor = current_actor()
    buttons = verbs(application)
    is_draft = is_editable(Status(application.status)) and any(b.action == Action.SUBMIT for b in buttons)
    shown = {**stored_header(application), **(typed or {})}
    return {
        "application": application,
        "documents": document_views(application),
        "is_draft": is_draft,
        "buttons": buttons,
        "notice": table.states()[Status(application.status)].notice,
        "can_copy": application.organisation_id in actor.organisation_ids and actor.may("can_add", "applications"),
        "client_token": uuid.uuid4().hex,
        "version": application.version,
        "mark": documents.mark_of(application),
        "header": shown,
        "header_labels": HEADER_LABELS,
        "header_errors": {e.path.rpartition(".")[2]: message(e) for e in getattr(refusal, "errors", ())},
        "is_packaging": documents.is_packaging(application),
        "conflict": list(conflict),
        "refusal": refusal,
        "message": message,
        "typed_reason": request.form.get("reason", ""),
        "typed_copy_kind": request.form.get("copy_kind", ""),
        "prints": prints.ledger(application),
        "copy_kinds": prints.copy_kinds(application),
        "timeline": timelines.of(application, tab=request.args.get("timeline", "all")),
        "timeline_base": url_for("ApplicationView.show", application_id=application.id),
        "moved": request.args.get("moved", ""),
        **choices(Names(), name_language()),
    }


def document_views(application: Application) -> list[DocumentView]:
    """Return the documents with what is wrong with each, what customs said and changed, and what can be printed."""
    is_draft = is_editable(Status(application.status))
    found = applications.check(application) if is_draft else []
    is_awaiting = application.status == Status.AWAITING_CONFIRMATION
    shown = []
    for document in application.certificates:
        own = [error for error in found if is_of(error, document)]
        wrong = errors_only(own)
        missing = sum(error.code in ("required", "too_few_rows") for error in wrong)
        shown.append(
            DocumentView(
                certificate=document,
                errors=len(wrong) - missing,
                missing=missing,
                warnings=len(own) - len(wrong),
                remarks=remarks(document),
                changes=asked_changes(document) if is_awaiting else [],
                can_share=shared_goods.has_goods(document),
                can_print=document.validity in STANDING,
            )
        )
    return shown


def header_changes(application: Application, typed: Mapping[str, Any]) -> list[Change]:
    """Return where a typed header differs from the one that somebody else saved meanwhile."""
    theirs = stored_header(application)
    return [
        Change(str(HEADER_LABELS[name]), str(theirs.get(name) or ""), str(value or ""))
        for name, value in typed.items()
        if (theirs.get(name) or "") != (value or "")
    ]
