"""The steps of the desk: one row a button, each calls the service that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError
from app.domain.workflow import Action
from app.services.applications import applications, issuance
from app.services.base.names import Names
from app.services.certificates import certificates
from app.services.review import customs_fields, remarks, reviews
from app.services.workflow import workflow
from app.views.review.forms import DeskForm, RemarkForm, number_of
from app.views.words.punctuation import listed


@dataclass(frozen=True, kw_only=True)
class Step:
    """Hold who does what with which form; `box`, `remark_id` and `path` name what a button stands at."""

    actor: Actor
    application_id: int
    form: DeskForm
    now: datetime
    box: str = ""
    remark_id: int | None = None
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Done:
    """Say what was done, what of the form is still unused, and where on the page to go on."""

    sentence: str
    kept: DeskForm = field(default_factory=DeskForm)
    anchor: str = ""


def _accept(step: Step) -> Done:
    _perform(step, Action.ACCEPT)
    return Done(sentence=_("Accepted. You are its reviewer."), kept=step.form)


def _take_over(step: Step) -> Done:
    _perform(step, Action.TAKE_OVER)
    return Done(sentence=_("Taken over. You are its reviewer."), kept=step.form)


def _save(step: Step) -> Done:
    _amend_customs_fields(step)
    return Done(sentence=_("Customs' entries saved."), kept=replace(step.form, customs={}), anchor="#customs")


def _return(step: Step) -> Done:
    if not step.form.opinion.strip():
        raise DomainError("reason_needed")
    _note_typed_remarks(step)
    _amend_customs_fields(step, is_optional=True, with_proposals=False)
    _perform(step, Action.RETURN, reason=step.form.opinion)
    return Done(sentence=_("Returned to the enterprise with your opinion."))


def _ask_confirmation(step: Step) -> Done:
    _note_typed_remarks(step)
    _amend_customs_fields(step, is_optional=True)
    _perform(step, Action.ASK_CONFIRMATION, reason=step.form.opinion)
    return Done(sentence=_("The enterprise is asked to confirm."))


def _approve(step: Step) -> Done:
    _note_typed_remarks(step)
    _amend_customs_fields(step, is_optional=True)
    application = _perform(step, Action.APPROVE, reason=step.form.opinion)
    numbers = listed(c.certificate_no or "" for c in applications.find(application).certificates)
    if issuance.issue_with_approval(step.actor, application, now=step.now):
        return Done(sentence=_("Approved and issued. Numbers given: %(numbers)s", numbers=numbers), anchor="#issued")
    return Done(sentence=_("Approved. Numbers given: %(numbers)s", numbers=numbers))


def _issue(step: Step) -> Done:
    wanted = step.form.certificate_id if step.form.issue_scope == "one" else None
    application = issuance.issue(
        step.actor, step.application_id, now=step.now, version=step.form.version, certificate_id=wanted
    )
    issued = sum(certificate.issued_at is not None for certificate in application.certificates)
    sentence = ngettext("%(num)d certificate is issued.", "%(num)d certificates are issued.", issued)
    return Done(sentence=sentence, kept=step.form, anchor="#issued")


def _revoke(step: Step) -> Done:
    if not step.form.revoke_reason.strip():
        raise DomainError("reason_needed")
    _perform(step, Action.REVOKE, reason=step.form.revoke_reason, certificate_id=_certificate_id(step))
    return Done(sentence=_("The certificate is revoked."), kept=step.form, anchor="#issued")


def _remark(step: Step) -> Done:
    """Add the remark of a box, or word it anew where it has a number."""
    typed = step.form.remarks.get(step.box, RemarkForm())
    if (number := number_of(typed.id)) is not None:
        made = _change_remark(step, number, typed)
    else:
        made = reviews.add_remark(
            step.actor,
            _certificate_id(step),
            path=typed.path,
            opinion=typed.opinion,
            suggested_value=typed.suggested.strip() or None,
            now=step.now,
        ).id
    others = {box: form for box, form in step.form.remarks.items() if box != step.box}
    return Done(sentence=_("Opinion noted."), kept=replace(step.form, remarks=others), anchor=f"#remark-{made}")


def _note_typed_remarks(step: Step) -> None:
    """Note the opinions that were typed at fields and not noted one by one: another button must not lose them."""
    certificate = certificates.load(_certificate_id(step))
    worded = {str(r.id): (r.opinion, r.suggested_value or "") for r in certificate.application.remarks}
    for box, typed in list(step.form.remarks.items()):
        if not typed.opinion.strip() and not typed.suggested.strip():
            continue
        if worded.get(typed.id) != (typed.opinion.strip(), typed.suggested.strip()):
            try:
                _remark(replace(step, box=box))
            except DomainError as error:
                error.params = {**error.params, "box": box}
                raise
        del step.form.remarks[box]


def _change_remark(step: Step, number: int, typed: RemarkForm) -> int:
    """Word a remark anew and return its id."""
    changed = remarks.change(
        step.actor,
        _certificate_id(step),
        number,
        opinion=typed.opinion,
        suggested_value=typed.suggested,
    )
    return int(changed.id)


def _remove_remark(step: Step) -> Done:
    if step.remark_id is None:
        raise NotFoundError
    reviews.remove_remark(step.actor, _certificate_id(step), step.remark_id)
    return Done(sentence=_("Opinion removed."), kept=step.form, anchor=f"#box-{step.box}")


def _write_into_draft(step: Step) -> Done:
    if step.remark_id is None:
        raise NotFoundError
    remarks.write_into_draft(step.actor, _certificate_id(step), step.remark_id, version=_version(step), now=step.now)
    return Done(sentence=_("Written into the draft."), kept=step.form, anchor=f"#box-{step.box}")


def _put_back(step: Step) -> Done:
    remarks.put_back(step.actor, _certificate_id(step), step.path, version=_version(step), now=step.now)
    return Done(sentence=_("The applicant's entry stands again."), kept=step.form, anchor=f"#box-{step.box}")


#: Address of a button → what it does.
STEPS: dict[str, Callable[[Step], Done]] = {
    "accept": _accept,
    "take-over": _take_over,
    "save": _save,
    "return": _return,
    "ask-confirmation": _ask_confirmation,
    "approve": _approve,
    "issue": _issue,
    "revoke": _revoke,
    "remark": _remark,
    "remove-remark": _remove_remark,
    "write-into-draft": _write_into_draft,
    "put-back": _put_back,
}


def _perform(step: Step, action: Action, *, reason: str = "", certificate_id: int | None = None) -> int:
    data = {} if certificate_id is None else {"certificate_id": certificate_id}
    application = workflow.perform(
        step.actor, action, step.application_id, now=step.now, version=step.form.version, reason=reason, **data
    )
    step.form.version = application.version
    return int(application.id)


def _amend_customs_fields(step: Step, *, is_optional: bool = False, with_proposals: bool = True) -> None:
    """Write the entries of customs that differ from what is stored.

    With `is_optional` they ride along with another step, and stay unsaved where amending is not possible now.
    Proposals that nobody touched are written only `with_proposals`.
    """
    certificate = certificates.load(_certificate_id(step))
    untouched = {} if with_proposals else customs_fields.proposed(certificate, now=step.now, names=Names())
    changed = {
        path: text
        for path, text in step.form.customs.items()
        if certificates.clean(text) not in (certificates.at_path(certificate, path), untouched.get(path))
    }
    refusal = workflow.refusals(step.actor, certificate.application).get(Action.AMEND, "not_permitted")
    if not changed or (is_optional and refusal is not None):
        return
    application = workflow.perform(
        step.actor,
        Action.AMEND,
        step.application_id,
        now=step.now,
        version=step.form.version,
        certificate_id=certificate.id,
        customs_values=changed,
    )
    step.form.version = application.version


def _certificate_id(step: Step) -> int:
    """Return the document at the desk; raises NotFoundError for one of another application."""
    if step.form.certificate_id is None:
        raise NotFoundError
    certificate = certificates.load(step.form.certificate_id)
    if certificate.application_id != step.application_id:
        raise NotFoundError
    return int(certificate.id)


def _version(step: Step) -> int:
    return step.form.version or 0
