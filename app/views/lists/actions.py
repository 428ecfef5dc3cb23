"""Actions on the rows of a list: in the row, in its menu, on all chosen rows; what a state forbids says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from werkzeug.datastructures import MultiDict

from app.domain.errors import DomainError
from app.views.lists.errors import refuse
from app.views.words.label import Label

#: Rows that one batch may hold: a page of the largest size.
MAX_BATCH = 100
MAX_ID = 2**31 - 1


@dataclass(frozen=True, kw_only=True)
class RowAction:
    """One action as the page shows it: a link (`url`) or a form (`post`); `refusal` says why not now.

    confirm  the question, naming the object, that a destructive action asks first
    """

    key: str
    label: str
    url: str = ""
    post: str = ""
    refusal: str = ""
    confirm: str = ""
    opens_tab: bool = False
    fields: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_allowed(self) -> bool:
        return not self.refusal


#: for views whose own `list` hides the built-in one
Actions: TypeAlias = list[RowAction]


@dataclass(frozen=True)
class Offer:
    """The actions of a row: the first allowed ones in sight, the others in a menu."""

    in_sight: Sequence[RowAction]
    in_menu: Sequence[RowAction]


def offer(actions: Sequence[RowAction], *, in_sight: int = 2) -> Offer:
    """Put the first allowed actions in sight; what is not allowed now stays readable in the menu."""
    shown = [action for action in actions if action.is_allowed][:in_sight]
    return Offer(shown, [action for action in actions if action not in shown])


@dataclass(frozen=True, kw_only=True)
class BatchAction:
    """Declare an action on all chosen rows."""

    key: str
    label: Label
    confirm: Label = ""


def read_ids(form: MultiDict[str, str], name: str = "rows", *, limit: int = MAX_BATCH) -> list[int]:
    """Read the chosen rows' ids, each once; raises BadArgumentError, DomainError when none or too many are chosen."""
    texts = form.getlist(name)
    if not texts:
        raise DomainError("no_rows_chosen")
    if len(texts) > limit:
        raise DomainError("too_many_rows_chosen", limit=limit)
    return list(dict.fromkeys(_id(name, text) for text in texts))


def _id(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ID)) and int(text) <= MAX_ID):
        raise refuse(name, text)
    return int(text)
