"""Roles 角色管理 over HTTP: tree, data, users, functions; a change counts at the next request of open browsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Role
from app.services.people import roles
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

NEW = {"title": "只读（示例）", "side": "enterprise", "remark": "看而不改"}


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def number_of(app: Flask, name: str) -> int:
    with app.app_context():
        return int(db.session.scalar(db.select(Role.id).where(Role.name == name)))


@pytest.mark.function("5.2.6-a")
def test_the_tree_shows_every_role_below_its_side_and_the_first_one_beside(admin: FlaskClient) -> None:
    html = admin.get("/roles/").text
    tree = html[html.index('role="tree"') : html.index("</section>", html.index('role="tree"'))]
    labels = re.findall(r"<span>([^<]+)</span>", tree)
    assert labels == ["平台", "系统管理员", "海关", "审核人员", "企业", "录入员", "企业管理员", "海外端", "海外官员"]
    assert html.count('aria-selected="true"') == 1


@pytest.mark.function("5.2.6-a")
def test_a_role_is_added_copied_changed_and_deleted_with_its_history(app: Flask, admin: FlaskClient) -> None:
    added = post(admin, "/roles/new", data=NEW)
    page = added.headers["Location"]
    assert "只读（示例）" in admin.get("/roles/").text
    copied = post(admin, f"{page}/copy", form_on=page)
    assert copied.headers["Location"].endswith("/edit")
    form = admin.get(f"{page}/edit").text
    version = re.search(r'name="version" value="(\d+)"', form).group(1)  # type: ignore[union-attr]
    changed = {**NEW, "title": "统计员（示例）", "version": version, "seen": version}
    assert post(admin, f"{page}/edit", data=changed).status_code == 303
    stale = post(admin, f"{page}/edit", data={**changed, "title": "旧表单（示例）"})
    assert stale.status_code == 409
    assert "旧表单（示例）" in stale.text
    assert "<ins>统计员（示例）</ins>" in admin.get(f"{page}?tab=history").text
    assert "王敏（示例）" in admin.get(page).text  # handling details
    assert post(admin, f"{page}/delete", form_on=page).headers["Location"].endswith("/roles/")


def test_a_ready_made_role_has_no_way_to_be_deleted(app: Flask, admin: FlaskClient) -> None:
    page = f"/roles/{number_of(app, 'clerk')}"
    assert f'action="{page}/delete"' not in admin.get(page).text
    post(admin, f"{page}/delete", form_on=page)
    assert admin.get(page).status_code == 200


@pytest.mark.bar("S3")
@pytest.mark.function("5.2.6-b")
def test_a_role_given_and_taken_counts_at_the_next_request_of_an_open_browser(
    app: Flask, admin: FlaskClient, login: Callable[[str], FlaskClient]
) -> None:
    other = login("haian.admin")
    assert other.get("/declarations/").status_code == 403
    page = f"/roles/{number_of(app, 'clerk')}"
    post(admin, f"{page}/members", form_on=page, data={"login": "haian.admin"})
    assert other.get("/declarations/").status_code == 200
    html = admin.get(f"{page}?part=users").text
    for path in re.findall(rf'action="({page}/members/\d+/remove)"', html):
        post(admin, path, form_on=page)
    assert other.get("/declarations/").status_code == 403


def test_rights_stand_in_the_order_of_the_menu_in_words(app: Flask, admin: FlaskClient) -> None:
    html = admin.get(f"/roles/{number_of(app, 'clerk')}?part=functions").text
    boxes = html[html.index('id="rights-boxes"') :]
    assert boxes.index("出境施检") < boxes.index("系统配置")
    words = re.findall(r'name="rights"[^>]*> ([^<]+)</label>', boxes)
    assert words
    assert not [word for word in words if "_" in word or "can " in word]


def test_a_role_s_own_name_stands_wherever_roles_are_named(app: Flask, admin: FlaskClient) -> None:
    post(admin, "/roles/new", data=NEW)
    assert "只读（示例）" in admin.get("/users/new").text
    assert "只读（示例）" in admin.get("/notices/new").text
    with app.app_context():
        assert "只读（示例）" in roles.titles().values()


def test_a_role_is_called_by_its_name_in_messages_and_questions(app: Flask, admin: FlaskClient) -> None:
    shown = post(admin, "/roles/new", data=NEW, follow_redirects=True).text
    assert "已新增：只读（示例）" in shown
    assert re.search('data-confirm="[^"]*只读（示例）', shown)
    assert "只读（示例）" in admin.get("/queries/new").text
