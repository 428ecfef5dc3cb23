"""Customs' own rows 核销栏: added, changed and removed at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.catalogue.loader import catalogue
from app.domain.workflow import Action, Status
from app.services.certificates import certificates
from app.services.review import customs_fields
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Certificate

SLIP = next(kind.key for kind in catalogue().types.values() if "3-2" in kind.formats)


@pytest.mark.function("5.8.1-review")
def test_customs_adds_and_removes_its_own_rows_at_the_desk(context: Flask) -> None:
    made = factory.make(SLIP, Status.UNDER_REVIEW)
    certificate_id = made.certificates[0].id
    reviewer = act_as(REVIEWER)
    spares = [one for one in customs_fields.of(certificates.load(certificate_id), now=NOW) if one.number]
    assert {one.number for one in spares} == {1, 2}
    assert not any(one.is_missing for one in spares)

    def write(**cells: str) -> Certificate:
        entries = {path.replace("__", "."): text for path, text in cells.items()}
        workflow.perform(
            reviewer, Action.AMEND, made.id, now=NOW, certificate_id=certificate_id, customs_values=entries
        )
        return certificates.load(certificate_id)

    written = write(write_offs__0__write_off_date="2026-11-20", write_offs__1__write_off_quantity="")
    assert written.rows["write_offs"] == [{"write_off_date": "2026-11-20"}]
    assert max(one.number or 0 for one in customs_fields.of(written, now=NOW)) == 3
    assert write(write_offs__0__write_off_date="").rows["write_offs"] == []
