"""Templates as records: names and defaults taken once, shared inside an enterprise, deleted one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import InvalidError, NotFoundError, NotPermittedError
from app.extensions import db
from app.models import Application, DraftTemplate
from app.services.applications import template_records, templates
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, OTHER_CLERK, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.actor import Actor


def _head(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "documents": [("14", "c3-1")], **more}


def _kept(name: str = "韩国鱼片（示例）", **options: Any) -> tuple[Actor, DraftTemplate]:
    made = factory.draft(**options)
    actor = act_as(CLERK)
    return actor, templates.keep(actor, made.id, name=name, now=NOW)


@pytest.mark.function("5.8.2")
def test_a_default_is_taken_once_and_moves_when_that_is_wanted(context: Flask) -> None:
    actor = act_as(CLERK)
    wanted = {"is_default": True, "default_country": "KOR", "default_product": "Pollock"}
    first = template_records.create(actor, _head("甲（示例）", **wanted), now=NOW)
    with pytest.raises(InvalidError) as refused:
        template_records.create(actor, _head("乙（示例）", **{**wanted, "default_product": "POLLOCK"}), now=NOW)
    assert [(e.path, e.params["name"]) for e in refused.value.errors] == [("moves_default", "甲（示例）")]
    second = template_records.create(actor, _head("乙（示例）", **wanted, moves_default=True), now=NOW)
    assert not templates.find(actor, "甲")[0].is_default
    country = template_records.create(
        actor, _head("丙（示例）", is_default=True, default_country="KOR"), now=NOW + timedelta(hours=1)
    )
    found = [templates.suggested(actor, *asked) for asked in [("KOR", "FROZEN POLLOCK"), ("KOR", ""), ("JPN", "")]]
    assert [row.id if row else None for row in found] == [second.id, country.id, None]
    assert first.id != second.id


@pytest.mark.function("5.8.2")
def test_a_name_is_needed_and_taken_once_in_an_enterprise(context: Flask) -> None:
    actor, _template = _kept()
    for name, code in (("", "required"), ("韩国鱼片（示例）", "name_taken"), ("x" * 81, "too_long")):
        with pytest.raises(InvalidError) as refused:
            template_records.create(actor, _head(name), now=NOW)
        assert [error.code for error in refused.value.errors] == [code]
    assert template_records.create(act_as(OTHER_CLERK), _head("韩国鱼片（示例）"), now=NOW).id


@pytest.mark.bar("S1")
def test_templates_are_shared_inside_an_enterprise_and_nowhere_else(context: Flask) -> None:
    _actor, kept = _kept()
    foreign = act_as(OTHER_CLERK)
    assert templates.find(foreign) == []
    for act in (templates.use, template_records.remove):
        with pytest.raises(NotFoundError):
            act(foreign, kept.id, now=NOW, **({"version": None} if act is template_records.remove else {}))
    own = factory.draft()
    with pytest.raises(NotFoundError):
        templates.keep(act_as(OTHER_CLERK), own.id, name="x", now=NOW)
    with pytest.raises(NotPermittedError):
        template_records.find(act_as(REVIEWER), kept.id)


@pytest.mark.function("5.8.2")
def test_many_are_deleted_each_with_its_result(context: Flask) -> None:
    actor, kept = _kept()
    second = template_records.create(actor, _head("乙（示例）"), now=NOW)
    made = templates.use(actor, kept.id, now=NOW)
    results = template_records.remove_many(actor, [kept.id, 999_999, second.id], now=NOW)
    assert [result.error is None for result in results] == [True, False, True]
    assert templates.find(actor) == []
    assert db.session.get(Application, made.id) is not None
