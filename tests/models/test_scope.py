"""The scope by itself: whose rows a session shows, command, request and job (tests/security attacks it)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.domain.actor import SYSTEM
from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, Organisation, scope
from app.services.base import accounts
from tests.factories import applications as factory
from tests.factories.applications import CLERK, OTHER_CLERK, act_as

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from flask import Flask

pytestmark = pytest.mark.bar("S1")


@pytest.fixture
def drafts(prepared: Callable[..., Any], context: Flask) -> list[int]:
    """Make one draft each of two enterprises and return their ids."""
    ids: list[int] = prepared(
        "scope_drafts", lambda: [factory.make(status=Status.DRAFT, clerk=clerk).id for clerk in (CLERK, OTHER_CLERK)]
    )
    db.session.info.pop("actor", None)
    return ids


def _seen() -> list[int]:
    return list(db.session.scalars(select(Application.id).order_by(Application.id)))


def _counted() -> int | None:
    """Count through the table itself, as reports over subqueries do."""
    criterion = scope.visible(Application, db.session)
    return db.session.scalar(select(func.count()).select_from(select(Application.id).where(criterion).subquery()))


def test_a_command_or_job_without_an_actor_sees_all_rows(drafts: list[int]) -> None:
    assert scope.actor_of(db.session) is None
    assert _seen() == drafts
    assert _counted() == 2


def test_a_request_shows_nothing_until_it_is_known_who_asks(drafts: list[int], context: Flask) -> None:
    with context.test_request_context("/"):
        assert scope.actor_of(db.session) == scope.NOBODY
        assert _seen() == []
        assert _counted() == 0


def test_each_clerk_sees_and_counts_the_rows_of_his_enterprise(drafts: list[int]) -> None:
    for clerk, own in zip((CLERK, OTHER_CLERK, CLERK), (drafts[0], drafts[1], drafts[0]), strict=True):
        act_as(clerk)
        assert _seen() == [own]
        assert _counted() == 1


def test_who_acts_in_a_request_is_seen_there_too(drafts: list[int], context: Flask) -> None:
    with context.test_request_context("/"):
        actor = act_as(CLERK)
        assert scope.actor_of(db.session) == actor
        assert _seen() == drafts[:1]


def test_the_program_itself_sees_all_rows(drafts: list[int]) -> None:
    accounts.bind(SYSTEM)
    assert _seen() == drafts
    assert _counted() == 2


def test_a_statement_that_says_so_passes_the_scope(drafts: list[int]) -> None:
    act_as(CLERK)
    everything = select(Application.id).order_by(Application.id)
    assert list(db.session.scalars(everything, execution_options={"unscoped": True})) == drafts
    assert list(db.session.scalars(everything)) == drafts[:1]


def test_the_criteria_are_looked_up_once_for_whoever_acts(drafts: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[Any] = []
    known = scope._options
    monkeypatch.setattr(scope, "_options", lambda reach: looked_up.append(reach) or known(reach))
    act_as(CLERK)
    del looked_up[:]
    for _ in range(3):
        assert _seen() == drafts[:1]
    assert len(looked_up) == 1
    act_as(OTHER_CLERK)
    assert _seen() == drafts[1:]


def test_a_table_under_another_name_is_in_scope_too(drafts: list[int]) -> None:
    act_as(CLERK)
    other = aliased(Application)
    assert list(db.session.scalars(select(other.id))) == drafts[:1]


def test_a_row_that_is_there_already_is_read_again_whoever_acts(drafts: list[int]) -> None:
    act_as(CLERK)
    own = db.session.get_one(Application, drafts[0])
    db.session.refresh(own, ["status"])
    db.session.expire(own)
    assert own.status == Status.DRAFT


def test_rows_of_enterprises_are_told_from_common_ones() -> None:
    assert scope.is_owned(Application) is True
    assert scope.is_owned(Organisation) is False
