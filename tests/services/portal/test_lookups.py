"""Look-ups: what is found in the official's scope, every search written down, guessing stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain import lookups as rules
from app.domain.actor import SYSTEM
from app.domain.errors import NotFoundError
from app.extensions import db
from app.models import Certificate, Lookup
from app.services.base import accounts
from app.services.portal import lookups
from app.services.portal.lookups import Question
from tests.factories import applications as factory
from tests.support import issuing

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


@pytest.fixture
def number(context: Flask, now: datetime) -> str:
    """Write an issued document for Korea and return its number."""
    (found,) = issuing.issued(1, now=now, destination_country="KOR")
    accounts.bind(SYSTEM)
    return db.session.get_one(Certificate, found).certificate_no


def written() -> list[tuple[str, int]]:
    accounts.bind(SYSTEM)
    return list(db.session.execute(db.select(Lookup.outcome, Lookup.found_count).order_by(Lookup.id)).tuples())


def test_a_number_is_found_by_its_country_and_by_no_other(number: str, now: datetime) -> None:
    question = Question(document_no=number)
    assert lookups.look_up(factory.act_as("overseas.kor"), question, now=now).numbers == (number,)
    missed = lookups.look_up(factory.act_as("overseas.jpn"), question, now=now)
    assert (missed.numbers, missed.misses_left) == ((), rules.MAX_MISSES - 1)
    assert written() == [(rules.FOUND, 1), (rules.MISSED, 0)]


def test_only_what_was_found_lately_opens(number: str, now: datetime) -> None:
    korean = factory.act_as("overseas.kor")
    with pytest.raises(NotFoundError):
        lookups.opened(korean, number, now=now)
    lookups.look_up(korean, Question(document_no=number), now=now)
    found = lookups.opened(korean, number, now=now + timedelta(minutes=1))
    assert found is not None
    assert (found.certificate_no, lookups.issued_documents(found)) == (number, [])
    with pytest.raises(NotFoundError):
        lookups.opened(korean, number, now=now + rules.OPEN_FOR + timedelta(minutes=1))


def test_after_too_many_misses_nothing_is_searched_from_the_account_or_its_address(number: str, now: datetime) -> None:
    korean = replace(factory.act_as("overseas.kor"), address="10.0.0.9")
    for guess in range(rules.MAX_MISSES):
        lookups.look_up(korean, Question(document_no=f"GUESS{guess}"), now=now)
    assert lookups.left_now(korean, now=now) == 0
    answer = lookups.look_up(korean, Question(document_no=number), now=now)
    assert answer.numbers == ()
    assert answer.paused_until is not None
    assert written()[-1] == (rules.PAUSED, 0)
    neighbour = replace(factory.act_as("overseas.jpn"), address="10.0.0.9")
    assert lookups.look_up(neighbour, Question(document_no=number), now=now).paused_until is not None
    later = now + rules.WINDOW + timedelta(minutes=1)
    assert lookups.look_up(factory.act_as("overseas.kor"), Question(document_no=number), now=later).numbers == (number,)
