"""The menu as administrators arranged it 功能权限: names, order and visibility of its nodes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError, StaleError
from app.extensions import db
from app.models import MenuNode
from app.services.base import records
from app.services.base.records import Values
from app.services.base.transaction import transaction

RESOURCE = "menu_nodes"
#: Without these nobody would find the way back.
KEPT_VISIBLE = frozenset({"home", "group.start", "group.system", RESOURCE})
MAX_POSITION = 9999


def overrides() -> Mapping[str, MenuNode]:
    """Return the nodes that differ from the program's menu, by their code."""
    return {row.code: row for row in db.session.scalars(select(MenuNode))}


def find(code: str) -> MenuNode | None:
    """Return what was changed about a node, or None while nothing was."""
    return db.session.scalar(select(MenuNode).where(MenuNode.code == code))


def change(
    actor: Actor,
    code: str,
    values: Values,
    *,
    version: int | None,
    codes: Collection[str],
) -> MenuNode:
    """Change a node's names, order and visibility; `codes` are the nodes of the program's menu.

    An empty name or order is the program's. Raises NotFoundError, StaleError, DomainError `menu_node_needed`.
    """
    records.require(actor, "edit", RESOURCE)
    if code not in codes:
        raise NotFoundError
    if code in KEPT_VISIBLE and not values["is_visible"]:
        raise DomainError("menu_node_needed")
    wanted = {name: values[name] for name in ("label_zh", "label_en", "position", "is_visible")}
    with transaction():
        row = db.session.scalar(select(MenuNode).where(MenuNode.code == code).with_for_update(of=MenuNode))
        if (row.version if row is not None else None) != version:
            raise StaleError
        if row is None:
            row = MenuNode(code=code, **wanted)
            db.session.add(row)
        else:
            records.write(row, wanted)
    return row
