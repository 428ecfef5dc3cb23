"""The search box: the very number first, then what begins so, then names; always in the reader's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.actor import SYSTEM
from app.services.home import search
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


def numbers(login: str, text: str) -> list[str]:
    return [one.inspection_no for one in search.find(factory.act_as(login), text).certificates]


def test_numbers_come_before_beginnings_and_beginnings_before_names(context: Flask) -> None:
    first = factory.draft(inspection_no="926000011110001").certificates[0].id
    factory.draft(inspection_no="926000011110002", consignee_name_foreign="PEARL 926000011110001 LTD (EXAMPLE)")
    found = search.find(factory.act_as(factory.CLERK), "926000011110001")
    assert (found.only_one and found.only_one.id, found.is_exact, found.is_cut) == (first, True, False)
    assert numbers(factory.CLERK, "92600001111") == ["926000011110002", "926000011110001"]
    assert numbers(factory.CLERK, "pearl 92600001111") == ["926000011110002"]


def test_signs_of_a_pattern_are_letters_and_short_texts_find_nothing(context: Flask) -> None:
    factory.draft(inspection_no="926000011110001")
    for text in ("%", "__", "%%%", "9", "", "x" * (search.MAX_LENGTH + 1), "\0\0"):
        assert numbers(factory.CLERK, text) == [], text


def test_nobody_finds_what_is_not_his(context: Flask) -> None:
    factory.draft(inspection_no="926000011110001")
    for login in (factory.OTHER_CLERK, factory.OTHER_REVIEWER, factory.OVERSEAS):
        assert numbers(login, "926000011110001") == []
    assert search.find(SYSTEM, "926000011110001").certificates == () or SYSTEM.sees_all
