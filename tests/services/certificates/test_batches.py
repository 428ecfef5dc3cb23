"""Actions on chosen rows: each for itself with its result; of prints all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, PrintRecord
from app.services.certificates import batches
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_each_row_is_declared_for_itself_and_an_application_once(context: Flask, now: datetime) -> None:
    foreign = factory.draft(clerk=factory.OTHER_CLERK).certificates[0].id
    waiting = factory.make(status=Status.SUBMITTED).certificates[0].id
    both = factory.draft(documents=2)
    number, ids = both.id, [one.id for one in both.certificates]
    chosen = [*ids, waiting, foreign, 999_999]
    results = batches.submit(factory.act_as(factory.CLERK), chosen, now=now)
    assert [result.is_done for result in results] == [True, True, False, False, False]
    assert [result.error.code for result in results if result.error][1:] == ["not_found", "not_found"]
    assert db.session.get_one(Application, number).status == Status.SUBMITTED


def test_chosen_drafts_are_deleted_and_what_is_none_says_why(context: Flask, now: datetime) -> None:
    draft, waiting = factory.draft(), factory.make(status=Status.SUBMITTED)
    kept = waiting.certificates[0].id
    clerk = factory.act_as(factory.CLERK)
    results = batches.delete(clerk, [draft.certificates[0].id, kept], now=now)
    assert [result.is_done for result in results] == [True, False]
    assert [one.is_done for one in batches.printable(clerk, [kept])] == [False]


def test_what_cannot_be_printed_takes_the_whole_batch_back(context: Flask, now: datetime) -> None:
    number = factory.make(status=Status.SUBMITTED).certificates[0].id
    file, results = batches.print_all(factory.act_as(factory.CLERK), [number], now=now)
    assert (file, [result.is_done for result in results]) == (None, [False])
    assert db.session.scalar(db.select(PrintRecord.id)) is None
    assert batches.print_all(factory.act_as(factory.CLERK), [], now=now) == (None, [])
