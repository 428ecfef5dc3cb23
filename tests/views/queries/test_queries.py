"""Screens of queries: written by the form, tried, saved, run page by page, shared, exported in the background."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.services.queries import export_runs
from tests.support.forms import csrf_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

STATEMENT = "select id, inspection_no from report_declarations order by id"


def saved(client: FlaskClient, statement: str = STATEMENT, **values: object) -> str:
    token = csrf_token(client, "/queries/new")
    data = {"csrf_token": token, "name": "报检单一览", "statement": statement, "roles": ["reviewer"], **values}
    answer = client.post("/queries/new", data=data)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


@pytest.mark.function("5.2.8-a")
def test_a_query_is_written_by_the_form_tried_saved_and_run(app: Flask, login: Login) -> None:
    client = login("admin")
    token = csrf_token(client, "/queries/new")
    asked = {
        "csrf_token": token, "table": "report_declarations", "columns": ["declaring_customs"], "total": "count",
        "total_column": "", "condition_column": "inspection_no", "comparison": "begins", "value": "226",
        "order": "row_count", "direction": "desc",
    }  # fmt: skip
    statement = client.post("/queries/write", data=asked).get_json()["statement"]
    assert statement == (
        "SELECT declaring_customs, count(*) AS row_count\nFROM report_declarations\n"
        "WHERE inspection_no LIKE '226%'\nGROUP BY declaring_customs\nORDER BY row_count DESC"
    )
    tried = client.post("/queries/try", data={"csrf_token": token, "statement": statement}, headers={"X-Part": "yes"})
    assert "<html" not in tried.get_data(as_text=True)
    assert "0901" in tried.get_data(as_text=True)
    address = saved(client, statement)
    assert "<td>0901</td>" in client.get(f"{address}/run").get_data(as_text=True)
    shown = client.get(f"{address}?tab=history").get_data(as_text=True)
    assert "GROUP BY declaring_customs" in shown


@pytest.mark.function("5.2.8-b")
@pytest.mark.bar("S8")
def test_what_is_not_allowed_is_said_with_its_place_and_nothing_is_saved(app: Flask, login: Login) -> None:
    client = login("admin")
    token = csrf_token(client, "/queries/new")
    data = {"csrf_token": token, "name": "x", "statement": "select id,\n pg_sleep(9) from report_users"}
    refused = client.post("/queries/new", data=data)
    assert refused.status_code == 422
    text = refused.get_data(as_text=True)
    assert "pg_sleep" in text
    assert re.search(r"第 2 行第 2 个字符|Line 2, position 2", text)
    assert client.post("/queries/try", data=data).status_code == 422


@pytest.mark.function("5.2.8-a")
def test_a_result_is_paged(app: Flask, login: Login) -> None:
    client = login("admin")
    address = saved(client)
    first = client.get(f"{address}/run").get_data(as_text=True)
    second = client.get(f"{address}/run?page=2").get_data(as_text=True)
    assert first.count("<tr>") == 21
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert not set(re.findall(r"<td>(\d{15})</td>", first)) & set(re.findall(r"<td>(\d{15})</td>", second))


@pytest.mark.bar("S2")
def test_only_those_it_is_shared_with_run_a_query_and_nobody_else_writes_one(app: Flask, login: Login) -> None:
    address = saved(login("admin"))
    reviewer, enterprise = login("customs.0901"), login("haian.admin")
    assert reviewer.get(f"{address}/run").status_code == 200
    assert reviewer.get(f"{address}/edit").status_code == 403
    assert reviewer.get("/queries/new").status_code == 403
    assert reviewer.get(address).status_code == 200
    assert enterprise.get(f"{address}/run").status_code == 404
    assert enterprise.get(address).status_code == 404
    assert "报检单一览" not in enterprise.get("/queries/").get_data(as_text=True)
    assert login("haian.clerk").get("/queries/").status_code == 403


@pytest.mark.function("5.2.8-a")
@pytest.mark.parametrize(("kind", "begins"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF")])
def test_a_result_is_exported(app: Flask, login: Login, kind: str, begins: bytes) -> None:
    client = login("admin")
    number = saved(client).rpartition("/")[2]
    token = csrf_token(client, "/queries/new")
    asked = client.post(f"/exports/query/{number}/{kind}", data={"csrf_token": token})
    assert (asked.status_code, asked.headers["Location"]) == (303, "/exports/")
    assert client.get("/exports/state").get_json()["jobs"][0]["state"] == "waiting"
    with app.app_context():
        assert export_runs.work_off() == 1
    (job,) = client.get("/exports/state").get_json()["jobs"]
    assert (job["state"], job["share"]) == ("done", 100)
    page = client.get("/exports/").get_data(as_text=True)
    assert f"/exports/{job['id']}/file" in page
    file = client.get(f"/exports/{job['id']}/file")
    assert file.data.startswith(begins)
    assert login("customs.0901").get(f"/exports/{job['id']}/file").status_code == 404


@pytest.mark.function("5.2.1-d")
def test_everything_of_a_long_list_is_exported_in_the_background(
    app: Flask, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = login("haian.clerk")
    token = csrf_token(client, "/exports/")
    at_once = client.post("/declarations/export-all/xlsx?sort=inspection_no", data={"csrf_token": token})
    assert "/declarations/export/xlsx" in at_once.headers["Location"]
    assert client.get(at_once.headers["Location"]).data.startswith(b"PK")
    monkeypatch.setattr("app.services.queries.exports.AT_ONCE", 3)
    later = client.post("/declarations/export-all/xlsx?sort=inspection_no", data={"csrf_token": token})
    assert later.headers["Location"] == "/exports/"
    with app.app_context():
        export_runs.work_off()
    (job,) = client.get("/exports/state").get_json()["jobs"]
    assert client.get(f"/exports/{job['id']}/file").data.startswith(b"PK")
    assert client.post("/declarations/export-all/exe", data={"csrf_token": token}).status_code == 404
