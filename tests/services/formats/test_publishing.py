"""Publishing: what is wrong stops it with its place, a version is frozen, and one for a later day waits for it."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.errors import DomainError, InvalidError
from app.extensions import db
from app.gateways import gateways
from app.gateways.typesetting import Printed, Sheet
from app.models import CertificateFormat
from app.services.formats import copies as format_copies
from app.services.formats import formats
from app.services.formats import publishing as format_publishing
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from app.domain.actor import Actor


@pytest.fixture
def admin(context: Flask) -> Actor:
    return factory.act_as("admin")


def _row(code: str) -> CertificateFormat:
    return db.session.scalars(select(CertificateFormat).where(CertificateFormat.code == code)).one()


def _with_field(definition: dict[str, Any], key: str, **more: Any) -> dict[str, Any]:
    """Return a definition with one more field, placed on the paper."""
    changed = copy.deepcopy(definition)
    changed["fields"].append({"key": key, "zh": "海域", "en": "Area", "kind": "text", "max_length": 60, **more})
    next(block for block in changed["layout"]["blocks"] if "rows" in block)["rows"].append([key])
    return changed


def _publish(admin: Actor, row: CertificateFormat, now: datetime, **more: Any) -> Any:
    wanted: dict[str, Any] = {"reason": "（示例）", "effective_date": None, "version": row.version, **more}
    return format_publishing.publish(admin, row.id, now=now, **wanted)


@pytest.mark.function("5.6-publish")
def test_what_is_wrong_with_a_copy_stops_publishing_with_its_places(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    broken = _with_field(row.definition, "area")
    broken["fields"][-1].update(en="", max_length=None)
    broken["layout"]["blocks"][0]["rows"].pop()
    row = format_copies.save(admin, row.id, broken, version=row.version)
    with pytest.raises(InvalidError) as caught:
        _publish(admin, row, now)
    last = f"fields.{len(broken['fields']) - 1}"
    assert {(error.path, error.code) for error in caught.value.errors} == {
        (last, "format.label_missing"),
        (last, "format.limit_missing"),
        ("layout", "format.not_placed"),
    }
    assert _row("c3-1").current_version.number == 1  # type: ignore[union-attr]


@pytest.mark.function("5.6-publish")
def test_a_version_for_a_later_day_waits_for_it(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    row = format_copies.save(admin, row.id, _with_field(row.definition, "area"), version=row.version)
    day = (now + timedelta(days=3)).date()
    version = _publish(admin, row, now, effective_date=day)
    assert row.current_version.number == 1  # type: ignore[union-attr]
    assert formats.put_in_force(now) == []
    assert formats.put_in_force(now + timedelta(days=3)) == ["c3-1"]
    assert _row("c3-1").current_version_id == version.id


def test_a_day_that_is_past_is_refused(admin: Actor, now: datetime) -> None:
    row = _row("c3-1")
    with pytest.raises(InvalidError) as caught:
        _publish(admin, row, now, effective_date=(now - timedelta(days=1)).date(), reason=" ")
    assert {error.path for error in caught.value.errors} == {"effective_date", "reason"}


def test_publishing_the_same_again_is_refused(admin: Actor, now: datetime) -> None:
    with pytest.raises(DomainError, match="format_unchanged"):
        _publish(admin, _row("c3-1"), now)


@pytest.mark.bar("D1")
def test_a_format_whose_sample_shows_something_else_is_not_published(
    admin: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = _row("c3-1")
    row = format_copies.save(admin, row.id, _with_field(row.definition, "area"), version=row.version)
    printing, kind = gateways().typesetter.print, type(gateways().typesetter)

    def cut(_typesetter: object, sheet: Sheet, **how: Any) -> Printed:
        """Print what stands in one box without its end, as an engine at fault would."""
        lines = {**sheet.data["lines"], "consignee": [line[:-3] for line in sheet.data["lines"]["consignee"]]}  # type: ignore[index, dict-item]
        return printing(Sheet(title=sheet.title, data={**sheet.data, "lines": lines}), **how)

    monkeypatch.setattr(kind, "print", cut)
    with pytest.raises(InvalidError) as caught:
        _publish(admin, row, now)
    # the sample says in each box what its label says, so the label is taken for the text, beyond its box
    assert {(error.path, error.code) for error in caught.value.errors} == {("layout", "format.sample_outside")}
    assert "收货人" in str(caught.value.errors[0].params["box"])
    monkeypatch.undo()
    _publish(admin, row, now)
