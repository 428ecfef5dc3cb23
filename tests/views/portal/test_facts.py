"""What the portal says of a document: its state, and the one that took its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.workflow import Status
from app.extensions import db
from app.models import Certificate
from app.services.base.transaction import transaction
from tests.factories import applications as factory
from tests.support.portal import enter, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

KOREA, OF_HAIAN = "overseas.kor", "overseas.jpn"


VERDICTS = {"valid": "유효", "supplemented": "보충됨", "replaced": "교체됨", "revoked": "취소됨"}


def _text(client: FlaskClient, path: str, **options: Any) -> str:
    answer = client.get(path, **options)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


@pytest.fixture
def issued(app: Flask) -> dict[str, str]:
    """Issue a certificate of Haian that goes to Korea, and return its numbers."""
    with app.app_context():
        application = factory.make(status=Status.ISSUED, destination_country="KOR")
        certificate = application.certificates[0]
        return {"number": str(certificate.certificate_no), "inspection_no": str(certificate.inspection_no)}


@pytest.mark.function("5.7-search")
def test_the_state_of_a_document_stands_above_it(app: Flask, issued: dict[str, str]) -> None:
    client = enter(app, KOREA)
    search(client, issued["number"])
    for state, word in VERDICTS.items():
        with app.app_context(), transaction():
            row = db.session.scalars(select(Certificate).where(Certificate.certificate_no == issued["number"])).one()
            row.validity = state
        page = _text(client, f"/overseas/documents/{issued['number']}")
        assert f'<h2 id="verdict">{word}</h2>' in page
        assert page.index('id="verdict"') < page.index('id="paper"')


@pytest.mark.function("5.7-search")
@pytest.mark.parametrize(("state", "kind"), [("replaced", "replace"), ("supplemented", "supplement")])
def test_the_certificate_that_took_its_place_is_named_to_whoever_may_see_it(
    app: Flask, issued: dict[str, str], state: str, kind: str
) -> None:
    newer = _reissued(app, issued["number"], state=state, kind=kind, country="KOR")
    client = enter(app, KOREA)
    page = _text(client, search(client, issued["number"]).headers["Location"])
    assert f'name="document_no" value="{newer}"' in page
    assert search(client, newer).status_code == 303
    hidden = _reissued(app, issued["number"], state=state, kind=kind, country="JPN")
    assert hidden not in _text(client, f"/overseas/documents/{issued['number']}")


def _reissued(app: Flask, number: str, *, state: str, kind: str, country: str) -> str:
    """Issue another certificate that was made from this one, and return its number."""
    with app.app_context():
        newer = factory.make(status=Status.ISSUED, destination_country=country)
        with transaction():
            row = db.session.scalars(select(Certificate).where(Certificate.certificate_no == number)).one()
            row.validity = state
            newer.reissue_of_id, newer.reissue_kind = row.id, kind
        return str(newer.certificates[0].certificate_no)
