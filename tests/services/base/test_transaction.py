"""One transaction: everything or nothing, an inner one joins the outer one, a lost race is told as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.errors import StaleError
from app.extensions import db
from app.models import SystemParameter
from app.services.base.transaction import transaction

if TYPE_CHECKING:
    from flask import Flask


class StoppedError(Exception):
    """Stand for whatever stops a service half-way."""


def add(name: str | None) -> None:
    db.session.add(SystemParameter(name=name, value="", remark=""))


def names() -> set[str]:
    return set(db.session.scalars(db.select(SystemParameter.name).where(SystemParameter.name.startswith("example."))))


def test_an_inner_one_is_undone_with_the_outer_one(context: Flask) -> None:
    def add_and_stop() -> None:
        with transaction():
            with transaction():
                add("example.inner")
            raise StoppedError

    with pytest.raises(StoppedError):
        add_and_stop()
    assert names() == set()


def test_what_ends_well_stays_and_what_was_left_open_before_does_not(context: Flask) -> None:
    add("example.before")
    with transaction():
        add("example.kept")
    db.session.rollback()
    assert names() == {"example.kept"}


def test_a_number_that_somebody_took_meanwhile_is_a_lost_race(context: Flask) -> None:
    with transaction():
        add("example.taken")
    with pytest.raises(StaleError) as refused, transaction():
        add("example.taken")
    assert refused.value.code == "taken_meanwhile"
    with transaction():
        add("example.next")
    assert names() == {"example.taken", "example.next"}


def test_a_broken_rule_of_the_table_is_no_race(context: Flask) -> None:
    with pytest.raises(IntegrityError), transaction():
        add(None)
    assert names() == set()
