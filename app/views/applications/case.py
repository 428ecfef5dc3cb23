"""What the page of an application shows: progress, what comes next, its documents as tabs, one of them open."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from app.domain.actor import Actor
from app.domain.document.application_header import Header
from app.domain.document.fields import errors_only
from app.domain.errors import DomainError, NotFoundError
from app.domain.workflow import STANDING, Action, Side, Status, is_editable
from app.models import Application, ApplicationEvent, Certificate, ReviewRemark
from app.services.applications import applications, documents, prints
from app.services.base.names import Names
from app.services.certificates import certificates, shared_goods
from app.services.workflow import timelines, workflow
from app.views.certificates.forms import stored_header
from app.views.certificates.wizard_documents import is_of
from app.views.certificates.wizard_edit import is_missing
from app.views.certificates.wizard_errors import HEADER_LABELS, path_label
from app.views.certificates.wizard_page import Change, address_of, choices, list_address
from app.views.certificates.wizard_sections import field_id
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.words.content_words import place_text
from app.views.words.formatting import name_language, status_label
from app.views.words.label import Label
from app.views.words.refusals import worded
from app.views.workflow import table
from app.views.workflow.record import ActionWords

#: The steps of every application, and how many of them are done in which status; other statuses stand in between.
TRACK = (Action.SAVE, Action.SUBMIT, Action.ACCEPT, Action.APPROVE, Action.ISSUE)
MAIN_LINE = {Status.DRAFT: 0, Status.SUBMITTED: 2, Status.UNDER_REVIEW: 3, Status.APPROVED: 4, Status.ISSUED: 5}
BROKEN_OFF = (Status.RETURNED, Status.WITHDRAWN)
#: What comes next where the page has nothing more exact to say.
NEXT: dict[str, Label] = {
    Status.SUBMITTED: _l("Declared. Customs has not accepted it yet."),
    Status.UNDER_REVIEW: _l("Customs is reviewing it."),
    Status.CONFIRMED: _l("The draft is confirmed. Customs can approve it now."),
    Status.APPROVED: _l("Approved. Customs will issue the documents."),
    Status.ISSUED: _l("Issued. The documents can be printed."),
    Status.WITHDRAWN: _l("Withdrawn. A copy of it begins anew."),
}


@dataclass(frozen=True, kw_only=True)
class Button:
    """One verb: allowed now, or visible with the reason why not; `words.form` is what it opens."""

    action: Action
    words: ActionWords
    reason: str

    @property
    def is_allowed(self) -> bool:
        return not self.reason


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One step on the way of an application: done, now, broken off, or still to come; the last event that did it."""

    label: Label
    state: str
    event: ApplicationEvent | None = None


class Returned(TypedDict):
    """A remark that customs returned, with the name of its place and where that stands on the page."""

    remark: ReviewRemark
    label: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class DocumentView:
    """One document of the application as its tab and the card of documents show it."""

    certificate: Certificate
    errors: int
    warnings: int
    missing: int
    remarks: list[Returned]
    changes: list[Change]
    can_share: bool
    can_print: bool


def case(
    application: Application,
    *,
    refusal: DomainError | None = None,
    typed: Header | None = None,
    conflict: Iterable[Change] = (),
) -> Context:
    """Return what applications/show.html needs; `typed` header values stay when they were refused."""
    actor = current_actor()
    shown = applications.documents_for(actor, application)
    is_whole = len(shown) == len(application.certificates)
    certificate = _open(shown)
    resource = certificates.resource(certificate)
    buttons, views = verbs(application), document_views(application, shown)
    is_draft = is_editable(Status(application.status)) and any(b.action is Action.SUBMIT for b in buttons)
    return {
        "application": application,
        "certificate": certificate,
        "documents": views,
        "unready": sum(view.errors + view.missing for view in views),
        "stages": stages(application),
        "notice": table.states()[Status(application.status)].notice,
        "next_step": NEXT.get(application.status) or status_label(application.status),
        "is_draft": is_draft,
        "can_edit": is_draft and actor.may("can_edit", resource),
        "can_arrange": is_draft and is_whole and actor.may("can_edit", "applications"),
        "can_preview": actor.may("can_preview", resource),
        "can_copy": is_whole and may_copy(actor, shown),
        "can_copy_one": may_copy(actor, [certificate]),
        "can_print": workflow.refusals(actor, application).get(Action.PRINT, "no") is None,
        "buttons": buttons,
        "mark": documents.mark_of(application),
        "list_address": list_address(certificate),
        "moved": request.args.get("moved", ""),
        **_forms(application, refusal),
        **_past(application, certificate, shown),
        **_header(application, refusal, typed or {}),
        "conflict": list(conflict),
    }


def _past(application: Application, certificate: Certificate, shown: Sequence[Certificate]) -> Context:
    """Return what has happened: the ledger of prints and the timeline."""
    return {
        "prints": prints.ledger(application, shown),
        "copy_kinds": prints.copy_kinds(application),
        "timeline": timelines.of(application, tab=request.args.get("timeline", "all")),
        "timeline_base": address_of(certificate, certificate=certificate.id),
    }


def _forms(application: Application, refusal: DomainError | None) -> Context:
    """Return what the forms of the verbs hold: version and token, what was typed, and why it was refused."""
    return {
        "client_token": uuid.uuid4().hex,
        "version": application.version,
        "refusal": refusal,
        "worded": worded,
        "typed_reason": request.form.get("reason", ""),
        "typed_copy_kind": request.form.get("copy_kind", ""),
    }


def _header(application: Application, refusal: DomainError | None, typed: Header) -> Context:
    """Return what the basic data show: the stored ones, or what was typed and refused."""
    return {
        "header": {**stored_header(application), **typed},
        "typed_header": bool(typed),
        "header_labels": HEADER_LABELS,
        "header_errors": {e.path.rpartition(".")[2]: worded(e) for e in getattr(refusal, "errors", ())},
        "is_packaging": documents.is_packaging(application),
        **choices(Names(), name_language()),
    }


def list_of(application: Application) -> str:
    """Return the list that an application stands in: that of its type when it began there, else that of all."""
    if application.entry_mode == "single" or not current_actor().may("can_list", "applications"):
        return list_address(application.certificates[0])
    return url_for("ApplicationsView.list")


def may_copy(actor: Actor, shown: Sequence[Certificate]) -> bool:
    """Tell whether the actor may make a draft like these documents: one by its own type, several as an application."""
    if not actor.organisation_ids or not all(actor.may("can_copy", certificates.resource(one)) for one in shown):
        return False
    return len(shown) == 1 or actor.may("can_add", "applications")


def verbs(application: Application) -> list[Button]:
    """Return the enterprise's verbs that the reader's side and roles include."""
    refusals = workflow.refusals(current_actor(), application)
    params = {"status": application.status}
    return [
        Button(
            action=action,
            words=table.words()[action],
            reason=worded(why_not, params) if (why_not := refusals[action]) else "",
        )
        for action in table.in_row(Side.ENTERPRISE)
        if action in refusals
    ]


def stages(application: Application) -> list[Stage]:
    """Return the way of an application; a status beside the main line stands where it happened."""
    status = Status(application.status)
    last = {event.action: event for event in application.events}
    done = MAIN_LINE.get(status, 3 if application.accepted_at else 2)
    found = [
        Stage(
            label=table.words()[action].label,
            state="done" if number < done else "now" if number == done and status in MAIN_LINE else "",
            event=last.get(action.value) if number < done else None,
        )
        for number, action in enumerate(TRACK)
    ]
    if status not in MAIN_LINE:
        state = "back" if status in BROKEN_OFF else "now"
        found.insert(done, Stage(label=status_label(status), state=state, event=application.events[-1]))
    return found


def document_views(application: Application, shown: Sequence[Certificate]) -> list[DocumentView]:
    """Return the documents with what is wrong with each, what customs said and changed, and what can be printed."""
    is_draft = is_editable(Status(application.status))
    found = applications.check(application) if is_draft else []
    is_awaiting = application.status == Status.AWAITING_CONFIRMATION
    views = []
    for document in shown:
        own = [error for error in found if is_of(error, document)]
        wrong = errors_only(own)
        missing = sum(map(is_missing, wrong))
        views.append(
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
    return views


def remarks(certificate: Certificate) -> list[Returned]:
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


def header_changes(application: Application, typed: Header) -> list[Change]:
    """Return where a typed header differs from the one that somebody else saved meanwhile."""
    theirs = stored_header(application)
    return [
        Change(str(HEADER_LABELS[name]), str(theirs.get(name) or ""), str(value or ""))
        for name, value in typed.items()
        if (theirs.get(name) or "") != (value or "")
    ]


def _open(shown: Sequence[Certificate]) -> Certificate:
    """Return the document that the address names, else the first; raises NotFoundError for one that is not shown."""
    wanted = request.args.get("certificate", "")
    named = [one for one in shown if str(one.id) == wanted or str(one.id) in request.form.getlist("documents")]
    if wanted and not named:
        raise NotFoundError
    return (named or shown)[0]
