"""Templates and reissues over HTTP: add, edit, contents, use, keep, delete many; the guided form and its refusals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Status
from tests.factories.applications import CLERK, OTHER_CLERK
from tests.support.desk import make
from tests.support.forms import post
from tests.support.wizard import page_of, version_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

NAME = "日本模板（示例）"


def _text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


def _add(client: FlaskClient, name: str = NAME, **more: str) -> str:
    data = {"name": name, "header.destination_country": "JPN", "documents": ["14/c3-1", "18/c5-1"], **more}
    answer = post(client, "/templates/new", data={"client_token": name, **data})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


@pytest.mark.function("5.8.2")
def test_a_clerk_adds_queries_edits_and_fills_in_a_template(login: Login) -> None:
    client = login(CLERK)
    address = _add(client)
    assert _add(client) == address
    for query in ("name=日本", "type=18", "country=JPN", "who="):
        assert NAME in _text(client, f"/templates/?{query}"), query
    for query in ("name=韩国", "type=11", "country=KOR", "who=nobody"):
        assert NAME not in _text(client, f"/templates/?{query}"), query
    version = version_on(client, f"{address}/documents/0")
    sent = {"version": version, "do": "save", "values.remark": "样品（示例）", "originals": "2", "copies": "3"}
    assert post(client, f"{address}/documents/0", data=sent).status_code == 303
    assert "样品（示例）" in _text(client, f"{address}/documents/0")
    assert post(client, f"{address}/documents/0", data=sent).status_code == 409
    wrong = {**sent, "version": version_on(client, f"{address}/documents/0"), "copies": "x"}
    assert post(client, f"{address}/documents/0", data=wrong).status_code == 422
    head = {"version": version_on(client, f"{address}/edit"), "name": "改名（示例）", "is_default": "1"}
    assert post(client, f"{address}/edit", data=head).status_code == 422
    changed = post(client, f"{address}/edit", data={**head, "default_country": "JPN"})
    assert changed.status_code == 303
    assert "改名（示例）" in _text(client, address)
    assert "改名（示例）" in _text(client, f"{address}?tab=history")


@pytest.mark.function("5.8.1-template")
def test_a_template_is_used_and_many_are_deleted(login: Login) -> None:
    client = login(CLERK)
    first, second = _add(client), _add(client, "乙（示例）")
    used = post(client, f"{first}/use", form_on=first, data={"client_token": "u"})
    assert re.fullmatch(r"/certificates/\d+/edit", used.headers["Location"])
    ids = [address.rpartition("/")[2] for address in (first, second)]
    foreign = login(OTHER_CLERK)
    assert foreign.get(first).status_code == 404
    told = post(foreign, "/templates/batch", form_on="/templates/", data={"action": "delete", "rows": ids})
    assert told.status_code == 200
    assert NAME not in told.get_data(as_text=True)
    client = login(CLERK)
    done = post(client, "/templates/batch", form_on="/templates/", data={"action": "delete", "rows": ids})
    assert done.status_code == 303
    assert client.get(first).status_code == 404


@pytest.mark.function("5.8.1-template")
def test_the_default_template_is_proposed_for_a_declared_number(login: Login) -> None:
    client = login(CLERK)
    address, number = _add(client, "乙（示例）", is_default="1", default_country="KOR"), "226000004178628"
    other = _add(client, "丙（示例）", is_default="1", default_country="USA")
    shown = _text(client, f"/applications/new?way=template&number={number}")
    assert shown.index(f"{address}/use") < shown.index(f"{other}/use")
    assert "本报检单推荐使用" in shown or "Proposed for this declaration" in shown
    assert f'name="inspection_no" value="{number}"' in shown


@pytest.mark.function("5.8.1-totemplate")
def test_an_application_is_kept_from_its_page(app: Flask, login: Login) -> None:
    made = make(app)
    client = login(CLERK)
    page = f"/applications/{made.id}"
    path = f"/templates/keep/{made.id}"
    data = {"name": NAME, "client_token": "k"}
    for _twice in range(2):
        assert post(client, path, form_on=page, data=data).headers["Location"] == page
    assert _text(client, "/templates/").count(f">{NAME}<") == 1
    taken = post(client, path, form_on=page, data={**data, "client_token": "l"})
    assert taken.status_code == 303
    assert post(login(OTHER_CLERK), path, form_on="/templates/new", data=data).status_code == 404


@pytest.mark.function("5.8.1-reissue")
def test_the_guided_form_makes_one_draft_with_closed_entries(app: Flask, login: Login) -> None:
    made = make(app, status=Status.ISSUED)
    client = login(CLERK)
    path = f"/reissues/{made.certificate_id}/new"
    data = {"kind": "supplement", "client_token": "r"}
    assert post(client, path, data=data).status_code == 400
    data["reason"] = "补充检测项目（示例）。"
    answers = [post(client, path, data=data) for _twice in range(2)]
    assert answers[0].status_code == 303
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    draft = answers[0].headers["Location"]
    form = _text(client, draft)
    assert 'name="values.remark"' in form
    assert 'name="values.consignee"' not in form
    assert 'name="header.inspection_no"' not in form
    new = draft.split("/")[2]
    page = f"{page_of(app, int(new))}?certificate={new}"
    assert f'href="{page}"' in _text(client, path)
    assert f'href="{page}"' in _text(client, f"/applications/{made.id}")
    sent = {"version": version_on(client, draft), "do": "save", "values.consignee": "X"}
    assert post(client, draft, data=sent).status_code == 409
    sent = {"version": version_on(client, draft), "do": "save", "values.remark": "补充（示例）"}
    assert post(client, draft, data=sent).status_code in (302, 303)
    assert "补充（示例）" in _text(client, f"/reissues/{new}/differences")
    assert login(OTHER_CLERK).get(path).status_code == 404


@pytest.mark.parametrize("kind", ["change", "replace", "second_original"])
def test_the_form_of_every_kind_opens(app: Flask, login: Login, kind: str) -> None:
    made = make(app, status=Status.ISSUED)
    client = login(CLERK)
    data = {"kind": kind, "reason": "x（示例）", "client_token": kind}
    draft = post(client, f"/reissues/{made.certificate_id}/new", data=data).headers["Location"]
    form = _text(client, draft)
    assert ('name="values.consignee"' in form) is (kind != "second_original")
    assert 'name="header.inspection_no"' not in form
    sent = {"version": version_on(client, draft), "do": "save", "copies": "3"}
    assert post(client, draft, data=sent).status_code in (302, 303)
