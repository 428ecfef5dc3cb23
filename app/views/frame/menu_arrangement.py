"""The menu's order, names and visibility as administrators set them, read once a request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from flask_babel import get_locale

from app.models import MenuNode
from app.services.home import menu_nodes
from app.views.words.once import once_a_request

_Item = TypeVar("_Item")
#: the distance between neighbours, so that something fits between them
STEP = 10


@once_a_request
def overrides() -> Mapping[str, MenuNode]:
    """Return what administrators changed about the menu, by node."""
    return menu_nodes.overrides()


def in_order(items: Iterable[_Item], code_of: Callable[[_Item], str], *, with_hidden: bool = False) -> list[_Item]:
    """Return siblings in the administrators' order, without those that they hid."""
    changed = overrides()
    placed = []
    for index, item in enumerate(items, start=1):
        node = changed.get(code_of(item))
        if node is not None and not node.is_visible and not with_hidden:
            continue
        position = index * STEP if node is None or node.position is None else node.position
        placed.append((position, index, item))
    return [item for _position, _index, item in sorted(placed, key=lambda place: place[:2])]


def label(code: str, default: str) -> str:
    """Return a node's name in the reader's language; the program's where the administrators gave none."""
    node = overrides().get(code)
    if node is None:
        return default
    is_chinese = str(get_locale() or "zh").startswith("zh")
    return (node.label_zh if is_chinese else node.label_en) or default
