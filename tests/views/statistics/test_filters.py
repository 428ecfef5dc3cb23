"""What only a number of a statistic asks: shown in words, and exactly the rows that it counts."""

from __future__ import annotations

from app.models import Certificate
from app.views.lists.query import MAX_TEXT
from app.views.statistics.filters import Counted, CountedInPeriod, enclosed, of_enterprise, returned_for


def test_a_text_keeps_its_ends_and_one_that_no_address_takes_is_left_out() -> None:
    assert (enclosed(" a "), enclosed("")) == ("[ a ]", "[]")
    assert enclosed("x" * MAX_TEXT) is None
    assert enclosed("\0") is None


def test_a_list_says_what_it_is_narrowed_to() -> None:
    field = Counted(name="enterprise", label="Enterprise", condition=of_enterprise)
    assert (field.shown({"enterprise": "[海盛]"}), field.shown({"enterprise": "[]"})) == ("海盛", "—")
    assert len(list(field.conditions({"enterprise": "[海盛]"}))) == 1
    assert list(field.conditions({})) == []


def test_days_and_text_speak_of_the_same_row() -> None:
    field = CountedInPeriod(name="returned", label="Returned", found=returned_for, at=Certificate.submitted_at)
    asked = {"returned": "[不清楚]", "returned_from": "2026-11-01", "returned_to": "2026-11-23"}
    assert field.names == ("returned", "returned_from", "returned_to")
    assert field.shown(asked) == "不清楚 · 2026-11-01 – 2026-11-23"
    (condition,) = field.conditions(asked)
    assert "application_event" in str(condition)
