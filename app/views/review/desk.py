"""The reviewer's desk 审核工作台: worklist, one application beside its declaration, and every step of the review."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.domain.errors import DomainError, NotFoundError
from app.domain.workflow import Action
from app.models.base import utc_now
from app.services.applications import applications
from app.services.review import worklist
from app.services.workflow import workflow
from app.views.frame.actor import current_actor
from app.views.frame.context import Arguments
from app.views.frame.routes import route
from app.views.review import forms, steps
from app.views.review.forms import DeskForm
from app.views.review.page import Failure, desk, worklist_page
from app.views.review.steps import DeskStep, Done
from app.views.words.refusals import worded

LONGEST_BATCH = 100


class ReviewDeskView(BaseView):
    route_base = "/review"
    class_permission_name = "review_desk"
    default_view = "index"

    @route("/", right="list")
    def index(self) -> ResponseReturnValue:
        """Show the worklist."""
        query = forms.query(request.args)
        return self.render_template("review/worklist.html", **worklist_page(worklist.page(current_actor(), query)))

    @route("/accept", methods=["POST"], right="list")
    def accept_chosen(self) -> ResponseReturnValue:
        """Accept the chosen applications, each by itself, and say for each what became of it."""
        typed = map(forms.number_of, request.form.getlist("id"))
        chosen = [number for number in typed if number is not None][:LONGEST_BATCH]
        if not chosen:
            flash(_("Choose the applications to accept first."), "warning")
        for application_id in chosen:
            _accept_one(application_id)
        return redirect(url_for("ReviewDeskView.index", **_query_of(request.args)), 303)

    @route("/<int:application_id>")
    def show(self, application_id: int) -> ResponseReturnValue:
        """Show one application at the desk."""
        certificate_id = request.args.get("certificate", type=int)
        return self._show(application_id, certificate_id, None, None)

    @route(
        "/<int:application_id>/<any({}):step>".format(", ".join(f"'{name}'" for name in steps.STEPS)),
        methods=["POST"],
        right="show",
    )
    def take(self, application_id: int, step: str) -> ResponseReturnValue:
        """Take one step of the review; what was typed and not used stays on the desk."""
        form = forms.posted(request.form)
        try:
            done = _take(application_id, step, form)
        except NotFoundError:
            raise
        except DomainError as error:
            failure = Failure(error=error, step=step, box=request.form.get("box", ""))
            return self._show(application_id, form.certificate_id, form, failure), error.status
        forms.keep(application_id, done.kept)
        flash(done.sentence, done.kind)
        address = url_for("ReviewDeskView.show", application_id=application_id, certificate=form.certificate_id)
        return redirect(f"{address}{done.anchor}", 303)

    def _show(
        self, application_id: int, certificate_id: int | None, form: DeskForm | None, failure: Failure | None
    ) -> str:
        context = desk(current_actor(), application_id, certificate_id, form=form, failure=failure)
        return self.render_template("review/desk.html", **context)


def _take(application_id: int, step: str, form: DeskForm) -> Done:
    act: Callable[[DeskStep], Done] = steps.STEPS[step]
    numbers = {name: request.form.get(name, type=int) for name in ("remark_id",)}
    return act(
        DeskStep(
            actor=current_actor(),
            application_id=application_id,
            form=form,
            now=utc_now(),
            box=request.form.get("box", ""),
            remark_id=numbers["remark_id"],
            path=request.form.get("path", ""),
        )
    )


def _accept_one(application_id: int) -> None:
    try:
        done = workflow.perform(current_actor(), Action.ACCEPT, application_id, now=utc_now())
        flash(_("%(number)s: accepted.", number=done.inspection_no), "success")
    except NotFoundError as error:
        flash(worded(error), "danger")
    except DomainError as error:
        number = applications.find(application_id).inspection_no
        flash(_("%(number)s: %(reason)s", number=number, reason=worded(error)), "danger")


def _query_of(args: Mapping[str, str]) -> Arguments:
    return {name: value for name, value in args.items() if value}
