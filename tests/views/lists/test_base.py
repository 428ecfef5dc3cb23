"""Reference records: add, edit, delete over HTTP; history, stale forms, records in use, rights and rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.parameters import DECLARED
from app.extensions import db
from app.models import Dictionary, DictionaryEntry, Notice, Organisation, Role, SystemParameter, User
from app.views.lists.base import ReferenceView
from app.views.screens import LISTS as VIEWS
from tests.support.forms import log_in, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


REFERENCES = [view for view in VIEWS if issubclass(view, ReferenceView)]


EDITABLE = [view for view in REFERENCES if "edit" not in view.exclude_route_methods]


#: view → its model, what a new record is made of, what is changed about it, and where its name stands
CRUD: dict[str, tuple[Any, dict[str, Any], dict[str, Any], str]] = {
    "ParametersView": (
        SystemParameter,
        {"name": "office_hours", "value": "9–17", "remark": "示例"},
        {"value": "8–18"},
        "name",
    ),
    "NoticesView": (
        Notice,
        {"title": "维护（示例）", "text": "今晚", "roles": ["clerk"], "valid_from": "2026-11-23", "valid_to": ""},
        {"text": "明晚"},
        "title",
    ),
    "OrganisationsView": (
        Organisation,
        {
            "name": "大连新港食品有限公司（示例）", "short_name": "新港（示例）", "parent_id": "1",
            "kind": "enterprise",
            "status": "active", "credit_code": "91210200MA0DEM999X", "position": "5",
        },
        {"contact_name": "李明（示例）"},
        "name",
    ),
    "DictionariesView": (
        DictionaryEntry,
        {"dictionary_id": "1", "code": "Z9", "name_zh": "示例", "name_en": "EXAMPLE", "position": "5",
         "is_enabled": "y"},
        {"name_zh": "示例二"},
        "code",
    ),
}  # fmt: skip


crud = pytest.mark.parametrize("name", CRUD)


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def base(name: str) -> str:
    return next(view.route_base for view in VIEWS if view.__name__ == name)


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found.group(1)


def find(app: Flask, name: str) -> Any:
    """Return the test's record, loaded and detached."""
    model, new, _changed, key = CRUD[name]
    with app.app_context():
        row = db.session.scalar(db.select(model).where(getattr(model, key) == new[key]))
        if row is not None:
            db.session.expunge(row)
        return row


def add(client: FlaskClient, name: str, /, **changed: Any) -> TestResponse:
    return post(client, f"{base(name)}/new", data={**CRUD[name][1], **changed})


def edit(client: FlaskClient, name: str, number: int, data: dict[str, Any], form: str | None = None) -> TestResponse:
    """Send the form of a record as the page `form` (default: as it is now) shows it, with some fields changed."""
    path = f"{base(name)}/{number}/edit"
    html = form or client.get(path).text
    versions = {key: hidden(html, key) for key in ("version", "seen")}
    return post(client, path, data={**CRUD[name][1], **versions, **data})


@crud
@pytest.mark.function("5.2.1-a")
@pytest.mark.function("5.2.4-a")
@pytest.mark.function("5.2.5")
@pytest.mark.function("5.2.7")
def test_a_record_is_added_changed_and_deleted(app: Flask, admin: FlaskClient, name: str) -> None:
    _model, _new, changed, _key = CRUD[name]
    assert add(admin, name).status_code == 303
    row = find(app, name)
    assert row.version == 1 or name == "OrganisationsView"
    assert edit(admin, name, row.id, changed).status_code == 303
    row = find(app, name)
    for column, value in changed.items():
        assert getattr(row, column) == value
    page = admin.get(f"{base(name)}/{row.id}").text
    assert "data-confirm" in page
    answer = post(
        admin, f"{base(name)}/{row.id}/delete", form_on=f"{base(name)}/{row.id}", data={"version": row.version}
    )
    assert answer.headers["Location"].endswith(f"{base(name)}/")
    assert find(app, name) is None


@crud
@pytest.mark.function("5.2.1-c")
@pytest.mark.function("5.2.4-b")
def test_the_history_tells_who_changed_which_field_from_what_to_what(app: Flask, admin: FlaskClient, name: str) -> None:
    add(admin, name)
    row = find(app, name)
    edit(admin, name, row.id, CRUD[name][2])
    html = admin.get(f"{base(name)}/{row.id}?tab=history").text
    for column, value in CRUD[name][2].items():
        assert f"<ins>{value}</ins>" in html
        before = CRUD[name][1].get(column)
        assert before is None or f"<del>{before}</del>" in html
    assert "王敏" in html
    assert "127.0.0.1" in html
    assert 'class="by"' in html


@crud
@pytest.mark.bar("U8")
def test_a_stale_form_shows_what_the_other_changed_and_keeps_what_was_typed(
    app: Flask, admin: FlaskClient, name: str
) -> None:
    add(admin, name)
    row = find(app, name)
    form = admin.get(f"{base(name)}/{row.id}/edit").text
    column, theirs = next(iter(CRUD[name][2].items()))
    edit(admin, name, row.id, {column: theirs})
    refused = edit(admin, name, row.id, {column: "MINE"}, form=form)
    assert refused.status_code == 409
    assert f"<ins>{theirs}</ins>" in refused.text
    assert "MINE" in refused.text
    assert getattr(find(app, name), column) == theirs
    assert edit(admin, name, row.id, {column: "MINE"}, form=refused.text).status_code == 303
    assert getattr(find(app, name), column) == "MINE"


@crud
@pytest.mark.bar("U8")
def test_what_is_refused_stays_in_the_form_with_the_reason_at_its_field(
    app: Flask, admin: FlaskClient, name: str
) -> None:
    _model, new, _changed, key = CRUD[name]
    kept = next(field for field in new if field not in (key, "dictionary_id", "parent_id", "kind", "status"))
    answer = add(admin, name, **{key: "", kept: "KEPT 7" if kept != "position" else "7"})
    assert answer.status_code == 422
    assert "KEPT 7" in answer.text
    assert 'class="f  err"' in answer.text
    assert find(app, name) is None


@crud
def test_a_second_record_of_the_same_name_or_number_is_refused_in_words(
    app: Flask, admin: FlaskClient, name: str
) -> None:
    if name == "NoticesView":
        pytest.skip("two notices may have one title")
    add(admin, name)
    again = add(admin, name)
    assert again.status_code == 422
    assert "IntegrityError" not in again.text
    assert 'aria-invalid="true"' in again.text


@pytest.mark.bar("U9")
@pytest.mark.parametrize("view", EDITABLE, ids=lambda view: view.__name__)
def test_the_double_click_guard_and_the_question_stand_on_every_destructive_button(
    admin: FlaskClient, view: Any
) -> None:
    html = admin.get(f"{view.route_base}/?size=20").text
    for form in re.findall(r'<form method="post" class="inline" action="[^"]+/delete".*?</form>', html, re.DOTALL):
        assert "data-confirm=" in form


@pytest.mark.parametrize("view", REFERENCES, ids=lambda view: view.__name__)
def test_a_record_that_is_not_there_is_404_and_reading_needs_no_form(admin: FlaskClient, view: Any) -> None:
    for path in ("999999", "999999/edit", "0"):
        assert admin.get(f"{view.route_base}/{path}").status_code in (403, 404)
    assert admin.get(f"{view.route_base}/1/delete").status_code in (404, 405)


@pytest.mark.parametrize("name", [*CRUD, "UsersView"])
def test_who_lacks_the_right_is_refused(login: Callable[[str], FlaskClient], name: str) -> None:
    client = login("haian.clerk")
    for path in ("", "new", "1", "1/edit"):
        assert client.get(f"{base(name)}/{path}").status_code == 403


@pytest.mark.bar("S12")
@pytest.mark.parametrize("name", CRUD)
def test_forms_that_no_page_of_ours_sends_are_refused(admin: FlaskClient, name: str) -> None:
    for data in (
        {},
        {"version": "x"},
        dict.fromkeys(CRUD[name][1], "\x01"),
        dict.fromkeys(CRUD[name][1], "长" * 20000),
    ):
        answer = post(admin, f"{base(name)}/new", data=data)
        assert 400 <= answer.status_code < 500, data


@pytest.mark.function("5.2.1-a")
@pytest.mark.parametrize("name", DECLARED)
def test_a_declared_parameter_is_edited_and_set_back_never_deleted(app: Flask, admin: FlaskClient, name: str) -> None:
    with app.app_context():
        row = db.session.scalar(db.select(SystemParameter).where(SystemParameter.name == name))
        number, version = row.id, row.version
    value = {"yes_no": "yes", "number": "30", "choice": "classes"}.get(DECLARED[name].kind, "示例")
    answer = edit(admin, "ParametersView", number, {"name": "renamed", "value": value, "remark": ""})
    assert answer.status_code == 303
    with app.app_context():
        row = db.session.get(SystemParameter, number)
        assert (row.name, row.value) == (name, value)
        version = row.version
    page = f"/parameters/{number}"
    post(admin, f"{page}/delete", form_on=page, data={"version": version})
    post(admin, f"{page}/set-back", form_on=page, data={"version": version})
    with app.app_context():
        assert db.session.get(SystemParameter, number).value == DECLARED[name].default


@pytest.mark.parametrize(("name", "value"), [("session_idle_minutes", "soon"), ("approval_issues_at_once", "maybe")])
def test_a_parameter_keeps_its_kind(app: Flask, admin: FlaskClient, name: str, value: str) -> None:
    with app.app_context():
        number = db.session.scalar(db.select(SystemParameter.id).where(SystemParameter.name == name))
    assert edit(admin, "ParametersView", number, {"name": name, "value": value}).status_code == 422


@pytest.mark.function("5.2.1-a")
def test_a_changed_parameter_counts_at_once(app: Flask, admin: FlaskClient, client: FlaskClient) -> None:
    with app.app_context():
        number = db.session.scalar(db.select(SystemParameter.id).where(SystemParameter.name == "service_hotline"))
    edit(admin, "ParametersView", number, {"name": "service_hotline", "value": "0411-5550199"})
    assert "0411-5550199" in client.get("/login/").text


def user_id(app: Flask, username: str) -> int:
    with app.app_context():
        return int(db.session.scalar(db.select(User.id).where(User.username == username)))


@pytest.mark.function("5.2.6-a")
@pytest.mark.function("5.2.6-b")
def test_what_a_role_opens_is_changed_and_counts_at_the_next_request(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        role = db.session.scalar(db.select(Role).where(Role.name == "clerk"))
        number = role.id
        given = [right.id for right in role.permissions]
        dropped = [right.id for right in role.permissions if right.view_menu.name == "declarations"]
    clerk = log_in(app.test_client(), "haian.clerk")
    assert clerk.get("/declarations/").status_code == 200
    page = f"/roles/{number}"
    data = {"seen": [str(n) for n in given], "rights": [str(n) for n in given if n not in dropped]}
    post(admin, f"{page}/rights", form_on=page, data=data)
    assert clerk.get("/declarations/").status_code == 403
    post(admin, f"{page}/rights", form_on=page, data=data)  # an old form
    with app.app_context():
        assert len(db.session.get(Role, number).permissions) == len(given) - len(dropped)
    assert "declarations" in admin.get(f"{page}?tab=history").text


@pytest.mark.function("5.2.6-b")
def test_a_role_is_given_to_a_user_and_taken_away(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        number = db.session.scalar(db.select(Role.id).where(Role.name == "clerk"))
    page = f"/roles/{number}"
    target = user_id(app, "haian.admin")
    post(admin, f"{page}/members", form_on=f"{page}?part=users", data={"login": "Haian.Admin"})
    assert "haian.admin" in admin.get(f"{page}?part=users").text
    post(admin, f"{page}/members/{target}/remove", form_on=f"{page}?part=users")
    assert f"{page}/members/{target}/remove" not in admin.get(f"{page}?part=users").text


def test_the_administrators_role_keeps_the_right_to_give_rights(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        role = db.session.scalar(db.select(Role).where(Role.name == "system_administrator"))
        number, given = role.id, [str(right.id) for right in role.permissions]
    page = f"/roles/{number}"
    post(admin, f"{page}/rights", form_on=page, data={"seen": given, "rights": []})
    with app.app_context():
        assert len(db.session.get(Role, number).permissions) == len(given)


@pytest.mark.bar("S1")
@pytest.mark.parametrize("path", ["declarations", "packaging-applications"])
def test_what_another_enterprise_declared_is_neither_listed_nor_shown(
    app: Flask, login: Callable[[str], FlaskClient], path: str
) -> None:
    mine, theirs = login("haian.clerk"), login("beifang.clerk")
    numbers = set(re.findall(rf'href="/{path}/(\d+)"', mine.get(f"/{path}/?size=100").text))
    others = set(re.findall(rf'href="/{path}/(\d+)"', theirs.get(f"/{path}/?size=100").text))
    assert numbers
    assert others
    assert not numbers & others
    assert all(theirs.get(f"/{path}/{number}").status_code == 404 for number in list(numbers)[:3])


@pytest.mark.bar("U7")
def test_what_somebody_else_changed_meanwhile_is_not_deleted_unseen(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        wanted = db.select(DictionaryEntry).join(Dictionary).where(Dictionary.code == "units")
        entry = db.session.scalars(wanted.order_by(DictionaryEntry.id.desc())).first()
        number, version = entry.id, entry.version
    page = f"/dictionaries/{number}"
    assert f'name="version" value="{version}"' in admin.get(page).text
    post(admin, f"{page}/delete", form_on=page, data={"version": version + 1})
    assert admin.get(page).status_code == 200
    post(admin, f"{page}/delete", form_on=page, data={"version": version})
    assert admin.get(page).status_code == 404
