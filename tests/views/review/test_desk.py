"""The reviewer's desk over HTTP: from the worklist to the issued document, and nobody else's applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.workflow import Action, Status
from app.extensions import db
from app.gateways.typesetting import SheetRefusedError
from app.models import SystemParameter
from app.reports.inspection import Finding
from app.services.base.inspecting import FaultyPaperError
from app.services.base.transaction import transaction
from app.services.certificates import freezing
from app.services.review import reviews
from tests.factories import applications as factory
from tests.factories.applications import CLERK, OTHER_REVIEWER, REVIEWER, SECOND_REVIEWER
from tests.support.desk import Known, make, press, read, within
from tests.support.forms import csrf_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

SLIP = next(kind.key for kind in catalogue().types.values() if "3-2" in kind.formats)
MARKS = "remark.marks_and_numbers"


def customs_entries(application: Known) -> dict[str, str]:
    return {f"customs.{path}": text for path, text in application.customs.items()}


@pytest.mark.function("5.8.1-review")
def test_an_application_goes_from_the_worklist_to_the_issued_document(app: Flask, login: Login) -> None:
    made = make(app, status=Status.SUBMITTED)
    client = login(REVIEWER)
    assert made.inspection_no in client.get("/review/").get_data(as_text=True)

    assert press(client, made, "accept").status_code == 303
    found = read(app, made.id)
    assert (found.status, found.reviewer) == (Status.UNDER_REVIEW, REVIEWER)

    typed = {f"{MARKS}.path": "values.marks_and_numbers", f"{MARKS}.opinion": "请补充唛头。",
             f"{MARKS}.suggested": "HANBADA 1-720"}  # fmt: skip
    assert press(client, found, "remark", box="marks_and_numbers", **typed).status_code == 303
    assert "请补充唛头。" in client.get(f"/review/{made.id}").get_data(as_text=True)
    assert press(client, read(app, made.id), "return", opinion="请按意见更正。").status_code == 303
    found = read(app, made.id)
    assert (found.status, found.review_opinion) == (Status.RETURNED, "请按意见更正。")

    def correct_and_declare_again() -> None:
        clerk = factory.act_as(CLERK)
        reviews.accept_suggestion(clerk, made.certificate_id, found.remark_ids[0])
        factory.lead(made.id, Action.SUBMIT)

    within(app, correct_and_declare_again)
    found = read(app, made.id)
    assert (found.status, found.values["marks_and_numbers"]) == (Status.SUBMITTED, "HANBADA 1-720")

    assert press(client, found, "accept").status_code == 303
    assert press(client, read(app, made.id), "approve", **customs_entries(found)).status_code == 303
    assert read(app, made.id).status == Status.APPROVED
    assert press(client, read(app, made.id), "issue").status_code == 303
    found = read(app, made.id)
    assert (found.status, found.validities) == (Status.ISSUED, ["valid"])
    page = client.get(f"/review/{made.id}").get_data(as_text=True)
    assert f'href="/applications/{made.id}/issued/{made.certificate_id}/original"' in page
    assert f'data-preview="/applications/{made.id}/preview/{made.certificate_id}/pages/"' in page
    assert 'name="opinion"' not in page
    assert found.certificate_nos[0] == f"{made.inspection_no}001"
    assert str(found.certificate_nos[0]) in client.get(f"/review/{made.id}").get_data(as_text=True)


def test_a_reviewer_of_another_office_finds_nothing(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    client = login(OTHER_REVIEWER)
    assert made.inspection_no not in client.get("/review/").get_data(as_text=True)
    assert client.get(f"/review/{made.id}").status_code == 404
    token = csrf_token(client, "/review/")
    answer = client.post(f"/review/{made.id}/return", data={"csrf_token": token, "opinion": "x"})
    assert answer.status_code == 404
    assert read(app, made.id) == made


@pytest.mark.parametrize("username", [CLERK, factory.ADMINISTRATOR, factory.OVERSEAS, factory.ENTERPRISE_ADMINISTRATOR])
def test_only_reviewers_enter_the_desk(app: Flask, login: Login, username: str) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    client = login(username)
    assert client.get("/review/").status_code == 403
    assert client.get(f"/review/{made.id}").status_code == 403


def test_a_return_without_an_opinion_says_so_and_keeps_what_was_typed(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    typed = {"customs.official_veterinarian": "王示例", f"{MARKS}.opinion": "唛头？", "opinion": " "}
    answer = press(login(REVIEWER), made, "return", **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert read(app, made.id).status == Status.UNDER_REVIEW
    assert 'value="王示例"' in page
    assert 'value="唛头？"' in page
    assert 'aria-describedby="opinion-note"' in page


def test_an_opinion_typed_at_a_field_is_sent_with_the_return_without_being_noted_first(
    app: Flask, login: Login
) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    typed = {f"{MARKS}.path": "values.marks_and_numbers", f"{MARKS}.opinion": "请补充唛头。"}
    assert press(login(REVIEWER), made, "return", opinion="请更正。", **typed).status_code == 303
    assert read(app, made.id).status == Status.RETURNED
    assert "请补充唛头。" in login(CLERK).get(f"/certificates/{made.certificate_id}/edit").get_data(as_text=True)


def test_a_suggested_value_without_an_opinion_stops_the_return_at_its_field(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    typed = {f"{MARKS}.path": "values.marks_and_numbers", f"{MARKS}.suggested": "HANBADA 1-720"}
    answer = press(login(REVIEWER), made, "return", opinion="请更正。", **typed)
    assert answer.status_code == 400
    assert 'aria-describedby="opinion-marks_and_numbers-note"' in answer.get_data(as_text=True)
    assert read(app, made.id).status == Status.UNDER_REVIEW


def test_approving_with_missing_entries_shows_every_one_at_its_field(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    answer = press(login(REVIEWER), made, "approve", opinion="同意。", **{"customs.place_of_issue": "大连 DALIAN"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "同意。" in page
    assert 'href="#customs-official_veterinarian"' in page
    assert 'href="#customs-date_of_issue"' in page
    assert 'href="#customs-place_of_issue"' not in page


@pytest.mark.bar("S12")
@pytest.mark.parametrize("number", ["²", "-1", "9" * 5000])
def test_a_cell_in_no_row_and_an_opinion_without_a_number_are_refused(app: Flask, login: Login, number: str) -> None:
    made = make(app, SLIP, status=Status.UNDER_REVIEW)
    client = login(REVIEWER)
    typed = {f"customs.write_offs.{number}.write_off_date": "2026-11-20"}
    assert press(client, made, "save", **typed).status_code == 400
    typed = {f"{MARKS}.id": number, f"{MARKS}.opinion": "唛头？", f"{MARKS}.path": "values.nothing"}
    assert press(client, made, "remark", box="marks_and_numbers", **typed).status_code == 400


def test_customs_own_rows_stand_in_a_table_under_their_heading(app: Flask, login: Login) -> None:
    made = make(app, SLIP, status=Status.UNDER_REVIEW)
    page = login(REVIEWER).get(f"/review/{made.id}").get_data(as_text=True)
    assert "分批使用核销栏 <small>" in page
    assert 'name="customs.write_offs.1.write_off_officer"' in page


def test_what_was_typed_survives_the_steps_that_do_not_use_it(app: Flask, login: Login) -> None:
    made = make(app, status=Status.SUBMITTED)
    client = login(REVIEWER)
    assert press(client, made, "accept", opinion="待核对装箱单。").status_code == 303
    assert "待核对装箱单。" in client.get(f"/review/{made.id}").get_data(as_text=True)
    press(client, read(app, made.id), "return", opinion="请更正。")
    assert "待核对装箱单。" not in client.get(f"/review/{made.id}").get_data(as_text=True)


@pytest.mark.function("5.8.1-review")
@pytest.mark.parametrize(("asked", "status"), [("no", Status.APPROVED), ("yes", Status.ISSUED)])
def test_approval_issues_at_once_where_the_parameter_says_so(
    app: Flask, login: Login, asked: str, status: Status
) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    with app.app_context():
        factory.act_as(factory.ADMINISTRATOR)
        found = select(SystemParameter).where(SystemParameter.name == "approval_issues_at_once")
        with transaction():
            db.session.scalars(found).one().value = asked
    answer = press(login(REVIEWER), made, "approve", **customs_entries(made))
    assert answer.status_code == 303
    assert read(app, made.id).status == status


LACKING = FaultyPaperError(
    [Finding(code="paper_value_missing", params={"box": "发货人名称及地址", "sheet": 1, "text": "LOT 1"})]
)
REFUSED = SheetRefusedError(text="LOT 2", box="备注")


@pytest.mark.parametrize(
    ("fault", "reason"), [(LACKING, "发货人名称及地址"), (REFUSED, "备注"), (OSError("disk full"), "日志")]
)
def test_an_approval_stands_when_issuing_fails_and_the_page_says_so(
    app: Flask, login: Login, monkeypatch: pytest.MonkeyPatch, fault: Exception, reason: str
) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    with app.app_context():
        factory.act_as(factory.ADMINISTRATOR)
        found = select(SystemParameter).where(SystemParameter.name == "approval_issues_at_once")
        with transaction():
            db.session.scalars(found).one().value = "yes"

    def fail(_sheets: object) -> None:
        raise fault

    monkeypatch.setattr(freezing, "freeze", fail)
    client = login(REVIEWER)
    assert press(client, made, "approve", **customs_entries(made)).status_code == 303
    found = read(app, made.id)
    assert (found.status, found.certificate_nos) == (Status.APPROVED, [f"{made.inspection_no}001"])
    page = client.get(f"/review/{made.id}").get_data(as_text=True)
    assert "制证未成功" in page
    assert reason in page
    monkeypatch.undo()
    assert press(client, found, "issue").status_code == 303
    assert read(app, made.id).status == Status.ISSUED


def test_a_step_on_an_old_version_is_refused(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    press(login(SECOND_REVIEWER), made, "take-over")
    answer = press(login(REVIEWER), made, "approve", **customs_entries(made))
    assert answer.status_code == 409
    found = read(app, made.id)
    assert (found.status, found.reviewer) == (Status.UNDER_REVIEW, SECOND_REVIEWER)


def test_another_reviewer_of_the_office_takes_over(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    assert press(login(SECOND_REVIEWER), made, "take-over").status_code == 303
    assert read(app, made.id).reviewer == SECOND_REVIEWER


def test_a_suggestion_is_written_into_a_draft_that_is_to_be_confirmed_and_put_back(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW, needs_confirmation=True)
    before = made.values["means_of_conveyance"]
    client = login(REVIEWER)
    box = "remark.means_of_conveyance"
    typed = {f"{box}.path": "values.means_of_conveyance", f"{box}.opinion": "船名有误。", f"{box}.suggested": "BY SEA"}
    press(client, made, "remark", box="means_of_conveyance", **typed)
    found = read(app, made.id)
    done = press(client, found, "write-into-draft", remark_id=found.remark_ids[0])
    assert done.status_code == 303
    found = read(app, made.id)
    assert found.values["means_of_conveyance"] == "BY SEA"
    assert press(client, found, "put-back", path="values.means_of_conveyance").status_code == 303
    assert read(app, made.id).values["means_of_conveyance"] == before


def test_nothing_is_written_into_a_draft_that_is_not_to_be_confirmed(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    client = login(REVIEWER)
    typed = {f"{MARKS}.path": "values.marks_and_numbers", f"{MARKS}.opinion": "唛头？", f"{MARKS}.suggested": "N/M"}
    press(client, made, "remark", box="marks_and_numbers", **typed)
    found = read(app, made.id)
    answer = press(client, found, "write-into-draft", remark_id=found.remark_ids[0])
    assert answer.status_code == 409
    assert read(app, made.id).values == made.values


def test_a_remark_is_worded_anew_and_removed(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    client = login(REVIEWER)
    typed = {f"{MARKS}.path": "values.marks_and_numbers", f"{MARKS}.opinion": "一"}
    press(client, made, "remark", box="marks_and_numbers", **typed)
    number = read(app, made.id).remark_ids[0]
    anew = {f"remark.edit-{number}.id": number, f"remark.edit-{number}.opinion": "二次措辞"}
    assert press(client, made, "remark", box=f"edit-{number}", **anew).status_code == 303
    assert "二次措辞" in client.get(f"/review/{made.id}").get_data(as_text=True)
    assert press(client, made, "remove-remark", remark_id=number).status_code == 303
    assert read(app, made.id).remark_ids == []


@pytest.mark.parametrize(
    "path", ["values.certificate_no", "values.place_of_issue", "values.nothing", "goods_lines.9.weight"]
)
def test_a_remark_points_at_an_entry_of_the_applicant_only(app: Flask, login: Login, path: str) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    typed = {f"{MARKS}.path": path, f"{MARKS}.opinion": "x"}
    assert press(login(REVIEWER), made, "remark", box="marks_and_numbers", **typed).status_code == 400
    assert read(app, made.id).remark_ids == []


def test_one_certificate_is_issued_and_the_application_stays_approved(app: Flask, login: Login) -> None:
    made = make(app, status=Status.APPROVED, documents=2)
    client = login(REVIEWER)
    assert press(client, made, "issue", issue_scope="one", certificate=made.certificate_ids[1]).status_code == 303
    found = read(app, made.id)
    assert (found.status, found.validities) == (Status.APPROVED, [None, "valid"])
    press(client, found, "issue")
    assert read(app, made.id).status == Status.ISSUED


def test_an_issued_certificate_is_revoked_with_a_reason_only(app: Flask, login: Login) -> None:
    made = make(app, status=Status.ISSUED)
    client = login(REVIEWER)
    assert press(client, made, "revoke", revoke_reason="").status_code == 400
    assert press(client, made, "revoke", revoke_reason="货物未出运。").status_code == 303
    assert read(app, made.id).validities == ["revoked"]


def test_several_applications_are_accepted_at_once_each_with_its_result(app: Flask, login: Login) -> None:
    first, second = make(app, status=Status.SUBMITTED), make(app, status=Status.SUBMITTED)
    accepted = make(app, status=Status.UNDER_REVIEW)
    client = login(REVIEWER)
    data = {"csrf_token": csrf_token(client, "/review/"), "id": [first.id, second.id, accepted.id]}
    page = client.post("/review/accept", data=data, follow_redirects=True).get_data(as_text=True)
    assert [read(app, made.id).status for made in (first, second)] == [Status.UNDER_REVIEW] * 2
    assert page.count(accepted.inspection_no) >= 1


@pytest.mark.parametrize("status", Status)
def test_the_desk_shows_every_status_with_all_five_verbs(app: Flask, login: Login, status: Status) -> None:
    made = make(app, status=status)
    answer = login(REVIEWER).get(f"/review/{made.id}")
    if status is Status.DRAFT:
        assert answer.status_code == 404
        return
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for verb in ("accept", "return", "ask-confirmation", "approve", "issue"):
        assert f'id="verb-{verb}"' in page
    assert 'id="timeline"' in page


@pytest.mark.parametrize("tab", ["all", "enterprise", "customs", "nonsense"])
@pytest.mark.function("5.8.1-history")
def test_the_timeline_has_tabs_that_are_links(app: Flask, login: Login, tab: str) -> None:
    made = make(app, status=Status.RETURNED)
    page = login(REVIEWER).get(f"/review/{made.id}?timeline={tab}").get_data(as_text=True)
    assert ("请更正重量（示例）。" in page.partition('id="timeline"')[2]) == (tab != "enterprise")


@pytest.mark.parametrize(
    "query",
    ["status=nonsense", "page=0", "page=99999999999", "from=2026-13-01", "page_size=7", "country=%3Cscript%3E"],
)
def test_odd_queries_of_the_worklist_ask_nothing(app: Flask, login: Login, query: str) -> None:
    make(app, status=Status.SUBMITTED)
    assert login(REVIEWER).get(f"/review/?{query}").status_code == 200


@pytest.mark.function("5.8.1-review")
def test_papers_are_put_on_hold_with_a_reason_that_the_enterprise_reads(app: Flask, login: Login) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    client, kept = login(REVIEWER), {"opinion": "待核对装箱单。"}
    page = client.get(f"/review/{made.id}").get_data(as_text=True)
    assert 'id="verb-hold"' in page
    assert 'name="hold_reason"' in page
    assert 'id="verb-resume"' not in page

    answer = press(client, made, "hold", **kept)
    assert answer.status_code == 400
    assert 'aria-describedby="reason-hold-note"' in answer.get_data(as_text=True)
    assert read(app, made.id) == made

    assert press(client, made, "hold", hold_reason="等待实验室结果。", **kept).status_code == 303
    page = client.get(f"/review/{made.id}").get_data(as_text=True)
    assert '<span class="chip warn">暂缓中</span>' in page
    assert 'id="verb-hold"' not in page
    assert 'id="verb-resume"' in page
    assert "待核对装箱单。" in page

    clerk = login(CLERK)
    page = clerk.get(f"/applications/{made.id}").get_data(as_text=True)
    assert "海关已暂缓审核" in page
    assert "等待实验室结果。" in page
    assert "已被海关暂缓。" in clerk.get("/notice-board/").get_data(as_text=True)

    assert press(login(REVIEWER), read(app, made.id), "resume").status_code == 303
    assert read(app, made.id).status == Status.UNDER_REVIEW
