"""The tree of rights by keyboard alone: three states, search, what will change, and what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.models import Role

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.browser


@pytest.mark.bar("U4")
@pytest.mark.function("5.2.6-b")
def test_rights_are_given_with_the_keyboard_and_every_state_is_told(app: Flask, page: Any) -> None:
    from app.services.demo.demo import password

    with app.app_context():
        number = db.session.scalar(db.select(Role.id).where(Role.name == "enterprise_administrator"))
    page.goto("/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", password())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"/roles/{number}?part=functions")
    tree = page.get_by_role("tree", name="功能分配：每个分支全部、部分或没有")
    scans = tree.get_by_role("treeitem", name="单证扫描件")
    assert scans.get_attribute("aria-checked") == "mixed"
    assert tree.get_by_role("treeitem", name="海外端").first.get_attribute("aria-checked") == "true"

    page.fill("#rights-find", "单证扫描件")
    page.get_by_text("找到 1 项").wait_for()
    scans.focus()
    page.keyboard.press("Space")
    assert scans.get_attribute("aria-checked") == "true"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-level')") == "3"
    page.keyboard.press("Space")  # the first verb off again
    assert scans.get_attribute("aria-checked") == "mixed"
    assert "增加 3 项，取消 1 项" in page.inner_text("#rights-changed")
    with page.expect_navigation():
        page.get_by_role("button", name="保存").click()
    assert (
        page.get_by_role("tree").last.get_by_role("treeitem", name="单证扫描件").get_attribute("aria-checked")
        == "mixed"
    )
    with app.app_context():
        role = db.session.get(Role, number)
        verbs = {right.permission.name for right in role.permissions if right.view_menu.name == "scans"}
    assert verbs == {"can_show", "can_add", "can_edit", "can_delete", "can_export"}
