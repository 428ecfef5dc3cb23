"""Function permissions 功能权限: names, order and visibility of menu nodes, their history, and who has their rights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

USERS = "/function-permissions/users"
NODE = {"label_zh": "账号管理（示例）", "label_en": "Accounts (example)", "position": "", "is_visible": "y"}


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def menu(client: FlaskClient) -> list[str]:
    html = client.get("/function-permissions/").text
    side = html[html.index('<nav class="side"') : html.index("</nav>")]
    return [label.strip() for label in re.findall(r'<li><a href="[^"]+"[^>]*>([^<]+)', side)]


def save(client: FlaskClient, page: str = USERS, **changed: str) -> int:
    html = client.get(page).text
    version = re.search(r'name="version" value="(\d+)"', html)
    data = {**NODE, **changed} | ({"version": version.group(1)} if version else {})
    return post(client, f"{page}/edit", form_on=page, data={k: v for k, v in data.items() if v != "off"}).status_code


@pytest.mark.function("5.2.2-a")
def test_the_tree_has_groups_screens_and_verbs_in_the_reader_s_words(admin: FlaskClient) -> None:
    html = admin.get(USERS).text
    assert set(re.findall(r'aria-level="(\d)"', html)) == {"1", "2", "3"}
    assert "重置密码" in html
    assert "系统管理员" in html  # who has the rights


@pytest.mark.function("5.2.2-a")
def test_a_node_is_renamed_moved_and_hidden_in_the_menu(admin: FlaskClient) -> None:
    assert save(admin) == 303
    assert "账号管理（示例）" in menu(admin)
    assert save(admin, position="1") == 303
    labels = menu(admin)
    assert labels.index("账号管理（示例）") < labels.index("系统参数")
    assert save(admin, is_visible="off") == 303
    assert "账号管理（示例）" not in menu(admin)
    assert admin.get("/users/").status_code == 200  # hiding takes no right away


@pytest.mark.function("5.2.2-b")
def test_a_node_has_handling_details_and_a_history(admin: FlaskClient) -> None:
    save(admin)
    html = admin.get(f"{USERS}?tab=history").text
    assert "<ins>账号管理（示例）</ins>" in html
    assert "王敏（示例）" in html


@pytest.mark.parametrize("code", ["menu_nodes", "group.system", "home"])
def test_what_leads_back_cannot_be_hidden(admin: FlaskClient, code: str) -> None:
    assert save(admin, f"/function-permissions/{code}", is_visible="off", label_zh="") == 400


@pytest.mark.bar("U8")
def test_a_stale_form_is_refused_and_keeps_what_was_typed(admin: FlaskClient) -> None:
    save(admin)
    refused = post(admin, f"{USERS}/edit", form_on=USERS, data={**NODE, "label_zh": "第二个（示例）"})
    assert refused.status_code == 409
    assert "第二个（示例）" in refused.text


def test_a_node_that_no_menu_has_is_not_there(admin: FlaskClient) -> None:
    assert admin.get("/function-permissions/emperor").status_code == 404
    assert post(admin, "/function-permissions/emperor/edit", form_on=USERS, data=NODE).status_code == 404


def test_only_administrators_arrange_the_menu(login: Callable[[str], FlaskClient]) -> None:
    assert login("haian.admin").get("/function-permissions/").status_code == 403
