"""Bar S9: one answer for every miss, at most twenty of them an hour, and no document of anybody else by guessing."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, select

from app.domain.lookups import MAX_MISSES, WINDOW
from app.domain.workflow import Status
from app.extensions import db
from app.models import Lookup
from app.services.base.transaction import transaction
from app.services.portal import lookups as portal_lookups
from app.services.portal.lookups import Question
from tests.factories import applications as factory
from tests.factories.applications import NOW, OTHER_CLERK, OTHER_REVIEWER, act_as
from tests.support.portal import enter, search

if TYPE_CHECKING:
    from flask import Flask

KOREA, OF_HAIAN = "overseas.kor", "overseas.jpn"


@pytest.fixture
def numbers(app: Flask) -> dict[str, str]:
    """Return numbers by what they are: Haian's to Korea and to Japan, Beifang's to Japan, and one not issued."""
    other = {"clerk": OTHER_CLERK, "reviewer": OTHER_REVIEWER, "declaring_customs": "0908"}
    with app.app_context():
        found = {
            "haian to korea": _number(Status.ISSUED, destination_country="KOR"),
            "haian to japan": _number(Status.ISSUED, destination_country="JPN"),
            "beifang to japan": _number(Status.ISSUED, destination_country="JPN", **other),
            "approved only": _number(Status.APPROVED, destination_country="KOR"),
        }
        return {**found, "nothing": "926000099999999001"}


def _number(status: Status, **header: Any) -> str:
    number: str = factory.make(status=status, **header).certificates[0].number
    return number


@pytest.mark.bar("S9")
def test_not_there_not_yours_and_not_issued_have_the_same_answer(app: Flask, numbers: dict[str, str]) -> None:
    client, answers = enter(app, KOREA), set()
    for name in ("nothing", "beifang to japan", "approved only"):
        with app.app_context(), transaction():
            db.session.execute(delete(Lookup))
        answer = search(client, numbers[name])
        page = re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", answer.get_data(as_text=True))
        answers.add((answer.status_code, page.replace(numbers[name], "")))
    assert len(answers) == 1
    assert search(client, numbers["haian to korea"]).status_code == 303


@pytest.mark.bar("S9")
def test_after_twenty_misses_even_the_right_number_waits(app: Flask, numbers: dict[str, str]) -> None:
    client = enter(app, KOREA)
    for guess in range(MAX_MISSES):
        assert search(client, f"92600009999999{guess:04d}").status_code == 404
    paused = search(client, numbers["haian to korea"])
    assert paused.status_code == 429
    assert 0 < int(paused.headers["Retry-After"]) <= WINDOW.total_seconds() + 1
    assert "조회가 일시 중지되었습니다" in paused.get_data(as_text=True)
    # the address is counted too, whoever logs in there
    assert search(enter(app, OF_HAIAN), numbers["haian to japan"]).status_code == 429
    with app.app_context():
        outcomes = [row.outcome for row in db.session.scalars(select(Lookup).order_by(Lookup.id))]
    assert outcomes == ["missed"] * MAX_MISSES + ["paused"] * 2


@pytest.mark.bar("S9")
def test_searching_goes_on_after_the_hour(app: Flask, numbers: dict[str, str]) -> None:
    with app.app_context():
        official = act_as(KOREA)
        for guess in range(MAX_MISSES):
            portal_lookups.look_up(official, Question(document_no=f"92600009999999{guess:04d}"), now=NOW)
        right = Question(document_no=numbers["haian to korea"])
        early = portal_lookups.look_up(official, right, now=NOW + WINDOW - timedelta(seconds=1))
        assert (list(early.numbers), early.paused_until) == ([], NOW + WINDOW)
        late = portal_lookups.look_up(official, right, now=NOW + WINDOW + timedelta(seconds=1))
        assert list(late.numbers) == [numbers["haian to korea"]]


@pytest.mark.bar("S9")
@pytest.mark.parametrize(
    ("username", "own"), [(KOREA, {"haian to korea"}), (OF_HAIAN, {"haian to japan"})], ids=["country", "enterprise"]
)
@pytest.mark.parametrize("guesses", [200, pytest.param(10_000, marks=pytest.mark.soak)])
def test_guessing_finds_no_document_of_anybody_else(
    app: Flask, numbers: dict[str, str], username: str, own: set[str], guesses: int
) -> None:
    """Guess with the true numbers among the others, an hour's allowance at a time."""
    chance = random.Random(20261123)  # noqa: S311
    mine = {numbers[name] for name in own}
    foreign = [number for name, number in numbers.items() if name not in own]
    tried = [f"9260000{chance.randrange(10**11):011d}" for _ in range(guesses - len(foreign))] + foreign + sorted(mine)
    chance.shuffle(tried)
    found: set[str] = set()
    answered = 0
    with app.app_context():
        official = act_as(username)
        moment = NOW
        for number in tried:
            answer = portal_lookups.look_up(official, Question(document_no=number), now=moment)
            if answer.paused_until is not None:
                moment = answer.paused_until + timedelta(seconds=1)
                answer = portal_lookups.look_up(official, Question(document_no=number), now=moment)
            assert answer.paused_until is None
            answered += 1
            found |= set(answer.numbers)
    assert answered == len(tried)
    assert found == mine
    assert moment - NOW >= WINDOW * ((guesses - 1) // MAX_MISSES)


@pytest.mark.bar("S9")
def test_within_one_hour_guesses_get_twenty_answers(app: Flask) -> None:
    with app.app_context():
        official = act_as(KOREA)
        outcomes = [
            portal_lookups.look_up(official, Question(document_no=f"9260000{guess:011d}"), now=NOW).paused_until is None
            for guess in range(60)
        ]
    assert outcomes == [True] * MAX_MISSES + [False] * 40
