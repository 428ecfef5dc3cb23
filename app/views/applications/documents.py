"""The documents of an application 添加证单: add by scheme and format, take out, order, share the goods."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.errors import DomainError, NotFoundError, NotPermittedError
from app.models import Application, Certificate
from app.models.base import utc_now
from app.services.applications import applications, documents
from app.services.declarations import declarations
from app.views.applications.new import document_choices, wanted
from app.views.applications.prints import document_of
from app.views.frame.actor import current_actor
from app.views.frame.audiences import certificate_permission
from app.views.frame.context import Renderer
from app.views.frame.routes import route
from app.views.words.refusals import worded


class DocumentScreens:
    """Add what changes an application's documents to its view."""

    render_template: Renderer
    page: Callable[..., tuple[str, int]]

    @route("/<int:application_id>/documents/new", methods=["GET", "POST"], audience=("can_edit", "applications"))
    def add(self, application_id: int) -> ResponseReturnValue:
        """Show the documents that can be added, or add the chosen ones and open the first of them."""
        application = applications.readable(current_actor(), application_id)
        if request.method == "GET":
            return self._choices(application)
        try:
            added = documents.add(
                current_actor(),
                application_id,
                wanted(),
                version=request.form.get("version", default=0, type=int),
                now=utc_now(),
                wants_import="wants_import" in request.form,
            )
        except (NotFoundError, NotPermittedError) as error:
            if error.code in (NotFoundError.code, NotPermittedError.code):
                raise
            return self._choices(application, refusal=error), error.status
        except DomainError as error:
            return self._choices(applications.readable(current_actor(), application_id), refusal=error), error.status
        flash(ngettext("%(num)s document is added.", "%(num)s documents are added.", len(added)), "success")
        return redirect(url_for("WizardView.edit", certificate_id=added[0].id))

    @route(
        "/<int:application_id>/documents/<int:certificate_id>/remove",
        methods=["POST"],
        audience=certificate_permission("can_delete"),
    )
    def remove(self, application_id: int, certificate_id: int) -> ResponseReturnValue:
        """Take a document out of a draft; the page asked before, naming it."""
        number = document_of(application_id, certificate_id).number
        mark = request.form.get("mark")
        return self._changed(
            application_id,
            lambda: documents.remove(current_actor(), application_id, certificate_id, mark=mark, now=utc_now()),
            told=_("%(number)s is taken out of the application.", number=number),
        )

    @route(
        "/<int:application_id>/documents/<int:certificate_id>/move",
        methods=["POST"],
        audience=("can_edit", "applications"),
    )
    def move(self, application_id: int, certificate_id: int) -> ResponseReturnValue:
        """Move a document up or down."""
        return self._changed(
            application_id,
            lambda: documents.move(
                current_actor(),
                application_id,
                certificate_id,
                is_up=request.form.get("to") == "up",
                version=request.form.get("version", default=0, type=int),
            ),
            moved=f"{request.form.get('to')}-{certificate_id}",
        )

    @route("/<int:application_id>/sharing", methods=["POST"], audience=("can_edit", "applications"))
    def share(self, application_id: int) -> ResponseReturnValue:
        """Let the documents share their goods, beginning with those of one of them, or let each have its own."""
        if request.form.get("shares") != "yes":
            version = request.form.get("version", default=0, type=int)
            return self._changed(
                application_id,
                lambda: documents.unshare(current_actor(), application_id, version=version, now=utc_now()),
                told=_("Every document has its own goods now; nothing in them is changed."),
            )
        return self._changed(
            application_id,
            lambda: documents.share(
                current_actor(),
                application_id,
                source_id=request.form.get("source", default=0, type=int),
                mark=request.form.get("mark", ""),
                now=utc_now(),
            ),
            told=_("All documents have the same goods lines and containers now."),
        )

    def _changed(
        self,
        application_id: int,
        change: Callable[[], Application | Certificate | None],
        *,
        told: str = "",
        moved: str = "",
    ) -> ResponseReturnValue:
        """Do a change and go back to the application's page, or show there why it was refused."""
        try:
            change()
        except DomainError as error:
            return self.page(application_id, refusal=error)
        if told:
            flash(told, "success")
        # a fragment would take the focus away from the button that was pressed
        anchor = None if moved else "arrangement"
        address = url_for("ApplicationView.show", application_id=application_id, moved=moved or None, _anchor=anchor)
        return redirect(address, code=303)

    def _choices(self, application: Application, *, refusal: DomainError | None = None) -> str:
        first = application.certificates[0]
        scheme = documents.scheme_of(first.type_code)
        return self.render_template(
            "applications/add.html",
            application=application,
            version=application.version,
            refusal=refusal,
            worded=worded,
            chosen=request.form.getlist("documents"),
            is_declared=declarations.source(application.inspection_no, scheme=scheme) is not None,
            **document_choices(beside=first.type_code),
        )
