"""The actions of a certificate list: what stands in each row, and what can be done with all chosen ones."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.workflow import Action, Status
from app.models import Certificate
from app.services.certificates import row_actions
from app.services.scans import numbers as scan_numbers
from app.views.frame.actor import current_actor
from app.views.frame.context import Arguments
from app.views.lists.actions import BatchAction, Offer, RowAction, offer
from app.views.lists.shape import ListShape
from app.views.words.refusals import message

BATCHES = (
    BatchAction(key="submit", label=_l("Declare the chosen"), confirm=_l("Declare the chosen documents?")),
    BatchAction(key="print", label=_l("Print the chosen")),
    BatchAction(key="delete", label=_l("Delete the chosen"), confirm=_l("Delete the chosen drafts?")),
)

Refusals = Mapping[Action, str | None]
Maker = Callable[[ListShape, Certificate, Refusals], "RowAction | None"]


def offers(view: ListShape, rows: Sequence[Certificate]) -> Mapping[int, Offer]:
    """Return the actions of each row; the first allowed ones of the status come first."""
    refused = row_actions.refusals(current_actor(), rows)
    return {row.id: offer(_in_order(view, row, refused[row.id])) for row in rows}


def _in_order(view: ListShape, row: Certificate, refused: Refusals) -> list[RowAction]:
    first = FIRST.get(Status(row.status), ("show", "preview"))
    keys = [*first, *(key for key in MAKERS if key not in first)]
    made = (MAKERS[key](view, row, refused) for key in keys)
    return [action for action in made if action is not None]


def _words(refused: Refusals, action: Action, row: Certificate) -> str:
    code = refused.get(action)
    return message(code, {"status": row.status, "action": action.value}) if code else ""


def _at(what: str, row: Certificate, **more: str | int) -> str:
    if what == "show":
        more = {"certificate": row.id}
    given: Arguments = {**more}
    return url_for(f"ApplicationView.{what}", application_id=row.application_id, **given)


def _show(_view: ListShape, row: Certificate, _refused: Refusals) -> RowAction | None:
    return RowAction(key="show", label=_("View"), url=_at("show", row))


def _opinion(_view: ListShape, row: Certificate, _refused: Refusals) -> RowAction | None:
    if row.status != Status.RETURNED:
        return None
    return RowAction(key="opinion", label=_("See opinion"), url=_at("show", row))


def _confirm(view: ListShape, row: Certificate, _refused: Refusals) -> RowAction | None:
    if row.status != Status.AWAITING_CONFIRMATION or not view.may("confirm"):
        return None
    return RowAction(key="confirm", label=_("Compare and confirm"), url=_at("show", row))


def _edit(_view: ListShape, row: Certificate, refused: Refusals) -> RowAction | None:
    if Action.SAVE not in refused:
        return None
    refusal = _words(refused, Action.SAVE, row)
    return RowAction(
        key="edit", label=_("Edit"), url=url_for("WizardView.edit", certificate_id=row.id), refusal=refusal
    )


def _submit(view: ListShape, row: Certificate, refused: Refusals) -> RowAction | None:
    if Action.SUBMIT not in refused:
        return None
    return RowAction(
        key="submit",
        label=_("Declare"),
        post=view.url("batch"),
        fields={"action": "submit", "rows": row.id},
        refusal=_words(refused, Action.SUBMIT, row),
        confirm=_("Declare %(number)s? The whole application goes to customs.", number=row.number),
    )


def _copy(view: ListShape, row: Certificate, _refused: Refusals) -> RowAction | None:
    if not view.may("copy") or not current_actor().organisation_ids:
        return None
    return RowAction(
        key="copy",
        label=_("Copy"),
        post=_at("copy", row),
        fields={"client_token": uuid.uuid4().hex, "documents": row.id},
    )


def _preview(view: ListShape, row: Certificate, _refused: Refusals) -> RowAction | None:
    if not view.may("preview"):
        return None
    url = url_for("ApplicationView.sheet", application_id=row.application_id, certificate_id=row.id)
    return RowAction(key="preview", label=_("Preview"), url=url, opens_tab=True)


def _pdf(view: ListShape, row: Certificate, _refused: Refusals) -> RowAction | None:
    if not view.may("preview"):
        return None
    return RowAction(key="pdf", label="PDF", url=_at("pdf", row, documents=row.id), opens_tab=True)


def _scan(view: ListShape, row: Certificate, _refused: Refusals) -> RowAction | None:
    if not (view.may("upload_scan") and current_actor().may("can_add", "scans")):
        return None
    number = scan_numbers.of_certificate(row) or None
    return RowAction(key="scan", label=_("Upload a scan (PDF)"), url=url_for("ScansView.add", number=number))


def _print(_view: ListShape, row: Certificate, refused: Refusals) -> RowAction | None:
    if Action.PRINT not in refused:
        return None
    return RowAction(
        key="print",
        label=_("Print"),
        post=_at("print_documents", row),
        fields={"copy_kind": "original", "documents": row.id},
        refusal=_words(refused, Action.PRINT, row),
        opens_tab=True,
    )


def _reissue(_view: ListShape, row: Certificate, refused: Refusals) -> RowAction | None:
    if Action.REISSUE not in refused or row.issued_at is None:
        return None
    return RowAction(
        key="reissue",
        label=_("Declare a reissue"),
        url=url_for("ReissueView.new", certificate_id=row.id),
        refusal=_words(refused, Action.REISSUE, row),
    )


def _delete(view: ListShape, row: Certificate, refused: Refusals) -> RowAction | None:
    if Action.DELETE not in refused:
        return None
    return RowAction(
        key="delete",
        label=_("Delete"),
        post=view.url("batch"),
        fields={"action": "delete", "rows": row.id},
        refusal=_words(refused, Action.DELETE, row),
        confirm=_delete_question(row),
    )


def _delete_question(row: Certificate) -> str:
    """Ask before deleting, naming the document and what happens to the others of its application."""
    others = len(row.application.certificates) - 1
    if not others:
        return _("Delete draft %(number)s?", number=row.number)
    return _(
        "Take %(number)s out of its application? The other %(count)s documents stay.", number=row.number, count=others
    )


#: Every action of a row, in the order of the menu.
MAKERS: dict[str, Maker] = {
    "opinion": _opinion,
    "confirm": _confirm,
    "show": _show,
    "edit": _edit,
    "copy": _copy,
    "preview": _preview,
    "submit": _submit,
    "pdf": _pdf,
    "scan": _scan,
    "print": _print,
    "reissue": _reissue,
    "delete": _delete,
}
#: What comes first in which status; elsewhere it can only be looked at.
FIRST: dict[Status, tuple[str, ...]] = {
    Status.DRAFT: ("edit", "submit"),
    Status.RETURNED: ("opinion", "edit"),
    Status.AWAITING_CONFIRMATION: ("confirm", "preview"),
    Status.ISSUED: ("print", "copy"),
    Status.WITHDRAWN: ("show", "copy"),
}
