"""Rights as a tree: the menu's groups, their screens, the verbs of each; what no menu has comes last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from flask import Flask
from flask_babel import gettext as _

from app.models import PermissionView
from app.services.people import role_rights
from app.views.frame import menu, menu_arrangement
from app.views.people.rights_words import resource_label, verb_label
from app.views.words import code_words
from app.views.words.punctuation import clauses, listed, told

OTHER = "other"


@dataclass(frozen=True)
class Verb:
    """One right: the number of its permission, its name, and what it lets people do."""

    number: int
    permission: str
    label: str


@dataclass(frozen=True)
class Screen:
    """One screen with its verbs; `is_shown` tells whether the menu has it."""

    code: str
    label: str
    verbs: Sequence[Verb] = field(default_factory=tuple)
    is_shown: bool = True


@dataclass(frozen=True)
class Branch:
    """One group of the menu with its screens."""

    code: str
    label: str
    screens: Sequence[Screen]
    is_shown: bool = True


def install(_app: Flask) -> None:
    """Give histories the words of functions, operations and rights."""
    code_words.take_in(
        {"ab_role.permissions": rights_words, "ab_permission.name": verb_label, "ab_view_menu.name": resource_label}
    )


def tree() -> list[Branch]:
    """Return every right in the order of the menu, hidden nodes included."""
    by_resource = {
        resource: list(rows)
        for resource, rows in groupby(role_rights.rights(), key=lambda row: str(row.view_menu.name))
    }
    branches = []
    for group in menu_arrangement.in_order(menu.groups(), menu.group_code, with_hidden=True):
        screens = list(_screens(group, by_resource))
        code = menu.group_code(group)
        branches.append(Branch(code, menu.group_label(group) or _("Start"), screens, _is_shown(code)))
    rest = [Screen(name, resource_label(name), _verbs(rows)) for name, rows in by_resource.items()]
    return [*branches, Branch(OTHER, _("Not in the menu"), rest)] if rest else branches


def _screens(group: menu.Group, by_resource: dict[str, list[PermissionView]]) -> Iterator[Screen]:
    for entry in menu_arrangement.in_order(group.entries, menu.entry_code, with_hidden=True):
        rows = by_resource.pop(entry.resource, [])
        code = menu.entry_code(entry)
        yield Screen(code, menu.entry_label(entry), _verbs(rows), _is_shown(code))


def _is_shown(code: str) -> bool:
    node = menu_arrangement.overrides().get(code)
    return node is None or node.is_visible


def _verbs(rows: Iterable[PermissionView]) -> list[Verb]:
    found = [Verb(row.id, row.permission.name, verb_label(row.permission.name)) for row in rows]
    return sorted(found, key=lambda verb: (_rank(verb.permission), verb.label))


def _rank(permission: str) -> int:
    """Put reading before writing, and the workflow's verbs last."""
    known = ("can_list", "can_show", "can_add", "can_edit", "can_copy", "can_delete", "can_preview", "can_export")
    return known.index(permission) if permission in known else len(known)


def rights_words(texts: Iterable[str]) -> str:
    """Return rights as the history names them ("can list on users") in words, those of one screen together."""
    found: dict[str, list[str]] = {}
    for text in texts:
        screen, verb = _named(text)
        found.setdefault(screen, []).append(verb)
    return clauses(told(screen, listed(verbs)) for screen, verbs in found.items())


def _named(text: str) -> tuple[str, str]:
    permission, _on, resource = text.partition(" on ")
    return resource_label(resource), verb_label(permission.replace(" ", "_"))
