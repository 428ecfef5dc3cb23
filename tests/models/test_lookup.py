"""Look-ups abroad: an enterprise sees those of its documents and of its own accounts, an official his own."""

from __future__ import annotations

from app.models import Lookup
from app.models.lookup import OUTCOMES
from tests.support.sight import ABROAD, ADMIN, BEIFANG, CLERK, HAIAN, OTHER, REVIEWER, Sight


def test_who_sees_which_look_up() -> None:
    rows = Sight()
    found = rows.put(Lookup, user_id=ABROAD.user_id, organisation_id=HAIAN, outcome=OUTCOMES[0])
    by_own_account = rows.put(Lookup, user_id=99, opened_by_org_id=HAIAN, outcome=OUTCOMES[0])
    theirs = rows.put(Lookup, user_id=98, organisation_id=BEIFANG, outcome=OUTCOMES[0])
    people = (CLERK, OTHER, REVIEWER, ABROAD, ADMIN)
    assert [rows.seen(Lookup, who) for who in people] == [
        [found, by_own_account], [theirs], [], [found], [found, by_own_account, theirs],
    ]  # fmt: skip


def test_it_is_called_by_the_number_that_was_asked_for() -> None:
    assert Lookup(document_no="210600012345", inspection_no="").number == "210600012345"
    assert str(Lookup(document_no="", inspection_no="226000004178628")) == "226000004178628"
