"""One application with its documents as tabs: shown, its header kept, checked, and every step of the enterprise."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.domain.document.fields import errors_only
from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError, StaleError
from app.domain.workflow import Action, Side
from app.models import Application
from app.models.base import utc_now
from app.services.applications import applications, cross_checks, papers
from app.services.workflow import workflow
from app.views.applications.case import case, header_changes, list_of
from app.views.applications.documents import DocumentScreens
from app.views.applications.new import ChooserScreens
from app.views.applications.prints import PrintScreens
from app.views.certificates.forms import posted_header
from app.views.certificates.wizard_documents import is_of
from app.views.certificates.wizard_errors import error_views
from app.views.frame.actor import current_actor
from app.views.frame.audiences import any_of, certificate_permission, certificate_step
from app.views.frame.routes import route
from app.views.words.refusals import worded
from app.views.workflow import table


class ApplicationView(ChooserScreens, DocumentScreens, PrintScreens, BaseView):
    route_base = "/applications"
    class_permission_name = "applications"

    @route("/<int:application_id>", audience=certificate_permission("can_show"))
    def show(self, application_id: int) -> ResponseReturnValue:
        """Show an application with its documents, one of them open."""
        return self.page(application_id)

    @route("/<int:application_id>/header", methods=["POST"], audience=("can_edit", "applications"))
    def save_header(self, application_id: int) -> ResponseReturnValue:
        """Keep the basic data 基本信息 of a draft (暂存)."""
        applications.readable(current_actor(), application_id)
        typed = posted_header(request.form)
        version = request.form.get("version", default=0, type=int)
        try:
            applications.save_header(current_actor(), application_id, typed, version=version)
        except StaleError as error:
            found = applications.find(application_id)
            return self.page(application_id, refusal=error, typed=typed, conflict=header_changes(found, typed))
        except DomainError as error:
            return self.page(application_id, refusal=error, typed=typed)
        flash(_("The draft is saved."), "success")
        return redirect(url_for("ApplicationView.show", application_id=application_id))

    @route(
        "/<int:application_id>/check",
        audience=any_of(("can_edit", "applications"), certificate_permission("can_submit")),
    )
    def check(self, application_id: int) -> ResponseReturnValue:
        """Show what will be declared, or everything that stands in the way, over all documents."""
        return self._check_page(applications.visible(current_actor(), application_id))

    @route(
        f"/<int:application_id>/<any({','.join(table.in_row(Side.ENTERPRISE))}):step>",
        methods=["POST"],
        audience=certificate_step,
    )
    def step(self, application_id: int, step: str) -> ResponseReturnValue:
        """Do one of the enterprise's steps on the whole application."""
        action = Action(step)
        application = applications.visible(current_actor(), application_id)
        back = list_of(application)
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
        except DomainError as error:
            return self.page(application_id, refusal=error)
        if (done := table.words()[action].done) is not None:
            flash(done(changed), "success")
        if action is Action.DELETE:
            return redirect(back)
        return redirect(url_for("ApplicationView.show", application_id=application_id))

    def page(self, application_id: int, *, refusal: DomainError | None = None, **given: Any) -> tuple[str, int]:
        """Answer with the page and why something was refused; what is not there or permitted raises."""
        if isinstance(refusal, NotFoundError | NotPermittedError):
            raise refusal
        application = applications.visible(current_actor(), application_id)
        shown = self.render_template("applications/show.html", **case(application, refusal=refusal, **given))
        return shown, refusal.status if refusal else 200

    def _check_page(self, application: Application) -> str:
        refusal = workflow.refusals(current_actor(), application).get(Action.SUBMIT, "not_permitted")
        found = applications.check(application)
        found = [*found, *papers.problems(application, found), *cross_checks.of(application)]
        documents = applications.documents_for(current_actor(), application)
        by_document = {one.id: error_views(one, [e for e in found if is_of(e, one)]) for one in documents}
        own = [error for error in found if error.path.startswith("application.")]
        return self.render_template(
            "applications/check.html",
            application=application,
            documents=documents,
            header_errors=error_views(application.certificates[0], own),
            by_document=by_document,
            error_count=len(errors_only(found)),
            warning_count=len(found) - len(errors_only(found)),
            can_submit=refusal is None and not errors_only(found),
            refusal=worded(refusal, {"status": application.status}) if refusal else "",
            version=application.version,
        )
