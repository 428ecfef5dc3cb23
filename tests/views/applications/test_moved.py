"""Old addresses of single documents: each leads to its place on the application, to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, Certificate
from app.services.review import reviews
from app.views.applications.moved import READ, WRITTEN
from tests.factories import applications as factory
from tests.support.forms import csrf_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

#: Old address behind /certificates/<c> → new one behind /applications/<a>, as the manual's bookmarks hold them.
READING = {
    "": "?certificate={c}",
    "/check": "/check",
    "/preview": "/preview/{c}",
    "/pdf": "/pdf?documents={c}",
    "/document/original": "/issued/{c}/original",
    "/document/copy": "/issued/{c}/copy",
}
WRITING = {
    "/submit": "/submit",
    "/withdraw": "/withdraw",
    "/confirm": "/confirm",
    "/object": "/object",
    "/delete": "/documents/{c}/remove",
    "/copy": "/copy?documents={c}",
    "/print": "/print?documents={c}",
}


def made(app: Flask, status: str = "draft", documents: int = 2) -> tuple[int, int]:
    """Return the ids of an application and of its last document."""
    with app.app_context():
        application = factory.make(status=status, documents=documents)
        return application.id, application.certificates[-1].id


def test_every_old_address_leads_to_the_new_one(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    clerk, (number, document) = login("haian.clerk"), made(app)
    token = csrf_token(clerk, "/")
    assert {path.rpartition("/")[2] for path in READING} == set(READ)
    assert {path.rpartition("/")[2] for path in WRITING} == set(WRITTEN)
    for old, new in READING.items():
        answer = clerk.get(f"/certificates/{document}{old}")
        assert (answer.status_code, answer.location) == (308, f"/applications/{number}{new.format(c=document)}"), old
    for old, new in WRITING.items():
        answer = clerk.post(f"/certificates/{document}{old}", data={"csrf_token": token})
        assert (answer.status_code, answer.location) == (308, f"/applications/{number}{new.format(c=document)}"), old


def test_what_an_old_page_posts_is_done(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    clerk, (number, document) = login("haian.clerk"), made(app, "submitted")
    data = {"csrf_token": csrf_token(clerk, "/"), "reason": "装船取消"}

    def post(old: str) -> int:
        """Post as browsers do: what is sent goes on to the new address."""
        return clerk.post(clerk.post(old, data=data).location, data=data).status_code

    assert post(f"/certificates/{document}/withdraw") == 302
    _, one = made(app)
    alone, last = made(app, documents=1)
    for taken in (one, last):
        assert post(f"/certificates/{taken}/delete") in (302, 303)
    with app.app_context():
        assert db.session.get_one(Application, number).status == "withdrawn"
        assert all(db.session.get_one(Certificate, taken).deleted_at for taken in (one, last))
        assert db.session.get_one(Application, alone).deleted_at is not None


def test_a_suggestion_adopted_on_an_old_page_is_written_once(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    clerk, (number, document) = login("haian.clerk"), made(app, "under_review", documents=1)
    with app.app_context():
        remark = reviews.add_remark(
            factory.act_as(factory.REVIEWER), document, path="values.place_of_despatch", opinion="应为营口（示例）",
            suggested_value="营口 YINGKOU",
        ).id  # fmt: skip
        factory.lead(number, Action.RETURN)
    data, old = {"csrf_token": csrf_token(clerk, "/")}, f"/returned/{document}/remarks/{remark}/accept"
    moved = clerk.post(old, data=data)
    assert (moved.status_code, moved.location) == (
        308,
        f"/certificates/{document}/remarks/{remark}/accept?back=returned",
    )
    answer = clerk.post(moved.location, data=data)
    assert (answer.status_code, answer.location) == (303, f"/returned/#document-{document}")
    with app.app_context():
        assert db.session.get_one(Certificate, document).values["place_of_despatch"] == "营口 YINGKOU"
    assert clerk.post(moved.location, data=data).status_code == 404, "it is accepted already"
    stranger = login("beifang.clerk")
    assert stranger.post(old, data={"csrf_token": csrf_token(stranger, "/password/")}).status_code == 404


@pytest.mark.bar("S1")
@pytest.mark.parametrize(
    ("who", "status"), [("beifang.clerk", {404}), ("customs.0908", {403, 404}), ("haian.admin", {403})]
)
def test_an_old_address_tells_strangers_nothing(
    app: Flask, login: Callable[[str], FlaskClient], who: str, status: set[int]
) -> None:
    stranger, (_, document) = login(who), made(app)
    token = csrf_token(stranger, "/password/")
    for old in READING:
        assert stranger.get(f"/certificates/{document}{old}").status_code in status, old
    for old in WRITING:
        assert stranger.post(f"/certificates/{document}{old}", data={"csrf_token": token}).status_code in status, old
