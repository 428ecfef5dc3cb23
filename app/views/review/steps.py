"""The steps of the desk: one row a button, each calls the one service that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from flask import current_app
from flask_babel import gettext as _

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError
from app.domain.workflow import TRANSITIONS, Action, Side
from app.models import Application
from app.services.applications import applications, issuance
from app.services.certificates import certificates
from app.services.review import desk, remarks, reviews
from app.services.review.desk import Sheet, TypedRemark
from app.services.workflow import workflow
from app.views.review.forms import DeskForm, RemarkForm, number_of
from app.views.review.verbs import address
from app.views.words.refusals import worded
from app.views.workflow import table


@dataclass(frozen=True, kw_only=True)
class DeskStep:
    """Hold who does what with which form; `box`, `remark_id` and `path` name what a button stands at."""

    actor: Actor
    application_id: int
    form: DeskForm
    now: datetime
    box: str = ""
    remark_id: int | None = None
    path: str = ""

    @property
    def sheet(self) -> Sheet:
        """Return what was typed, as the service takes it."""
        form = self.form
        return Sheet(
            application_id=self.application_id,
            certificate_id=form.certificate_id,
            version=form.version,
            remarks=_typed(form),
            entries=form.customs,
        )


@dataclass(frozen=True, kw_only=True)
class Done:
    """Say what was done, what of the form is still unused, and where on the page to go on."""

    sentence: str
    kept: DeskForm = field(default_factory=DeskForm)
    anchor: str = ""
    kind: str = "success"


def _act(action: Action, step: DeskStep) -> Done:
    """Take a step of the workflow; what it does not take along stays on the desk."""
    application = _press(action, step)
    form = table.words()[action].form
    left = replace(step.form, reasons={k: v for k, v in step.form.reasons.items() if form is None or k != form.entry})
    kept = left if workflow.deed(action).takes_along == "nothing" else DeskForm()
    return Done(sentence=_sentence(action, application), kept=kept, anchor=ANCHORS.get(action, ""))


def _save(step: DeskStep) -> Done:
    desk.save(step.actor, step.sheet, now=step.now)
    return Done(sentence=_("Customs' entries saved."), kept=replace(step.form, customs={}), anchor="#customs")


def _approve(step: DeskStep) -> Done:
    """Approve, then issue where that follows at once: a second transaction, whose failure leaves the approval."""
    approved = _press(Action.APPROVE, step)
    try:
        issued = issuance.issue_with_approval(step.actor, step.application_id, now=step.now)
    except Exception as error:  # whatever it is, the approval stands, and the page must say so
        if not isinstance(error, DomainError):
            current_app.logger.exception("issuing after approval failed")
        reason = worded(error) if isinstance(error, DomainError) else _("The reason stands in the log.")
        done = _sentence(Action.APPROVE, applications.find(step.application_id))
        told = _("%(done)s. Issuing did not work: %(reason)s Issue it with its button.", done=done, reason=reason)
        return Done(sentence=told, kind="warning")
    return Done(sentence=_sentence(Action.APPROVE, issued or approved), anchor="#issued" if issued else "")


def _issue(step: DeskStep) -> Done:
    wanted = step.form.certificate_id if step.form.issue_scope == "one" else None
    application = issuance.issue(
        step.actor, step.application_id, now=step.now, version=step.form.version, certificate_id=wanted
    )
    return Done(sentence=_sentence(Action.ISSUE, application), kept=step.form, anchor=ANCHORS[Action.ISSUE])


def _remark(step: DeskStep) -> Done:
    """Add the remark of a box, or word it anew where it has a number."""
    typed = _typed_remark(step.box, step.form.remarks.get(step.box, RemarkForm()))
    made = desk.remark(step.actor, _certificate_id(step), typed)
    others = {box: form for box, form in step.form.remarks.items() if box != step.box}
    return Done(sentence=_("Opinion noted."), kept=replace(step.form, remarks=others), anchor=f"#remark-{made.id}")


def _remove_remark(step: DeskStep) -> Done:
    if step.remark_id is None:
        raise NotFoundError
    reviews.remove_remark(step.actor, _certificate_id(step), step.remark_id)
    return Done(sentence=_("Opinion removed."), kept=step.form, anchor=f"#box-{step.box}")


def _write_into_draft(step: DeskStep) -> Done:
    if step.remark_id is None:
        raise NotFoundError
    remarks.write_into_draft(step.actor, _certificate_id(step), step.remark_id, version=_version(step), now=step.now)
    return Done(sentence=_("Written into the draft."), kept=step.form, anchor=f"#box-{step.box}")


def _put_back(step: DeskStep) -> Done:
    remarks.put_back(step.actor, _certificate_id(step), step.path, version=_version(step), now=step.now)
    return Done(sentence=_("The applicant's entry stands again."), kept=step.form, anchor=f"#box-{step.box}")


#: where the page goes on after a step
ANCHORS = {Action.ISSUE: "#issued", Action.REVOKE: "#issued"}
#: Address of a button → what it does: every action of customs by its name, and what is no action of the workflow.
STEPS: dict[str, Callable[[DeskStep], Done]] = {
    **{address(action): partial(_act, action) for action, row in TRANSITIONS.items() if row.side is Side.CUSTOMS},
    "approve": _approve,
    "issue": _issue,
    "save": _save,
    "remark": _remark,
    "remove-remark": _remove_remark,
    "write-into-draft": _write_into_draft,
    "put-back": _put_back,
}
del STEPS["amend"]  # saving the entries is its button


def _press(action: Action, step: DeskStep) -> Application:
    form = table.words()[action].form
    reason = step.form.reasons.get(form.entry, "") if form else ""
    return desk.press(step.actor, action, step.sheet, reason=reason, now=step.now)


def _sentence(action: Action, application: Application) -> str:
    done = table.words()[action].done
    return done(application) if done else ""


def _typed(form: DeskForm) -> Sequence[TypedRemark]:
    return [_typed_remark(box, remark) for box, remark in form.remarks.items()]


def _typed_remark(box: str, remark: RemarkForm) -> TypedRemark:
    return TypedRemark(
        box=box,
        path=remark.path,
        opinion=remark.opinion,
        suggested=remark.suggested,
        remark_id=number_of(remark.id),
    )


def _certificate_id(step: DeskStep) -> int:
    """Return the document at the desk; raises NotFoundError for one of another application."""
    if step.form.certificate_id is None:
        raise NotFoundError
    certificate = certificates.load(step.form.certificate_id)
    if certificate.application_id != step.application_id:
        raise NotFoundError
    return int(certificate.id)


def _version(step: DeskStep) -> int:
    return step.form.version or 0
