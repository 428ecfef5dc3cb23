"""The actions in the rows of the lists of documents (5.3) and of applications (5.8), and on all chosen documents."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.workflow import Action, Status
from app.models import Application, Certificate
from app.services.certificates import row_actions
from app.services.scans import numbers as scan_numbers
from app.views.certificates.wizard_page import address_of
from app.views.frame.actor import current_actor
from app.views.lists.actions import BatchAction, Offer, RowAction, offer
from app.views.lists.shape import ListShape
from app.views.words.label import Label
from app.views.words.refusals import worded
from app.views.workflow import table

BATCHES = (
    BatchAction(key="submit", label=_l("Declare the chosen"), confirm=_l("Declare the chosen documents?")),
    BatchAction(key="print", label=_l("Print the chosen")),
    BatchAction(key="delete", label=_l("Delete the chosen"), confirm=_l("Delete the chosen drafts?")),
)
#: What the verbs are called that are no step of the workflow, or not by its name.
LABELS: Mapping[str, Label] = {
    "opinion": _l("See opinion"),
    "confirm": _l("Compare and confirm"),
    "show": _l("View"),
    "refresh": _l("Refresh"),
    "edit": _l("Edit"),
    "copy": _l("Copy"),
    "preview": _l("Preview"),
    "pdf": "PDF",
    "scan": _l("Upload a scan (PDF)"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row as its actions see it: an application, and those of its documents that the row stands for."""

    view: ListShape
    application: Application
    documents: Sequence[Certificate]
    refused: Mapping[Action, str | None]

    @property
    def document(self) -> Certificate:
        return self.documents[0]

    def at(self, endpoint: str, **more: str | int) -> str:
        """Return an address of the row's application."""
        return address_of(self.application, endpoint, **more)


Text = Callable[[Row], str]


def _no_text(_row: Row) -> str:
    return ""


def _tab(row: Row) -> str:
    return row.at("show", certificate=row.document.id)


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One action of a row: a link (`url`) or a form (`post`).

    step    the step of the workflow that refuses it; who has no part in the step is not offered the verb
    may     the right on the list's screen that it needs
    status  the only status that has it
    fits    what is asked besides
    """

    step: Action | None = None
    may: str = ""
    status: Status | None = None
    fits: Callable[[Row], bool] = lambda _row: True
    url: Text = _no_text
    post: Text = _no_text
    fields: Callable[[Row], Mapping[str, str | int]] = lambda _row: {}
    confirm: Text = _no_text
    opens_tab: bool = False

    def of(self, key: str, row: Row) -> RowAction | None:
        """Return the action as the page shows it, or None where it is not offered."""
        status = row.application.status
        if (self.step and self.step not in row.refused) or (self.may and not row.view.may(self.may)):
            return None
        if self.status not in (None, status) or not self.fits(row):
            return None
        code = row.refused[self.step] if self.step else None
        return RowAction(
            key=key,
            label=str(LABELS[key] if key in LABELS else table.words()[Action(key)].label),
            url=self.url(row),
            post=self.post(row),
            refusal=worded(code, {"status": status, "action": self.step}) if code else "",
            confirm=self.confirm(row),
            opens_tab=self.opens_tab,
            fields=self.fields(row),
        )


@dataclass(frozen=True, kw_only=True)
class Menu:
    """Declare what a list offers: its verbs in order, which come first always and by status, and how many are seen."""

    verbs: Mapping[str, Verb]
    always: tuple[str, ...] = ()
    first: Mapping[Status, tuple[str, ...]]
    otherwise: tuple[str, ...] = ()
    in_sight: int

    def of(self, row: Row) -> Offer:
        """Return the actions of a row; the first allowed ones of its status come first."""
        first = self.first.get(Status(row.application.status), self.otherwise)
        made = (self.verbs[key].of(key, row) for key in dict.fromkeys((*self.always, *first, *self.verbs)))
        return offer([action for action in made if action is not None], in_sight=self.in_sight)


def of_documents(view: ListShape, rows: Sequence[Certificate]) -> Mapping[int, Offer]:
    """Return the actions of each document of a list."""
    refused = row_actions.refusals(current_actor(), rows)
    made = {r.id: Row(view=view, application=r.application, documents=[r], refused=refused[r.id]) for r in rows}
    return {number: DOCUMENTS.of(row) for number, row in made.items()}


def of_applications(view: ListShape, rows: Sequence[Application]) -> Mapping[int, Offer]:
    """Return the actions of each application of a list."""
    actor, steps = current_actor(), [verb.step for verb in APPLICATIONS.verbs.values() if verb.step]
    refused = {row.id: row_actions.of_application(actor, row, offered=steps) for row in rows}
    made = {r.id: Row(view=view, application=r, documents=r.certificates, refused=refused[r.id]) for r in rows}
    return {number: APPLICATIONS.of(row) for number, row in made.items()}


def _delete_question(row: Row) -> str:
    """Ask before deleting, naming the document and what happens to the others of its application."""
    number, others = row.document.number, len(row.application.certificates) - 1
    if not others:
        return _("Delete draft %(number)s?", number=number)
    return _("Take %(number)s out of its application? The other %(count)s documents stay.", number=number, count=others)


EDIT = Verb(
    step=Action.SAVE,
    fits=lambda row: bool(row.documents),
    url=lambda row: url_for("WizardView.edit", certificate_id=row.document.id),
)
DOCUMENTS = Menu(
    in_sight=2,
    first={
        Status.DRAFT: ("edit", "submit"),
        Status.RETURNED: ("opinion", "edit"),
        Status.AWAITING_CONFIRMATION: ("confirm", "preview"),
        Status.ISSUED: ("print", "copy"),
        Status.WITHDRAWN: ("show", "copy"),
    },
    otherwise=("show", "preview"),
    verbs={
        "opinion": Verb(status=Status.RETURNED, url=_tab),
        "confirm": Verb(status=Status.AWAITING_CONFIRMATION, may="confirm", url=_tab),
        "show": Verb(url=_tab),
        "edit": EDIT,
        "copy": Verb(
            may="copy",
            fits=lambda _row: bool(current_actor().organisation_ids),
            post=lambda row: row.at("copy"),
            fields=lambda row: {"client_token": uuid.uuid4().hex, "documents": row.document.id},
        ),
        "preview": Verb(may="preview", url=lambda row: row.at("sheet", certificate_id=row.document.id), opens_tab=True),
        "submit": Verb(
            step=Action.SUBMIT,
            post=lambda row: row.view.url("batch"),
            fields=lambda row: {"action": "submit", "rows": row.document.id},
            confirm=lambda row: _(
                "Declare %(number)s? The whole application goes to customs.", number=row.document.number
            ),
        ),
        "pdf": Verb(may="preview", url=lambda row: row.at("pdf", documents=row.document.id), opens_tab=True),
        "scan": Verb(
            may="upload_scan",
            fits=lambda _row: current_actor().may("can_add", "scans"),
            url=lambda row: url_for("ScansView.add", number=scan_numbers.of_certificate(row.document) or None),
        ),
        "print": Verb(
            step=Action.PRINT,
            post=lambda row: row.at("print_documents"),
            fields=lambda row: {"copy_kind": "original", "documents": row.document.id},
            opens_tab=True,
        ),
        "reissue": Verb(
            step=Action.REISSUE,
            fits=lambda row: row.document.issued_at is not None,
            url=lambda row: url_for("ReissueView.new", certificate_id=row.document.id),
        ),
        "delete": Verb(
            step=Action.DELETE,
            post=lambda row: row.view.url("batch"),
            fields=lambda row: {"action": "delete", "rows": row.document.id},
            confirm=_delete_question,
        ),
    },
)
APPLICATIONS = Menu(
    in_sight=3,
    always=("show", "refresh"),
    first={
        Status.DRAFT: ("edit",),
        Status.RETURNED: ("edit",),
        Status.ISSUED: ("print",),
        Status.APPROVED: ("preview",),
        Status.WITHDRAWN: ("copy",),
    },
    verbs={
        "show": Verb(url=lambda row: row.at("show")),
        "refresh": Verb(
            post=lambda row: row.view.url("refresh", application_id=row.application.id),
            fields=lambda _row: {"kept": request.query_string.decode("utf-8", "replace")},
        ),
        "edit": EDIT,
        "copy": Verb(
            may="add",
            fits=lambda row: row.application.organisation_id in current_actor().organisation_ids,
            post=lambda row: row.at("copy"),
            fields=lambda _row: {"client_token": uuid.uuid4().hex},
        ),
        "preview": Verb(url=lambda row: row.at("preview")),
        "submit": Verb(step=Action.SUBMIT, url=lambda row: row.at("check")),
        "withdraw": Verb(step=Action.WITHDRAW, url=lambda row: row.at("show", _anchor="verbs")),
        "print": Verb(step=Action.PRINT, url=lambda row: row.at("show", _anchor="prints")),
        "delete": Verb(
            step=Action.DELETE,
            post=lambda row: row.at("step", step="delete"),
            fields=lambda row: {"version": row.application.version},
            confirm=lambda row: _(
                "Delete application %(number)s with its %(count)s documents?",
                number=str(row.application),
                count=len(row.documents),
            ),
        ),
    },
)
