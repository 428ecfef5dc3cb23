"""Actions in a certificate list: each row's verbs by its status, the chosen rows with a result for each."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, Certificate, PrintRecord
from app.views.certificates.actions import BATCHES
from tests.factories import applications as factory
from tests.support.forms import post
from tests.support.wizard import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

LIST = "/certificates/veterinary_health/"
HOME = f"{LIST}?size=20"
EDITABLE = (Status.DRAFT, Status.RETURNED)


def made(app: Flask, status: Status, type_key: str = "veterinary_health", **header: Any) -> int:
    """Make an application in a status and return the id of its certificate."""
    with app.app_context():
        return int(factory.make(type_key, status, **header).certificates[0].id)


def status_of(app: Flask, certificate_id: int) -> str | None:
    with app.app_context():
        found = db.select(Certificate.status).where(Certificate.id == certificate_id, Certificate.deleted_at.is_(None))
        return db.session.scalar(found)


def row(html: str, certificate_id: int) -> str:
    """Return the HTML of one row."""
    rows = re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
    return next(one for one in rows if f'name="rows" value="{certificate_id}" form="chosen"' in one)


def batch(client: FlaskClient, action: str, *ids: int, path: str = LIST) -> TestResponse:
    data = {"action": action, "rows": [str(number) for number in ids]}
    return post(client, f"{path}batch", form_on=f"{path}?size=20", data=data)


def test_every_batch_stands_above_the_list(login: Callable[[str], FlaskClient]) -> None:
    html = login("haian.clerk").get(HOME).text
    assert [batch.key for batch in BATCHES if f'value="{batch.key}"' not in html] == []


@pytest.mark.bar("U10")
@pytest.mark.parametrize("status", list(Status))
def test_what_the_status_forbids_stays_in_the_row_with_its_reason(
    app: Flask, login: Callable[[str], FlaskClient], status: Status
) -> None:
    certificate_id = made(app, status)
    shown = row(login("haian.clerk").get(f"{LIST}?size=100").text, certificate_id)
    is_editable = status in EDITABLE
    assert (f'href="/certificates/{certificate_id}/edit"' in shown) == is_editable
    assert (f'id="why-edit-{certificate_id}"' in shown) != is_editable
    assert (f'id="why-submit-{certificate_id}"' in shown) != is_editable
    assert (f'id="why-delete-{certificate_id}"' in shown) != is_editable
    assert (f'id="why-print-{certificate_id}"' in shown) != (status is Status.ISSUED)
    page = page_of(app, certificate_id)
    assert f'action="{page}/copy"' in shown
    assert f'name="documents" value="{certificate_id}"' in shown
    assert f'href="{page}/preview/{certificate_id}"' in shown
    for code in re.findall(r'aria-describedby="([^"]+)"', shown):
        assert re.search(rf'id="{code}">[^<]+<', shown), code


def test_a_reviewer_sees_the_list_without_the_enterprise_s_verbs(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    certificate_id = made(app, Status.SUBMITTED)
    shown = row(login("customs.0901").get(HOME).text, certificate_id)
    for verb in ("edit", "submit", "delete", "copy", "print"):
        assert f"/{certificate_id}/{verb}" not in shown
        assert f"why-{verb}" not in shown


@pytest.mark.function("5.3-declare")
def test_a_certificate_is_declared_from_its_row(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    certificate_id = made(app, Status.DRAFT)
    answer = batch(login("haian.clerk"), "submit", certificate_id)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(LIST)
    assert status_of(app, certificate_id) == "submitted"


@pytest.mark.function("5.3-declare")
def test_the_chosen_rows_are_declared_each_with_its_result(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    good, done = made(app, Status.DRAFT), made(app, Status.ISSUED)
    foreign = made(app, Status.DRAFT, clerk="beifang.clerk")
    with app.app_context():
        incomplete = factory.draft()
        incomplete_id = incomplete.certificates[0].id
        incomplete.certificates[0].values = {}
        db.session.commit()
        foreign_no = db.session.scalar(
            db.select(Certificate.inspection_no).where(Certificate.id == foreign).execution_options(unscoped=True)
        )
    answer = batch(login("haian.clerk"), "submit", good, done, incomplete_id, foreign, 999_999)
    html = answer.text
    assert answer.status_code == 200
    assert html.count('class="chip ok"') == 1
    assert html.count('class="chip bad"') >= 4
    assert str(foreign_no) not in html
    assert [status_of(app, one) for one in (good, done, incomplete_id)] == ["submitted", "issued", "draft"]
    with app.app_context():
        found = db.select(Certificate.status).where(Certificate.id == foreign).execution_options(unscoped=True)
        assert db.session.scalar(found) == "draft"


@pytest.mark.function("5.3-edit")
def test_the_chosen_drafts_are_deleted_and_nothing_else(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    draft, returned, submitted = made(app, Status.DRAFT), made(app, Status.RETURNED), made(app, Status.SUBMITTED)
    answer = batch(login("haian.clerk"), "delete", draft, returned, submitted)
    assert answer.status_code == 200
    assert status_of(app, draft) is None
    assert status_of(app, returned) is None
    assert status_of(app, submitted) == "submitted"


@pytest.mark.bar("U9")
def test_deleting_asks_by_the_number_of_the_document(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    certificate_id = made(app, Status.DRAFT)
    with app.app_context():
        number = db.session.get(Certificate, certificate_id).number
    shown = row(login("haian.clerk").get(HOME).text, certificate_id)
    questions = re.findall(r'data-confirm="([^"]+)"', shown)
    assert len(questions) == 2
    assert all(number in question for question in questions)


def test_an_application_with_two_documents_is_declared_once(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    with app.app_context():
        application = factory.draft(documents=2)
        ids = [certificate.id for certificate in application.certificates]
    answer = batch(login("haian.clerk"), "submit", *ids)
    assert answer.text.count('class="chip ok"') == 2
    with app.app_context():
        found = db.session.query(Application).join(Application.certificates).filter(Certificate.id == ids[0]).one()
        assert [event.action for event in found.events].count("submit") == 1


@pytest.mark.function("5.8.1-print")
def test_the_chosen_issued_documents_come_as_one_pdf_and_stand_in_the_ledger(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    first, second, draft = made(app, Status.ISSUED), made(app, Status.ISSUED), made(app, Status.DRAFT)
    client = login("haian.clerk")
    ready = batch(client, "print", first, second, draft)
    assert ready.text.count('class="chip ok"') == 2
    with app.app_context():
        assert db.session.query(PrintRecord).count() == 0
    pages = post(client, f"{LIST}print", form_on=HOME, data={"rows": [str(first), str(second)]})
    assert pages.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(pages.data)) as pdf:
        assert len(pdf.pages) >= 2
    with app.app_context():
        assert db.session.query(PrintRecord).execution_options(unscoped=True).count() == 2
    again = post(client, f"{LIST}print", form_on=HOME, data={"rows": [str(first)]})
    assert "application/pdf" not in again.headers["Content-Type"]
    third = made(app, Status.ISSUED)
    mixed = post(client, f"{LIST}print", form_on=HOME, data={"rows": [str(first), str(third)]})
    assert mixed.text.count('name="rows"') == 2, "what lacks only the reason stays among what is to be printed"
    with app.app_context():
        printed = db.session.query(PrintRecord).execution_options(unscoped=True).count()
        assert printed == 2, "no PDF came, so no print counts"
    with_reason = post(client, f"{LIST}print", form_on=HOME, data={"rows": [str(first)], "reason": "卡纸（示例）"})
    assert with_reason.headers["Content-Type"] == "application/pdf"


@pytest.mark.bar("S12")
@pytest.mark.parametrize(
    "data",
    [
        {"action": "submit"},
        {"action": "submit", "rows": ["x"]},
        {"action": "submit", "rows": ["-1"]},
        {"action": "submit", "rows": ["99999999999999999999"]},
        {"action": "submit", "rows": [str(n) for n in range(1, 102)]},
        {"action": "approve", "rows": ["1"]},
        {"rows": ["1"]},
    ],
)
def test_a_batch_that_no_page_of_ours_sends_is_refused(login: Callable[[str], FlaskClient], data: Any) -> None:
    answer = post(login("haian.clerk"), f"{LIST}batch", form_on=HOME, data=data)
    assert answer.status_code == 400


def test_a_list_acts_on_documents_of_its_own_type_only(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    other = made(app, Status.DRAFT, "sanitary")
    client = login("haian.clerk")
    batch(client, "submit", other)
    batch(client, "delete", other)
    assert status_of(app, other) == "draft"


@pytest.mark.bar("S1")
def test_a_reviewer_or_administrator_cannot_declare_delete_or_print(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    draft, submitted = made(app, Status.DRAFT), made(app, Status.SUBMITTED)
    for username in ("customs.0901", "admin"):
        client = login(username)
        for action in ("submit", "delete"):
            assert batch(client, action, draft, submitted).status_code in (200, 403)
        assert post(client, f"{LIST}print", form_on=HOME, data={"rows": [str(submitted)]}).status_code == 403
    assert status_of(app, draft) == "draft"
    assert status_of(app, submitted) == "submitted"
