"""Declarations are seen by the enterprise that declared and by the office that it declared to."""

from __future__ import annotations

from app.models import Declaration
from tests.support.sight import ABROAD, ADMIN, BEIFANG, CLERK, HAIAN, NOBODY, OTHER, REVIEWER, Sight


def test_own_ones_and_those_declared_to_the_office() -> None:
    rows = Sight()
    here = rows.put(Declaration, organisation_id=HAIAN, inspection_no="226000004178628", declaring_customs="0901")
    there = rows.put(Declaration, organisation_id=BEIFANG, inspection_no="226000004178629", declaring_customs="0903")
    people = (CLERK, OTHER, REVIEWER, ADMIN, ABROAD, NOBODY)
    assert [rows.seen(Declaration, who) for who in people] == [[here], [there], [here], [here, there], [], []]


def test_it_is_called_by_its_inspection_number() -> None:
    assert str(Declaration(inspection_no="226000004178628")) == "226000004178628"
