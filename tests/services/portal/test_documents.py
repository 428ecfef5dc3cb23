"""Where an issued document stands, and which other one brought that about, as far as the reader may see it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Certificate
from app.services.base.transaction import transaction
from app.services.portal import documents
from tests.factories import applications as factory
from tests.support import issuing

if TYPE_CHECKING:
    from flask import Flask


@pytest.mark.parametrize(
    ("validity", "kind", "other_country", "is_named"),
    [
        ("valid", "supplement", "KOR", False),
        ("supplemented", "supplement", "KOR", True),
        ("supplemented", "replace", "KOR", False),
        ("replaced", "change", "KOR", True),
        ("replaced", "replace", "JPN", False),
        ("revoked", "replace", "KOR", False),
    ],
)
def test_the_other_document_is_named_where_it_changed_the_standing_and_may_be_seen(
    context: Flask, now: datetime, validity: str, kind: str, other_country: str, *, is_named: bool
) -> None:
    old, new = issuing.issued(2, now=now, destination_country="KOR")
    with transaction():
        origin, other = db.session.get_one(Certificate, old), db.session.get_one(Certificate, new)
        origin.validity = validity
        other.application.destination_country = other_country
        other.application.reissue_of_id, other.application.reissue_kind = old, kind
        other.application.reissue_reason = "遗失（示例）"
    factory.act_as("overseas.kor")
    found = documents.standing_of(db.session.get_one(Certificate, old))
    assert found.state == validity
    assert (found.other_no == f"NO{new}", found.other_issue_date is not None) == (is_named, is_named)


def test_the_date_of_issue_is_the_printed_one_or_the_day_in_china() -> None:
    moment = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert documents.issue_date({"date_of_issue": "2026-11-20"}, moment) == date(2026, 11, 20)
    assert documents.issue_date({}, moment) == date(2026, 11, 25)
