"""Every list screen, over the whole table: query, sorting, paging, exports, bad arguments, remembered choices."""

from __future__ import annotations

import io
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from app.catalogue.loader import catalogue
from app.domain.permissions import certificate_resource
from app.extensions import db
from app.models import Certificate, User
from app.views.lists.paging import CAP, SIZES
from app.views.lists.query import DateRange
from app.views.screens import LISTS as VIEWS
from tests.factories import many_certificates
from tests.support.forms import csrf_token, post

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
            choices = list(field.choices())
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
def test_pages_and_sizes_out_of_range_are_clamped(admin: FlaskClient, view: Any) -> None:
    for query in ("page=999999", "page=-3", "page=0", "size=1000000", "size=0", "size=-1"):
        assert admin.get(f"{address(view)}?{query}").status_code == 200, query
    assert f"<option selected>{max(SIZES)}<" in admin.get(f"{address(view)}?size=1000000").text


@every_list
@pytest.mark.function("5.2.1-d")
def test_page_and_whole_list_are_exported_to_excel_in_the_readers_columns(admin: FlaskClient, view: Any) -> None:
    for reach in ("page", "all"):
        answer = admin.get(f"{address(view)}export/xlsx?reach={reach}&size=20")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        rows = list(load_workbook(io.BytesIO(answer.data)).active.values)
        assert len(rows[0]) == len([column for column in view.columns if column.is_chosen])


@pytest.mark.function("5.2.1-d")
@pytest.mark.parametrize("name", ["ParametersView", "VeterinaryHealthListView"])
def test_a_list_is_exported_to_pdf(admin: FlaskClient, name: str) -> None:
    view = next(view for view in VIEWS if view.__name__ == name)
    answer = admin.get(f"{address(view)}export/pdf?reach=all")
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")


@each_kind
def test_an_unknown_kind_or_reach_of_an_export_does_not_exist(admin: FlaskClient, view: Any) -> None:
    assert admin.get(f"{address(view)}export/exe").status_code == 404
    assert admin.get(f"{address(view)}export/xlsx?reach=galaxy").status_code == 404


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


@pytest.mark.function("5.2.1-b")
@pytest.mark.bar("U10")
@each_kind
def test_a_query_is_remembered_until_it_is_reset(app: Flask, admin: FlaskClient, view: Any) -> None:
    if not view.query:
        pytest.skip("this list has no query row")
    asked = sample(app, view.query[0])
    home = f"{address(view)}?size=20"
    answer = post(admin, f"{address(view)}query", form_on=home, data=asked)
    assert answer.status_code == 303
    assert all(name in answer.headers["Location"] for name in asked)
    name, value = next(iter(asked.items()))
    again = admin.get(address(view)).text
    assert f'name="{name}"' in again
    assert "&#34;" in again or f'value="{value}"' in again
    answer = post(admin, f"{address(view)}query", form_on=home, data={**asked, "reset": "yes"})
    # a list that begins with a query of its own says by an argument that nothing is asked
    assert answer.headers["Location"].partition("?")[0].endswith(address(view))
    with app.app_context():
        user = db.session.scalar(db.select(User).where(User.username == "admin"))
        assert "query" not in user.preferences["lists"][view.screen]


@each_kind
@pytest.mark.bar("U10")
def test_columns_and_page_size_are_remembered(admin: FlaskClient, view: Any) -> None:
    key = view.columns[0].key
    home = f"{address(view)}?size=20"
    data = {"columns": [key], "size": "50", "kept": "sort=nonsense&evil=1"}
    answer = post(admin, f"{address(view)}arrange", form_on=home, data=data)
    assert answer.status_code == 303
    assert "evil" not in answer.headers["Location"]
    exported = admin.get(f"{address(view)}export/xlsx")
    rows = list(load_workbook(io.BytesIO(exported.data)).active.values)
    assert len(rows[0]) == 1


@each_kind
def test_looking_at_a_list_changes_nothing(app: Flask, admin: FlaskClient, view: Any) -> None:
    admin.get(address(view))
    with counted_statements(app) as seen:
        admin.get(address(view))
        admin.get(f"{address(view)}?page=1&size=50")
        admin.get(f"{address(view)}export/xlsx")
    written = [one for one in seen if one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [one for one in written if "user_session" not in one] == []


@each_kind
def test_choices_are_only_taken_with_the_forms_token(admin: FlaskClient, view: Any) -> None:
    assert admin.post(f"{address(view)}query", data={"x": "1"}).status_code == 400
    assert admin.post(f"{address(view)}arrange", data={"size": "50"}).status_code == 400


@pytest.mark.function("5.3-query")
def test_certificates_are_found_by_number_day_office_and_status(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    client = login("haian.clerk")
    with app.app_context():
        many_certificates.fill(60, organisation_id=many_certificates.enterprise(), type_code="11")
    path = "/certificates/quality/"

    def found(**query: str) -> int:
        html = client.get(path, query_string={"size": "100", **query}).text
        return html.count('class="pick" name="rows"')

    everything = found()
    assert everything >= 60
    assert found(inspection_no="226000000000007") == 1
    assert found(inspection_no="226000000000007", sub_certificate_no="002") == 0
    assert found(declaring_customs="0908") == 30
    assert found(status="returned", inspection_no="22600000000") == 15
    # the first is entered at 10:00 of 1 November in China, all within the hour
    assert found(**{"from": "2026-11-01", "to": "2026-11-01", "inspection_no": "22600000000"}) == 60
    assert found(**{"from": "2026-11-02", "to": "2026-11-02", "inspection_no": "22600000000"}) == 0


@pytest.mark.function("5.3-query")
def test_the_last_minute_of_a_day_is_a_chinese_minute(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    """A row of 23:59 in Shanghai (15:59 UTC) belongs to that day, one of 00:00 to the next."""
    client = login("haian.clerk")
    with app.app_context():
        ids = many_certificates.fill(2, organisation_id=many_certificates.enterprise(), type_code="11")
        table = Certificate.__table__
        connection = db.session.connection(execution_options={"writes": True})
        for number, hour, minute in ((ids[0], 15, 59), (ids[1], 16, 0)):
            moment = datetime(2026, 11, 10, hour, minute, tzinfo=UTC)
            connection.execute(table.update().where(table.c.id == number).values(created_at=moment))
        db.session.commit()
    query = {"from": "2026-11-10", "to": "2026-11-10"}
    html = client.get("/certificates/quality/", query_string=query).text
    assert "226000000000000" in html
    assert "226000000000001" not in html


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


def test_tabs_count_each_status_and_all(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    with app.app_context():
        many_certificates.fill(40, organisation_id=many_certificates.enterprise(), type_code="99")
    html = login("haian.clerk").get("/certificates/other/?size=20").text
    for status in many_certificates.STATUSES:
        assert f"status={status}" in html
    assert html.count("<span>10</span>") >= 4
    assert "<span>40</span>" in html


def test_counting_stops_at_the_cap(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    with app.app_context():
        many_certificates.fill(CAP + 5, organisation_id=many_certificates.enterprise(), type_code="99")
    html = login("haian.clerk").get("/certificates/other/?size=100&page=9999").text
    assert f"<span>{CAP}+</span>" in html
    assert 'rel="prev"' in html
    assert 'rel="next"' not in html


def test_an_empty_list_says_what_to_do(login: Callable[[str], FlaskClient]) -> None:
    client = login("haian.clerk")
    html = client.get("/certificates/other/?size=20").text
    assert 'class="nothing"' in html
    assert "/certificates/other/new" in html


def test_no_query_field_is_called_like_an_argument_of_the_list_itself() -> None:
    own = {"page", "size", "sort", "reach", "extension", "pk", "method", "kept", "reset", "csrf_token", "columns"}
    for view in VIEWS:
        names = [name for field in view.query for name in field.names] + ([view.tabs.name] if view.tabs else [])
        assert len(names) == len(set(names))
        assert not own.intersection(names), view.__name__


def test_the_screens_name_every_document_type() -> None:
    screens = {view.class_permission_name for view in VIEWS}
    assert {certificate_resource(kind.key) for kind in catalogue().types.values() if kind.enabled} <= screens


def test_a_form_on_a_list_carries_its_token(admin: FlaskClient) -> None:
    assert csrf_token(admin, "/parameters/?size=20")
