"""Packaging applications are seen like declarations: by their enterprise and their office."""

from __future__ import annotations

from app.models import PackagingApplication
from tests.support.sight import ABROAD, BEIFANG, CLERK, HAIAN, OTHER, REVIEWER, Sight


def test_own_ones_and_those_of_the_office() -> None:
    rows = Sight()
    here = rows.put(PackagingApplication, organisation_id=HAIAN, application_no="1", declaring_customs="0901")
    there = rows.put(PackagingApplication, organisation_id=BEIFANG, application_no="2", declaring_customs="0903")
    assert [rows.seen(PackagingApplication, who) for who in (CLERK, OTHER, REVIEWER, ABROAD)] == [
        [here], [there], [here], [],
    ]  # fmt: skip


def test_it_is_called_by_its_number() -> None:
    assert str(PackagingApplication(application_no="226000001")) == "226000001"
