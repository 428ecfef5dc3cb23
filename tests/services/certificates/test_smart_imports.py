"""Smart import, field by field: what is ticked is taken, and what the declaration says otherwise later is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Declaration
from app.services.applications import applications, cross_checks, drafts
from app.services.applications.drafts import Typed
from app.services.certificates import certificates, smart_imports
from app.services.review import remarks
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Certificate

DECLARED = "226000004178628"


def drafted() -> Certificate:
    header = {**factory.HEADER, "inspection_no": DECLARED}
    made = applications.start(act_as(CLERK), type_code="14", format_code="c3-1", now=NOW, header=header)
    return made.certificates[0]


def imported(**given: list[str]) -> Certificate:
    draft = drafted()
    return smart_imports.apply(act_as(CLERK), draft.id, version=draft.version, **given)


def declared_anew(key: str, text: str) -> None:
    """Let the declaration arrive again with another text."""
    act_as(factory.ADMINISTRATOR)
    row = db.session.scalars(db.select(Declaration).where(Declaration.inspection_no == DECLARED)).one()
    row.header = {**row.header, key: text}
    db.session.commit()
    act_as(CLERK)


@pytest.mark.function("5.8.1-import")
def test_what_is_not_ticked_stays_empty(context: Flask) -> None:
    certificate = imported(leave=["values.consignee", "goods_lines.0.weight"])
    assert "consignee" not in certificate.values
    assert "weight" not in certificate.rows["goods_lines"][0]
    assert certificate.values["consignor"]
    assert certificate.sources["values.consignor"] == "imported"


@pytest.mark.function("5.8.1-import")
def test_a_later_change_of_the_declaration_is_shown_and_can_be_taken_over(context: Flask) -> None:
    certificate = imported()
    assert smart_imports.later_changes(certificate) == []
    declared_anew("marks_and_numbers", "HANBIT II")
    certificate = certificates.load(certificate.id)
    (place,) = smart_imports.later_changes(certificate)
    assert (place.path, place.new) == ("values.marks_and_numbers", "HANBIT II")
    smart_imports.apply(
        act_as(CLERK), certificate.id, version=certificate.version, overwrite=["values.marks_and_numbers"]
    )
    assert smart_imports.later_changes(certificates.load(certificate.id)) == []


@pytest.mark.function("5.8.1-import")
def test_what_was_typed_since_is_no_later_change(context: Flask) -> None:
    certificate = imported()
    content = remarks.with_place(certificate.content, "values.marks_and_numbers", "MINE")
    saved, _ = drafts.save(
        act_as(CLERK), certificate.id, Typed(content=content), version=drafts.version_of(certificate)
    )
    assert saved.sources["values.marks_and_numbers"] == "typed"
    assert smart_imports.later_changes(saved) == []
    assert {place.path for place in smart_imports.differences(saved) if place.state == "overwritten"} == {
        "values.marks_and_numbers"
    }


def test_a_warning_does_not_stand_in_the_way_of_declaring(context: Flask) -> None:
    made = factory.make(status=Status.DRAFT, inspection_no=DECLARED)
    assert cross_checks.of(made)
    declared = workflow.perform(act_as(CLERK), Action.SUBMIT, made.id, now=NOW)
    assert declared.status == Status.SUBMITTED


def test_another_enterprises_declaration_is_compared_with_nothing(context: Flask) -> None:
    act_as(factory.OTHER_CLERK)
    made = factory.make(clerk=factory.OTHER_CLERK, inspection_no=DECLARED)
    assert [one for one in cross_checks.of(made) if one.code == "differs_from_declaration"] == []
