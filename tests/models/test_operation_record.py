"""The operation history shows an organisation what its own people did."""

from __future__ import annotations

from dataclasses import replace

from app.models import OperationRecord
from tests.support.sight import ABROAD, ADMIN, BEIFANG, CLERK, HAIAN, NOBODY, OTHER, Sight


def test_everybody_sees_what_his_own_organisation_did() -> None:
    rows = Sight()
    mine = rows.put(OperationRecord, organisation_id=HAIAN)
    theirs = rows.put(OperationRecord, organisation_id=BEIFANG)
    jobs = rows.put(OperationRecord, organisation_id=None)
    assert [rows.seen(OperationRecord, who) for who in (CLERK, OTHER, ADMIN, NOBODY)] == [
        [mine], [theirs], [mine, theirs, jobs], [],
    ]  # fmt: skip


def test_an_official_abroad_is_no_colleague_of_the_enterprise_that_opened_his_account() -> None:
    rows = Sight()
    rows.put(OperationRecord, organisation_id=HAIAN)
    assert rows.seen(OperationRecord, replace(ABROAD, organisation_id=HAIAN)) == []
