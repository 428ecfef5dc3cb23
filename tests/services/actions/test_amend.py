"""Amend 修改: a suggestion that customs writes into the draft is settled, the other remarks stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Status
from app.services.applications import applications
from app.services.review import remarks, reviews
from tests.factories import applications as factory
from tests.factories.applications import NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


def test_only_the_remark_whose_suggestion_was_written_is_settled(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW, needs_confirmation=True)
    reviewer, number = act_as(REVIEWER), made.certificates[0].id
    written, other = (
        reviews.add_remark(reviewer, number, path=f"values.{key}", opinion="请核对。", suggested_value="BY AIR").id
        for key in ("means_of_conveyance", "remark")
    )
    version = applications.find(made.id).version
    remarks.write_into_draft(reviewer, number, written, version=version, now=NOW)
    states = {remark.id: remark.state for remark in applications.find(made.id).remarks}
    assert states == {written: "accepted", other: "open"}
