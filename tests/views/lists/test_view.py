"""Every list screen, over the whole table: query, sorting, paging, exports, bad arguments, remembered choices."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from app.catalogue.loader import catalogue
from app.domain.permissions import certificate_resource
from app.extensions import db
from app.views.lists.paging import SIZES
from app.views.lists.query import DateRange
from app.views.screens import LISTS as VIEWS
from tests.factories import many_certificates
from tests.support.forms import csrf_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

MAX_STATEMENTS = 20


VETERINARY = "/certificates/veterinary_health/"


BAD = {
    "page": "x",
    "size": "many",
    "sort": "created_by.password",
}


JSON = {"Accept": "application/json"}


#: The lists of the document types are one class: where much is asked of each, two of them stand for all.
KINDS = [*VIEWS[:1], *VIEWS[10:]]


each_kind = pytest.mark.parametrize("view", KINDS, ids=lambda view: view.__name__)


every_list = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


@contextmanager
def counted_statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements of a block; requests in it must find no application context of the test's."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def address(view: Any) -> str:
    return f"{view.route_base}/"


def sample(app: Flask, field: Any) -> dict[str, str]:
    """Return a value that a query field understands."""
    if isinstance(field, DateRange):
        return {field.first: "2026-01-01", field.last: "2026-12-31"}
    if hasattr(field, "choices"):
        with app.test_request_context(), app.app_context():
            choices = list(field.pairs())
        return {field.name: choices[0][0]}
    return {field.name: "2260%_'\""}


@every_list
@pytest.mark.bar("U10")
def test_a_list_shows_its_columns_and_says_how_many_rows_there_are(admin: FlaskClient, view: Any) -> None:
    page = admin.get(f"{address(view)}?size=20")
    html = page.get_data(as_text=True)
    assert page.status_code == 200
    assert 'role="status"' in html
    assert 'class="query"' in html or not view.query


@each_kind
def test_every_query_field_sort_and_tab_of_a_list_works(app: Flask, admin: FlaskClient, view: Any) -> None:
    for field in view.query:
        assert admin.get(address(view), query_string=sample(app, field)).status_code == 200, field.name
    for column in view.columns:
        expected = 400 if column.sort is None else 200
        for sign in ("", "-"):
            answer = admin.get(f"{address(view)}?sort={sign}{column.key}", headers=JSON)
            assert answer.status_code == expected, column.key
    for status in ("draft", "issued") if view.tabs else ():
        assert admin.get(f"{address(view)}?status={status}").status_code == 200


@each_kind
@pytest.mark.bar("S12")
def test_bad_list_arguments_are_refused_with_400_and_never_an_error_of_ours(admin: FlaskClient, view: Any) -> None:
    arguments = [{name: value} for name, value in BAD.items()]
    arguments += [{"sort": "zzz"}, {"page": "9" * 30}, {"size": "-"}, {"page": "１"}]
    for field in view.query:
        for name in field.names:
            arguments.append({name: "x" * 300})
            if isinstance(field, DateRange):
                arguments += [{name: "2026-02-30"}, {name: "yesterday"}, {name: "0001-01-01"}]
            elif hasattr(field, "choices"):
                arguments.append({name: "no such choice"})
    if view.tabs:
        arguments.append({view.tabs.name: "lost"})
    for one in arguments:
        for path in (address(view), f"{address(view)}export/xlsx"):
            assert admin.get(path, query_string=one, headers=JSON).status_code == 400, (path, one)


@each_kind
@pytest.mark.bar("P1")
def test_a_list_page_takes_few_statements_whatever_its_size(app: Flask, admin: FlaskClient, view: Any) -> None:
    if view.class_permission_name.startswith("certificate_"):
        with app.app_context():
            owner = many_certificates.enterprise()
            many_certificates.fill(110, organisation_id=owner, type_code=view.kind.code)
    counts = []
    for size in SIZES:
        with counted_statements(app) as seen:
            assert admin.get(f"{address(view)}?size={size}").status_code == 200
        counts.append(len(seen))
    assert max(counts) <= MAX_STATEMENTS, counts


@pytest.mark.bar("P1")
@pytest.mark.parametrize("username", ["haian.clerk", "customs.0901"])
def test_a_page_with_a_hundred_rows_of_actions_takes_few_statements(
    app: Flask, login: Callable[[str], FlaskClient], username: str
) -> None:
    client = login(username)
    with app.app_context():
        many_certificates.fill(200, organisation_id=many_certificates.enterprise())
    with counted_statements(app) as seen:
        html = client.get(f"{VETERINARY}?size=100").text
    assert html.count('name="rows"') >= 50
    assert len(seen) <= MAX_STATEMENTS, seen


@each_kind
def test_looking_at_a_list_changes_nothing(app: Flask, admin: FlaskClient, view: Any) -> None:
    admin.get(address(view))
    with counted_statements(app) as seen:
        admin.get(address(view))
        admin.get(f"{address(view)}?page=1&size=50")
        admin.get(f"{address(view)}export/xlsx")
    written = [one for one in seen if one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [one for one in written if "user_session" not in one] == []


@pytest.mark.bar("S1")
def test_counts_tabs_rows_and_exports_are_those_of_the_own_enterprise(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    with app.app_context():
        many_certificates.fill(30, organisation_id=many_certificates.enterprise("北方"), type_code="99")
    client = login("haian.clerk")
    html = client.get("/certificates/other/?size=20").text
    assert "226000000000003" not in html
    assert 'class="pick" name="rows"' not in html
    exported = client.get("/certificates/other/export/xlsx?reach=all")
    assert len(list(load_workbook(io.BytesIO(exported.data)).active.values)) == 1
    assert 'class="pick" name="rows"' in login("beifang.clerk").get("/certificates/other/?size=20").text


def test_an_empty_list_says_what_to_do(login: Callable[[str], FlaskClient]) -> None:
    client = login("haian.clerk")
    html = client.get("/certificates/other/?size=20").text
    assert 'class="nothing"' in html
    assert "/certificates/other/new" in html


def test_the_screens_name_every_document_type() -> None:
    screens = {view.class_permission_name for view in VIEWS}
    assert {certificate_resource(kind.key) for kind in catalogue().types.values() if kind.enabled} <= screens


def test_a_form_on_a_list_carries_its_token(admin: FlaskClient) -> None:
    assert csrf_token(admin, "/parameters/?size=20")
