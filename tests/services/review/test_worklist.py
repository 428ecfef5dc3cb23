"""The worklist: the office's applications, oldest first, in few statements; and the timeline of each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from app.domain.workflow import Status
from app.extensions import db
from app.services.review import worklist
from app.services.review.worklist import Query
from app.services.workflow import timelines
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, OTHER_REVIEWER, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


def numbers(query: Query, username: str = REVIEWER) -> list[str]:
    return [row.inspection_no for row in worklist.page(act_as(username), query).rows]


def test_the_office_sees_its_own_oldest_first(context: Flask) -> None:
    late = factory.make(status=Status.SUBMITTED, now=NOW + timedelta(hours=1)).inspection_no
    early = factory.make(status=Status.SUBMITTED, now=NOW - timedelta(days=9)).inspection_no
    elsewhere = factory.make(status=Status.SUBMITTED, declaring_customs="0908", reviewer=OTHER_REVIEWER).inspection_no
    draft = factory.make().inspection_no
    found = numbers(Query(tab="submitted", page_size=100))
    assert found.index(early) < found.index(late)
    assert not {elsewhere, draft} & set(found)
    assert elsewhere in numbers(Query(page_size=100), OTHER_REVIEWER)


def test_tabs_count_what_they_show(context: Flask) -> None:
    factory.make(status=Status.RETURNED)
    found = worklist.page(act_as(REVIEWER), Query())
    for tab, count in found.counts.items():
        assert len(worklist.page(act_as(REVIEWER), Query(tab=tab, page_size=100)).rows) == count


@pytest.mark.parametrize(
    "query",
    [
        Query(inspection_no="926000"),
        Query(applicant="海岸水产"),
        Query(applicant="haian"),
        Query(country="KOR"),
        Query(submitted_from=date(2026, 11, 23), submitted_to=date(2026, 11, 23)),
    ],
)
def test_the_query_row_narrows_the_list(context: Flask, query: Query) -> None:
    made = factory.make(status=Status.SUBMITTED).inspection_no
    assert made in numbers(query)
    nothing = Query(inspection_no="X%_", applicant="无此企业", country="ATA")
    assert numbers(nothing) == []


def test_only_mine_are_those_i_accepted(context: Flask) -> None:
    mine = factory.make(status=Status.UNDER_REVIEW).inspection_no
    other = factory.make(status=Status.UNDER_REVIEW, reviewer=factory.SECOND_REVIEWER).inspection_no
    found = numbers(Query(is_mine=True, page_size=100))
    assert mine in found
    assert other not in found


@pytest.mark.bar("P1")
def test_a_page_takes_as_many_statements_for_many_rows_as_for_few(context: Flask) -> None:
    for _ in range(4):
        factory.make(status=Status.UNDER_REVIEW)
    counts = []
    for size in (1, 4):
        actor = act_as(REVIEWER)
        db.session.expunge_all()
        statements: list[str] = []

        def note(*arguments: object, told: list[str] = statements) -> None:
            told.append(str(arguments[2]))

        event.listen(db.engine, "before_cursor_execute", note)
        for row in worklist.page(actor, Query(page_size=size)).rows:
            assert row.organisation.name
            assert row.reviewer
            assert row.certificates
        event.remove(db.engine, "before_cursor_execute", note)
        counts.append(len([text for text in statements if text.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 5


def test_an_application_knows_its_neighbours_in_the_queue(context: Flask) -> None:
    ids = [factory.make(status=Status.SUBMITTED, now=NOW - timedelta(days=90 - day)).id for day in range(3)]
    found = worklist.position(act_as(REVIEWER), ids[1])
    assert (found.previous_id, found.next_id, found.number) == (ids[0], ids[2], 2)


@pytest.mark.function("5.8.1-history")
def test_the_timeline_tells_who_did_what_when_and_from_where_to_where(context: Flask) -> None:
    made = factory.make(status=Status.RETURNED)
    told = timelines.of(made)
    assert [(e.name, e.from_status, e.to_status, e.is_customs) for e in told.entries] == [
        ("return", "under_review", "returned", True),
        ("accept", "submitted", "under_review", True),
        ("submit", "draft", "submitted", False),
        ("start", None, "draft", False),
    ]
    assert told.entries[0].opinion == "请更正重量（示例）。"
    assert (told.entries[0].actor, told.entries[0].organisation) == ("周宁（示例）", "大连港湾海关")
    assert told.entries[0].happened_at.isoformat() == "2026-11-23T14:30:00+08:00"
    assert told.counts == {"all": 4, "enterprise": 2, "customs": 2}
    assert len(timelines.of(made, tab="customs").entries) == 2


def test_the_timeline_names_fields_in_both_languages(context: Flask) -> None:
    made = factory.make("quality", Status.APPROVED)
    act_as(CLERK)
    changes = [change for entry in timelines.of(made).entries for change in entry.changes]
    labels = {(change.label.zh, change.label.en, change.label.row) for change in changes}
    assert {("签证地点", "Place of Issue", None), ("结果", "Result", 1)} <= labels
