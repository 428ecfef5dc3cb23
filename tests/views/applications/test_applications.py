"""Applications over HTTP: the list, the three ways to apply, several documents, all printed in one PDF."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pikepdf
import pytest
from sqlalchemy import event, func

from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, ApplicationEvent, Certificate, PrintRecord
from app.services.applications import applications
from app.services.applications import documents as application_documents
from app.services.applications import starts as application_starts
from app.services.applications.documents import Wanted
from tests.factories import applications as factory
from tests.factories.applications import NOW, act_as
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

KNOWN = "226000004178628"  # a declaration of haian; beifang cannot see it
THREE = ["14/c3-1", "15/c2-2", "18/c5-1"]


@pytest.fixture
def clerk(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("haian.clerk")


def text(answer: Any) -> str:
    return answer.get_data(as_text=True)


def newest(app: Flask) -> Application:
    """Return the application that was made last, with its documents."""
    with app.app_context():
        row = db.session.scalars(db.select(Application).order_by(Application.id.desc())).first()
        assert row is not None
        assert row.certificates
        for document in row.certificates:
            assert document.format_version.spec
        db.session.expunge_all()
        return row


def made(app: Flask, status: str = "draft", **header: Any) -> int:
    with app.app_context():
        return factory.make(status=status, documents=2, **header).id


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements of everything that follows."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.function("5.8.1-query")
def test_the_list_has_the_manual_s_columns_and_every_way_of_entry(app: Flask, clerk: FlaskClient) -> None:
    made(app, consignee_name_zh="收货人甲（示例）")
    page = text(clerk.get("/applications/"))
    columns = re.findall(r'<th scope="col"[^>]*>(?:<a [^>]*>)?([^<]+)', page)
    assert len(columns) == 11
    assert "收货人甲（示例） / HANBADA" in page


@pytest.mark.function("5.8.1-query")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("inspection_no=92600009", 1),
        ("review_status=submitted", 1),
        ("review_status=withdrawn", 0),
        ("declared_from=2031-05-01&declared_to=2031-05-01", 1),
        ("declared_from=2031-05-02", 0),
        ("applied_from=2026-11-23&applied_to=2026-11-23&inspection_no=92600009", 1),
        ("applied_to=2026-11-22&inspection_no=92600009", 0),
        ("status=submitted&inspection_no=92600009", 1),
    ],
)
def test_the_query_fields_find_what_they_say(app: Flask, clerk: FlaskClient, query: str, count: int) -> None:
    made(app, "submitted", inspection_no="926000099999999", declaration_date="2031-05-01")
    page = text(clerk.get(f"/applications/?{query}"))
    assert ("926000099999999" in page) == bool(count)


@pytest.mark.bar("P1")
def test_the_list_needs_few_statements_whatever_its_length(
    app: Flask, clerk: FlaskClient, statements: list[str]
) -> None:
    for _ in range(4):
        made(app)
    clerk.get("/applications/?size=20")
    statements.clear()
    assert clerk.get("/applications/?size=100").status_code == 200
    assert len(statements) <= 20


@pytest.mark.function("5.8.1-query")
def test_refresh_says_the_state_at_customs_and_when_it_was_asked(app: Flask, clerk: FlaskClient) -> None:
    number = made(app, "submitted")
    answer = post(clerk, f"/applications/{number}/refresh", form_on="/applications/", follow_redirects=True)
    assert answer.status_code == 200
    assert re.search(r"申报中|Submitted", text(answer))


@pytest.mark.function("5.8.1-query")
@pytest.mark.parametrize(("who", "status"), [("customs.0901", 200), ("admin", 200), ("overseas.kor", 403)])
def test_customs_and_administrators_read_the_list(login: Callable[..., Any], who: str, status: int) -> None:
    assert login(who).get("/applications/").status_code == status


@pytest.mark.function("5.8.1-blank")
def test_a_blank_application_begins_with_all_chosen_documents(app: Flask, clerk: FlaskClient) -> None:
    token = uuid4().hex
    data = {
        "documents": THREE, "inspection_no": KNOWN, "wants_import": "1", "shares_goods": "1", "client_token": token
    }  # fmt: skip
    first = post(clerk, "/applications/new", data=data)
    again = post(clerk, "/applications/new", data=data)
    assert (first.status_code, first.headers["Location"]) == (302, again.headers["Location"])
    row = newest(app)
    assert (row.entry_mode, row.shares_goods, row.declaring_customs) == ("blank", True, "0901")
    assert [d.type_code for d in row.certificates] == ["14", "15", "18"]
    assert all(d.rows["goods_lines"] for d in row.certificates)


@pytest.mark.parametrize(
    ("data", "status"),
    [({}, 400), ({"documents": ["14/c3-1", "P1/3-2"]}, 400), ({"documents": ["14/c5-1"]}, 404)],
)
def test_what_cannot_be_applied_for_is_said_and_nothing_is_made(
    app: Flask, clerk: FlaskClient, data: dict[str, Any], status: int
) -> None:
    answer = post(clerk, "/applications/new", data={**data, "inspection_no": KNOWN})
    assert answer.status_code == status
    assert KNOWN in text(answer)
    with app.app_context():
        assert db.session.scalar(db.select(func.count(Application.id))) == 0


@pytest.mark.function("5.8.1-similar")
def test_a_similar_application_takes_over_contents_but_no_numbers_days_and_seals(
    app: Flask, clerk: FlaskClient
) -> None:
    with app.app_context():
        origin = factory.make(status="submitted", documents=2, needs_confirmation=True)
        number, ids = origin.inspection_no, [d.id for d in origin.certificates]
        contents = [dict(d.values) for d in origin.certificates]
    page = text(clerk.get(f"/applications/new?way=similar&number={number}"))
    assert page.count('name="documents"') == 2
    assert "封号" in page or "Seal No." in page
    data = {"documents": ids, "inspection_no": "226000009998123", "client_token": uuid4().hex, "number": number}
    answer = post(clerk, "/applications/similar", form_on="/applications/new", data=data)
    assert answer.status_code == 302
    row = newest(app)
    assert (row.entry_mode, row.status, row.inspection_no, row.declaration_date) == (
        "similar", "draft", "226000009998123", None,
    )  # fmt: skip
    assert row.needs_confirmation
    for document, values in zip(row.certificates, contents, strict=True):
        assert document.values["consignor"] == values["consignor"]
        assert "date_of_despatch" not in document.values
        assert document.certificate_no is None
        containers = document.rows["containers"]
        assert all(c["container_no"] and "seal_no" not in c for c in containers)


@pytest.mark.function("5.8.1-similar")
def test_a_foreign_inspection_number_is_like_an_unknown_one(app: Flask, login: Callable[..., Any]) -> None:
    with app.app_context():
        origin = factory.make()
        number, ids = origin.inspection_no, [d.id for d in origin.certificates]
    stranger = login("beifang.clerk")
    pages = [
        text(stranger.get(f"/applications/new?way=similar&number={asked}")).replace(asked, "…")
        for asked in (number, "226000000000009")
    ]
    plain = [re.sub(r'(nonce|value|csrf)="[^"]*"|r=[0-9a-f]+', "", page) for page in pages]
    assert re.findall(r"<b>.*?</b>", plain[0]) == re.findall(r"<b>.*?</b>", plain[1])
    data = {"documents": ids, "client_token": uuid4().hex}
    assert post(stranger, "/applications/similar", form_on="/applications/new", data=data).status_code == 404


def test_a_copy_of_an_application_has_all_of_its_documents(app: Flask, clerk: FlaskClient) -> None:
    number = made(app, "submitted")
    token = uuid4().hex
    for _ in range(2):
        answer = post(clerk, f"/applications/{number}/copy", form_on="/applications/", data={"client_token": token})
        assert answer.status_code == 302
    assert (len(newest(app).certificates), newest(app).inspection_no) == (2, "")


@pytest.mark.function("5.8.1-add")
def test_documents_are_found_by_scheme_and_format_code(app: Flask, clerk: FlaskClient) -> None:
    path = f"/applications/{made(app)}/documents/new"
    everything = text(clerk.get(path)).count('name="documents"')
    assert everything >= 9
    assert text(clerk.get(f"{path}?scheme=sanitary")).count('name="documents"') == 2
    assert text(clerk.get(f"{path}?code=c5-1")).count('name="documents"') == 1


@pytest.mark.function("5.8.1-add")
def test_a_document_is_added_moved_and_taken_out_again(app: Flask, clerk: FlaskClient) -> None:
    number = made(app)
    path = f"/applications/{number}"
    page = text(clerk.get(f"{path}/documents/new"))
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    answer = post(clerk, f"{path}/documents/new", data={"documents": "18/c5-1", "version": version[1]})
    added = int(answer.headers["Location"].split("/")[-2])
    page = text(clerk.get(path))
    version, mark = re.search(r'name="version" value="(\d+)"', page), re.search(r'name="mark" value="([^"]+)"', page)
    assert version
    moved = post(clerk, f"{path}/documents/{added}/move", form_on=path, data={"to": "up", "version": version[1]})
    assert moved.status_code == 303
    assert mark
    stale = post(clerk, f"{path}/documents/{added}/remove", form_on=path, data={"mark": mark[1]})
    assert stale.status_code == 409
    mark = re.search(r'name="mark" value="([^"]+)"', text(clerk.get(path)))
    assert mark
    removed = post(clerk, f"{path}/documents/{added}/remove", form_on=path, data={"mark": mark[1]})
    assert removed.status_code == 303
    with app.app_context():
        assert len(applications.find(number).certificates) == 2


@pytest.mark.function("5.8.1-save")
@pytest.mark.bar("U7")
def test_a_header_that_somebody_else_saved_is_shown_and_not_overwritten(app: Flask, clerk: FlaskClient) -> None:
    number = made(app)
    path = f"/applications/{number}"
    page = text(clerk.get(path))
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    first = {"version": version[1], "has_header": "1", "header.producer": "甲（示例）"}
    assert post(clerk, f"{path}/header", form_on=path, data=first).status_code == 302
    answer = post(clerk, f"{path}/header", form_on=path, data={**first, "header.producer": "乙（示例）"})
    assert answer.status_code == 409
    assert "甲（示例）" in text(answer)
    assert 'value="乙（示例）"' in text(answer)
    with app.app_context():
        assert applications.find(number).producer == "甲（示例）"


@pytest.mark.function("5.8.1-submit")
def test_all_errors_of_all_documents_are_shown_at_once_with_jumps(app: Flask, clerk: FlaskClient) -> None:
    with app.app_context():
        application = factory.draft(declaring_customs="")
        application_documents.add(
            act_as(factory.CLERK), application.id, [Wanted("14", "c3-1")], version=application.version, now=NOW
        )
        number, ids = application.id, [d.id for d in applications.find(application.id).certificates]
    page = text(clerk.get(f"/applications/{number}/check"))
    assert f"/applications/{number}#f-header-declaring_customs" in page
    assert f"/certificates/{ids[1]}/edit?check=1#f-values-consignor" in page
    answer = post(clerk, f"/applications/{number}/submit", form_on=f"/applications/{number}/check")
    assert answer.status_code == 422
    assert f"/certificates/{ids[1]}/edit?check=1#f-values-consignor" in text(answer)


@pytest.mark.function("5.8.1-submit")
@pytest.mark.function("5.8.1-withdraw")
@pytest.mark.function("5.8.1-history")
def test_an_application_is_declared_withdrawn_with_a_reason_and_remembers_both(app: Flask, clerk: FlaskClient) -> None:
    path = f"/applications/{made(app)}"
    assert post(clerk, f"{path}/submit", form_on=f"{path}/check").status_code == 302
    assert post(clerk, f"{path}/withdraw", form_on=path, data={"reason": " "}).status_code == 400
    assert post(clerk, f"{path}/withdraw", form_on=path, data={"reason": "装船取消"}).status_code == 302
    page = text(clerk.get(path))
    assert "装船取消" in page
    assert f"{path}/header" not in page


@pytest.mark.function("5.8.1-confirmfirst")
def test_a_draft_is_confirmed_or_objected_to_as_a_whole(app: Flask, clerk: FlaskClient) -> None:
    path = f"/applications/{made(app, 'awaiting_confirmation')}"
    assert post(clerk, f"{path}/object", form_on=path, data={"reason": ""}).status_code == 400
    assert post(clerk, f"{path}/confirm", form_on=path).status_code == 302


@pytest.mark.function("5.8.1-preview")
def test_all_documents_are_previewed_on_one_page_and_in_one_pdf(app: Flask, clerk: FlaskClient) -> None:
    number = made(app)
    page = text(clerk.get(f"/applications/{number}/preview"))
    assert page.count("data-preview=") == 2
    answer = clerk.get(f"/applications/{number}/pdf")
    assert answer.mimetype == "application/pdf"
    assert len(pikepdf.open(io.BytesIO(answer.data)).pages) >= 2


@pytest.mark.function("5.8.1-print")
def test_documents_are_printed_in_one_pdf_and_each_print_is_counted(app: Flask, clerk: FlaskClient) -> None:
    number = made(app, "issued")
    path = f"/applications/{number}"
    with app.app_context():
        ids = [d.id for d in applications.find(number).certificates]
    data = {"documents": ids, "copy_kind": "original"}
    answer = post(clerk, f"{path}/print", form_on=path, data=data)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert len(pikepdf.open(io.BytesIO(answer.data)).pages) == 2
    refused = post(clerk, f"{path}/print", form_on=path, data={**data, "documents": ids[:1]})
    assert refused.status_code == 400
    again = post(clerk, f"{path}/print", form_on=path, data={**data, "reason": "卡纸（示例）"})
    assert again.status_code == 200
    page = text(clerk.get(path))
    assert page.count("卡纸（示例）") >= 2
    with app.app_context():
        act_as(factory.CLERK)
        rows = db.session.scalars(db.select(PrintRecord).order_by(PrintRecord.id)).all()
        assert [(r.copy_number, r.reason) for r in rows[-4:]] == [
            (1, ""), (1, ""), (2, "卡纸（示例）"), (2, "卡纸（示例）"),
        ]  # fmt: skip
        prints = db.select(func.count(ApplicationEvent.id)).where(
            ApplicationEvent.application_id == number, ApplicationEvent.action == Action.PRINT.value
        )
        assert db.session.scalar(prints) == 2


@pytest.mark.bar("S1")
@pytest.mark.parametrize("who", ["beifang.clerk", "customs.0908"])
def test_foreign_applications_are_not_there(app: Flask, login: Callable[..., Any], who: str) -> None:
    number = made(app)
    stranger = login(who)
    expected = {404} if who == "beifang.clerk" else {403, 404}
    for path in ("", "/check", "/preview", "/pdf", "/documents/new"):
        assert stranger.get(f"/applications/{number}{path}").status_code in expected
    for path in ("/refresh", "/header", "/copy", "/submit", "/delete", "/sharing", "/print", "/documents/new"):
        answer = post(stranger, f"/applications/{number}{path}", form_on="/password/", data={"copy_kind": "original"})
        assert answer.status_code in expected, path


def test_one_document_of_several_is_taken_out_by_the_5_3_list(app: Flask, clerk: FlaskClient) -> None:
    number = made(app)
    with app.app_context():
        first = applications.find(number).certificates[0].id
    page = "/certificates/veterinary_health/"
    answer = post(clerk, f"{page}batch", form_on=page, data={"action": "delete", "rows": first})
    assert answer.status_code == 303
    with app.app_context():
        row = applications.find(number)
        assert (len(row.certificates), row.deleted_at) == (1, None)


def test_the_form_s_tabs_save_and_open_the_next_document(app: Flask, clerk: FlaskClient) -> None:
    number = made(app)
    with app.app_context():
        first, second = (d.id for d in applications.find(number).certificates)
    path = f"/certificates/{first}/edit"
    page = text(clerk.get(path))
    version = re.search(r'name="version" value="([^"]+)"', page)
    assert version
    assert f'value="go:{second}"' in page
    data = {"version": version[1], "do": f"go:{second}", "values.place_of_despatch": "营口 YINGKOU"}
    answer = post(clerk, path, data=data)
    assert answer.headers["Location"] == f"/certificates/{second}/edit"
    with app.app_context():
        row = db.session.get(Certificate, first)
        assert row is not None
        assert (row.values["place_of_despatch"], row.sources["values.place_of_despatch"]) == ("营口 YINGKOU", "typed")


def test_the_earlier_applications_of_the_own_enterprise_come_newest_first(context: Flask) -> None:
    first, second = (factory.draft(inspection_no="926000088888888") for _ in range(2))
    found = application_starts.earlier(act_as(factory.CLERK), " 926000088888888 ")
    assert [row.id for row in found] == [second.id, first.id]
    assert application_starts.earlier(act_as(factory.OTHER_CLERK), "926000088888888") == []
