"""The enterprise's steps over HTTP: declare once, copy, delete, withdraw, confirm, object; foreign rows stay hidden."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from app.catalogue.loader import catalogue
from app.domain.document import reuse
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, ApplicationEvent, Certificate
from app.models.base import utc_now
from app.services.certificates import certificates
from app.services.review import reviews
from app.views.certificates import reuse_words
from tests.factories import applications as factory
from tests.support import wizard
from tests.support.forms import csrf_token, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

TYPES = [kind for kind in catalogue().types.values() if kind.enabled]
VETERINARY = catalogue().types["14"]


@pytest.fixture
def clerk(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("haian.clerk")


def made(app: Flask, status: str, type_key: str = "veterinary_health", **header: object) -> int:
    """Make an application in a status and return the id of its certificate."""
    with app.app_context():
        return factory.make(type_key, status, **header).certificates[0].id


def status_of(app: Flask, certificate_id: int) -> str | None:
    with app.app_context():
        return db.session.scalar(
            db.select(Certificate.status).where(Certificate.id == certificate_id, Certificate.deleted_at.is_(None))
        )


def events(app: Flask, action: Action) -> int:
    with app.app_context():
        return db.session.query(ApplicationEvent).filter_by(action=action.value).count()


@pytest.mark.function("5.3-declare")
@pytest.mark.bar("R3")
def test_declared_twenty_times_at_once_it_is_declared_once(
    app: Flask, login: Callable[[str], FlaskClient], clerk: FlaskClient
) -> None:
    certificate_id = wizard.start(clerk, VETERINARY)
    wizard.save(clerk, certificate_id, fields=wizard.content_fields(VETERINARY))
    before = events(app, Action.SUBMIT)
    clients = [clerk, *(login("haian.clerk") for _ in range(3))]
    page = wizard.page_of(app, certificate_id)
    tokens = [csrf_token(client, f"{page}/check") for client in clients]

    def declare(number: int) -> int:
        client = clients[number % 4].application.test_client()
        cookie = clients[number % 4].get_cookie("certificates")
        assert cookie
        client.set_cookie("certificates", cookie.value)
        data = {"csrf_token": tokens[number % 4]}
        return client.post(f"{page}/submit", data=data).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(declare, range(20)))
    assert answers == [302, *[409] * 19]
    assert events(app, Action.SUBMIT) == before + 1
    assert status_of(app, certificate_id) == "submitted"


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.key)
@pytest.mark.function("5.3-copy")
def test_a_copy_is_a_new_draft_with_the_contents_that_suit_another_consignment(
    app: Flask, clerk: FlaskClient, kind: object
) -> None:
    origin = made(app, "submitted", kind.key)  # type: ignore[attr-defined]
    page, token = wizard.page_of(app, origin), uuid4().hex
    first = post(clerk, f"{page}/copy", form_on=page, data={"client_token": token})
    again = post(clerk, f"{page}/copy", form_on=page, data={"client_token": token})
    assert first.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
    with app.app_context():
        old, new = (
            db.session.get(Certificate, number) for number in (origin, int(first.headers["Location"].split("/")[-2]))
        )
        assert old is not None
        assert new is not None
        kept = certificates.snapshot(reuse.reusable(old.format_version.spec, old.content))
        assert (new.values, new.rows, new.status, new.inspection_no) == (kept["values"], kept["rows"], "draft", "")
        left = reuse_words.left_behind([old])
        told = clerk.get(first.headers["Location"]).get_data(as_text=True)
        assert all(label in told for label in left)


@pytest.mark.function("5.3-edit")
@pytest.mark.parametrize("status", ["submitted", "under_review", "approved", "issued", "withdrawn"])
def test_what_is_not_a_draft_is_neither_edited_nor_deleted(app: Flask, clerk: FlaskClient, status: str) -> None:
    certificate_id = made(app, status)
    path, form = wizard.page_of(app, certificate_id), f"/certificates/{certificate_id}/edit"
    assert clerk.get(form).status_code == 302
    assert post(clerk, f"{path}/delete", form_on=path).status_code == 409
    assert post(clerk, form, form_on=path, data={"version": "1.1"}).status_code == 409
    assert status_of(app, certificate_id) == status


@pytest.mark.function("5.3-edit")
@pytest.mark.bar("U9")
@pytest.mark.parametrize("status", ["draft", "returned"])
def test_a_draft_is_deleted_after_a_question_that_names_it(app: Flask, clerk: FlaskClient, status: str) -> None:
    certificate_id = made(app, status)
    path = wizard.page_of(app, certificate_id)
    page = clerk.get(path).get_data(as_text=True)
    with app.app_context():
        number = db.session.get(Certificate, certificate_id).number  # type: ignore[union-attr]
    assert f"{number}" in page[page.index("data-confirm") :][:200]
    answer = post(clerk, f"{path}/delete", form_on=path)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/certificates/veterinary_health/")
    assert status_of(app, certificate_id) is None
    assert clerk.get(path).status_code == 404


@pytest.mark.function("5.8.1-withdraw")
def test_withdrawing_needs_a_reason(app: Flask, clerk: FlaskClient) -> None:
    certificate_id = made(app, "submitted")
    path = wizard.page_of(app, certificate_id)
    assert post(clerk, f"{path}/withdraw", form_on=path, data={"reason": " "}).status_code == 400
    assert post(clerk, f"{path}/withdraw", form_on=path, data={"reason": "装船取消"}).status_code == 302
    assert status_of(app, certificate_id) == "withdrawn"
    assert "装船取消" in clerk.get(path).get_data(as_text=True)


@pytest.mark.function("5.8.1-confirmfirst")
def test_the_enterprise_confirms_or_objects_with_a_comment(app: Flask, clerk: FlaskClient) -> None:
    one, other = made(app, "awaiting_confirmation"), made(app, "awaiting_confirmation")
    path = wizard.page_of(app, one)
    assert post(clerk, f"{path}/confirm", form_on=path).status_code == 302
    path = wizard.page_of(app, other)
    assert post(clerk, f"{path}/object", form_on=path, data={"reason": ""}).status_code == 400
    assert post(clerk, f"{path}/object", form_on=path, data={"reason": "重量不对"}).status_code == 302
    assert (status_of(app, one), status_of(app, other)) == ("confirmed", "under_review")


def test_what_customs_changed_is_shown_before_the_enterprise_confirms(app: Flask, clerk: FlaskClient) -> None:
    with app.app_context():
        application = factory.make(status="under_review", needs_confirmation=True)
        certificate = application.certificates[0]
        certificate_id, old = certificate.id, certificate.values["place_of_despatch"]
        actor = factory.act_as(factory.REVIEWER)
        content = certificate.content
        changed = type(content)(
            values={**content.values, "place_of_despatch": "营口 YINGKOU"},
            rows=content.rows, statements=content.statements, hidden=content.hidden,
        )  # fmt: skip
        for action, data in (
            (Action.AMEND, {"certificate_id": certificate_id, "content": changed}),
            (Action.ASK_CONFIRMATION, {}),
        ):
            factory.workflow.perform(actor, action, application.id, now=utc_now(), **data)
    page = clerk.get(wizard.page_of(app, certificate_id)).get_data(as_text=True)
    assert f"<del>{old}</del>" in page
    assert "<ins>营口 YINGKOU</ins>" in page


@pytest.mark.function("5.8.1-review")
def test_a_returned_opinion_stands_at_its_field_and_its_suggestion_is_one_click(app: Flask, clerk: FlaskClient) -> None:
    with app.app_context():
        application = factory.make(status="under_review")
        certificate_id = application.certificates[0].id
        actor = factory.act_as(factory.REVIEWER)
        remark = reviews.add_remark(
            actor, certificate_id, path="values.place_of_despatch", opinion="应为营口（示例）",
            suggested_value="营口 YINGKOU",
        )  # fmt: skip
        remark_id = remark.id
        factory.lead(application.id, Action.RETURN)
    page = clerk.get(f"/certificates/{certificate_id}/edit").get_data(as_text=True)
    assert "应为营口（示例）" in page
    path = f"/certificates/{certificate_id}/remarks/{remark_id}/accept"
    assert post(clerk, path, form_on=f"/certificates/{certificate_id}/edit").status_code == 302
    with app.app_context():
        row = db.session.get(Certificate, certificate_id)
        assert row is not None
        assert row.values["place_of_despatch"] == "营口 YINGKOU"
    assert wizard.submit(clerk, certificate_id).status_code == 302


#: {id} stands for the document, {page} for the page of its application
READING = (
    "/certificates/{id}/edit", "/certificates/{id}/state", "/certificates/{id}/import", "{page}?certificate={id}",
    "{page}/check", "{page}/preview/{id}", "{page}/preview/{id}/pages/1", "{page}/preview/{id}/pages/1/picture",
    "{page}/pdf?documents={id}", "{page}/issued/{id}/original",
)  # fmt: skip
WRITING = (
    "/certificates/{id}/edit", "/certificates/{id}/autosave", "/certificates/{id}/import", "{page}/submit",
    "{page}/withdraw", "{page}/confirm", "{page}/object", "{page}/delete", "{page}/documents/{id}/remove",
    "{page}/copy?documents={id}", "{page}/print?documents={id}",
)  # fmt: skip


@pytest.mark.bar("S1")
@pytest.mark.parametrize("who", ["beifang.clerk", "customs.0908"])
def test_foreign_documents_are_not_there(app: Flask, login: Callable[[str], FlaskClient], who: str) -> None:
    ids = [made(app, "draft"), made(app, "issued"), 999_999]
    stranger = login(who)
    token = csrf_token(stranger, "/")
    for path in READING:
        addresses = [path.format(id=number, page=wizard.page_of(app, number)) for number in ids]
        answers = {stranger.get(address).status_code for address in addresses}
        assert answers <= ({404} if who == "beifang.clerk" else {404, 403}), path
    for path in WRITING:
        data = {"csrf_token": token, "reason": "x", "copy_kind": "original"}
        addresses = [path.format(id=number, page=wizard.page_of(app, number)) for number in ids]
        answers = {stranger.post(address, data=data).status_code for address in addresses}
        assert answers <= ({404} if who == "beifang.clerk" else {404, 403}), path
    with app.app_context():
        assert db.session.query(Application).filter(Application.deleted_at.is_not(None)).count() == 0


@pytest.mark.parametrize("who", ["customs.0901", "admin", "haian.admin", "overseas.kor", "xiaogang.admin"])
def test_only_clerks_fill_in_certificates(app: Flask, login: Callable[[str], FlaskClient], who: str) -> None:
    certificate_id = made(app, "draft")
    client = login(who)
    assert client.get("/certificates/veterinary_health/new").status_code == 403
    assert client.get(f"/certificates/{certificate_id}/edit").status_code in {403, 404}


def test_nobody_gets_in_without_logging_in(app: Flask, client: FlaskClient) -> None:
    certificate_id = made(app, "issued")
    for path in READING:
        answer = client.get(path.format(id=certificate_id, page=wizard.page_of(app, certificate_id)))
        assert answer.status_code in {302, 401}
        assert "/login/" in answer.headers.get("Location", "/login/")
