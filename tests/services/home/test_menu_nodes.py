"""Menu nodes: changed by whoever may on what he saw, and never so that nobody finds the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import DomainError, NotFoundError, NotPermittedError, StaleError
from app.services.home import menu_nodes
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

CODES = ("home", "scans", "formats")


def change(login: str, code: str, now: datetime, *, version: int | None = None, **values: Any) -> Any:
    wanted = {"label_zh": "", "label_en": "", "position": None, "is_visible": True, **values}
    return menu_nodes.change(factory.act_as(login), code, wanted, version=version, codes=CODES)


def test_a_node_is_renamed_once_and_changed_on_what_was_seen(context: Flask, now: datetime) -> None:
    assert menu_nodes.find("scans") is None
    made = change("admin", "scans", now, label_zh="扫描件（示例）")
    assert menu_nodes.overrides()["scans"].label_zh == "扫描件（示例）"
    with pytest.raises(StaleError):
        change("admin", "scans", now, label_zh="另一个")
    changed = change("admin", "scans", now, version=made.version, is_visible=False)
    assert (changed.id, changed.label_zh, changed.is_visible) == (made.id, "", False)


def test_what_leads_back_stays_visible_and_other_nodes_are_not_there(context: Flask, now: datetime) -> None:
    with pytest.raises(DomainError) as refused:
        change("admin", "home", now, is_visible=False)
    assert refused.value.code == "menu_node_needed"
    with pytest.raises(NotFoundError):
        change("admin", "no-such-node", now)
    with pytest.raises(NotPermittedError):
        change("haian.admin", "scans", now)
    assert menu_nodes.overrides() == {}
