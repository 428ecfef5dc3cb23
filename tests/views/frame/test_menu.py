"""The menu: as in the manual, each role sees what it may open, nothing leads nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.catalogue.loader import catalogue
from app.extensions import db
from app.models import Registration
from app.services.base.transaction import transaction
from app.services.demo.demo import logins

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

USERS = [username for username, role, _organisation in logins() if role != "overseas"]


def items(client: FlaskClient, path: str = "/") -> dict[str, str]:
    """Return the menu of a page as address → label."""
    page = client.get(path).get_data(as_text=True)
    side = page[page.index('<nav class="side"') : page.index("</nav>")]
    found = re.findall(r'<li><a href="([^"]+)"[^>]*>([^<]+)', side)
    return {address: label.strip() for address, label in found}


@pytest.mark.function("5.1")
@pytest.mark.parametrize("username", USERS)
def test_every_item_opens(login: Any, username: str) -> None:
    client = login(username)
    answers = {address: client.get(address).status_code for address in items(client)}
    assert answers
    assert set(answers.values()) == {200}


@pytest.mark.parametrize("username", USERS)
def test_the_item_of_the_page_is_marked_and_no_other(login: Any, username: str) -> None:
    client = login(username)
    for address in items(client):
        page = client.get(address).get_data(as_text=True)
        side = page[page.index('<nav class="side"') : page.index("</nav>")]
        assert re.findall(r'href="([^"]+)" aria-current="page"', side) == [address]


def test_a_clerk_has_the_eleven_document_types_in_the_order_of_the_manual(login: Any) -> None:
    labels = list(items(login("haian.clerk")).values())
    groups = (catalogue().menu("exit_inspection"), catalogue().menu("packaging_inspection"))
    wanted = [kind.short_zh or kind.zh for group in groups for kind in group]
    assert [label for label in labels if label in wanted] == wanted
    assert len(wanted) >= 11


def test_an_enterprise_without_registration_number_has_no_business_menu(login: Any) -> None:
    """Manual 5.1: only registered enterprises declare."""
    addresses = list(items(login("xiaogang.admin")))
    business = (
        "/certificates/",
        "/declarations/",
        "/queries/",
        "/packaging-applications/",
        "/scans/",
        "/applications/",
        "/overseas-",
    )
    assert addresses[0] == "/"
    assert not [address for address in addresses if address.startswith(business)]


def test_the_administrator_has_the_system_configuration(login: Any) -> None:
    labels = set(items(login("admin")).values())
    assert {"系统参数", "用户管理", "组织机构", "字典管理", "角色管理", "通知管理"} <= labels
    assert not {"系统参数", "用户管理"} & set(items(login("haian.clerk")).values())


def test_a_reviewer_has_his_desk(login: Any) -> None:
    assert "审核工作台" in items(login("customs.0901")).values()
    assert "审核工作台" not in items(login("haian.clerk")).values()


def test_counts_stand_beside_what_waits(demo_work: None, login: Any) -> None:
    page = login("haian.clerk").get("/").get_data(as_text=True)
    side = page[page.index('<nav class="side"') : page.index("</nav>")]
    assert re.search(r"<b>\d+<span", side)


def test_nobody_sees_the_menu_before_login(app: Flask) -> None:
    assert '<nav class="side"' not in app.test_client().get("/login/").get_data(as_text=True)


def test_a_folded_group_says_what_waits_inside(app: Flask, login: Any) -> None:
    with app.app_context(), transaction():
        db.session.add(Registration(kind="enterprise", state="pending", name="待审企业（示例）", login="waiting.one"))
    page = login("admin").get("/").text
    group = page[page.index('data-part="系统配置"') :]
    assert '</h2> <b>1<span class="sr">份待处理</span></b></summary>' in group[: group.index("<ul")]
