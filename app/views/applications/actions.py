"""The actions of a row in the list of applications: 查询 刷新 编辑 复制 申报 撤销 打印 删除."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence

from flask import request, url_for
from flask_babel import gettext as _

from app.domain.workflow import Action, Status
from app.models import Application
from app.services.certificates import row_actions
from app.views.frame.actor import current_actor
from app.views.lists.actions import Offer, RowAction, offer
from app.views.lists.shape import ListShape
from app.views.words.refusals import message

OFFERED = (Action.SAVE, Action.SUBMIT, Action.WITHDRAW, Action.PRINT, Action.DELETE)

Refusals = Mapping[Action, str | None]
Maker = Callable[[ListShape, Application, Refusals], "RowAction | None"]


def offers(view: ListShape, rows: Sequence[Application]) -> Mapping[int, Offer]:
    """Return the actions of each row; the first allowed ones of the status come first."""
    actor = current_actor()
    return {
        row.id: offer(_in_order(view, row, row_actions.of_application(actor, row, offered=OFFERED)), in_sight=3)
        for row in rows
    }


def _in_order(view: ListShape, row: Application, refused: Refusals) -> list[RowAction]:
    first = ("show", "refresh", *FIRST.get(Status(row.status), ()))
    keys = [*first, *(key for key in MAKERS if key not in first)]
    made = (MAKERS[key](view, row, refused) for key in keys)
    return [action for action in made if action is not None]


def _words(refused: Refusals, action: Action, row: Application) -> str:
    code = refused.get(action)
    return message(code, {"status": row.status, "action": action.value}) if code else ""


def _page(row: Application, anchor: str = "") -> str:
    return url_for("ApplicationView.show", application_id=row.id, _anchor=anchor or None)


def _show(_view: ListShape, row: Application, _refused: Refusals) -> RowAction | None:
    return RowAction(key="show", label=_("View"), url=_page(row))


def _refresh(view: ListShape, row: Application, _refused: Refusals) -> RowAction | None:
    return RowAction(
        key="refresh",
        label=_("Refresh"),
        post=view.url("refresh", application_id=row.id),
        fields={"kept": request.query_string.decode("utf-8", "replace")},
    )


def _edit(_view: ListShape, row: Application, refused: Refusals) -> RowAction | None:
    if Action.SAVE not in refused or not row.certificates:
        return None
    address = url_for("WizardView.edit", certificate_id=row.certificates[0].id)
    return RowAction(key="edit", label=_("Edit"), url=address, refusal=_words(refused, Action.SAVE, row))


def _copy(view: ListShape, row: Application, _refused: Refusals) -> RowAction | None:
    if not view.may("add") or row.organisation_id not in current_actor().organisation_ids:
        return None
    return RowAction(
        key="copy",
        label=_("Copy"),
        post=url_for("ApplicationView.copy", application_id=row.id),
        fields={"client_token": uuid.uuid4().hex},
    )


def _preview(_view: ListShape, row: Application, _refused: Refusals) -> RowAction | None:
    return RowAction(key="preview", label=_("Preview"), url=url_for("ApplicationView.preview", application_id=row.id))


def _submit(_view: ListShape, row: Application, refused: Refusals) -> RowAction | None:
    if Action.SUBMIT not in refused:
        return None
    address = url_for("ApplicationView.check", application_id=row.id)
    return RowAction(key="submit", label=_("Declare"), url=address, refusal=_words(refused, Action.SUBMIT, row))


def _withdraw(_view: ListShape, row: Application, refused: Refusals) -> RowAction | None:
    if Action.WITHDRAW not in refused:
        return None
    refusal = _words(refused, Action.WITHDRAW, row)
    return RowAction(key="withdraw", label=_("Withdraw declaration"), url=_page(row, "verbs"), refusal=refusal)


def _print(_view: ListShape, row: Application, refused: Refusals) -> RowAction | None:
    if Action.PRINT not in refused:
        return None
    refusal = _words(refused, Action.PRINT, row)
    return RowAction(key="print", label=_("Print"), url=_page(row, "prints"), refusal=refusal)


def _delete(_view: ListShape, row: Application, refused: Refusals) -> RowAction | None:
    if Action.DELETE not in refused:
        return None
    return RowAction(
        key="delete",
        label=_("Delete"),
        post=url_for("ApplicationView.step", application_id=row.id, step="delete"),
        fields={"version": row.version},
        refusal=_words(refused, Action.DELETE, row),
        confirm=_(
            "Delete application %(number)s with its %(count)s documents?",
            number=str(row),
            count=len(row.certificates),
        ),
    )


#: Every action of a row, in the order of the menu.
MAKERS: dict[str, Maker] = {
    "show": _show,
    "refresh": _refresh,
    "edit": _edit,
    "copy": _copy,
    "preview": _preview,
    "submit": _submit,
    "withdraw": _withdraw,
    "print": _print,
    "delete": _delete,
}
#: What stands beside view and refresh in which status.
FIRST: dict[Status, tuple[str, ...]] = {
    Status.DRAFT: ("edit",),
    Status.RETURNED: ("edit",),
    Status.ISSUED: ("print",),
    Status.APPROVED: ("preview",),
    Status.WITHDRAWN: ("copy",),
}
