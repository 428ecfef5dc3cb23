"""Reuse: an earlier document gives a new one its contents, never its days, seals and customs' entries."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.domain.document.reuse import left_behind, reusable
from tests.factories.contents import SAMPLES


@pytest.mark.parametrize("code", sorted(catalogue().formats))
def test_days_and_seals_and_customs_entries_stay_behind(code: str) -> None:
    spec, content = catalogue().formats[code], SAMPLES[code]
    kept = reusable(spec, content)
    for field in spec.fields:
        is_once = field.kind in {"date", "date_or_text"} or field.key == "seal_no"
        if field.entered_by != "applicant" or is_once:
            assert field.key not in kept.values
        elif field.key in content.values:
            assert kept.values[field.key] == content.values[field.key]
    assert all("seal_no" not in row for row in kept.rows.get("containers", ()))


def test_what_stays_behind_is_named() -> None:
    named = set(left_behind(catalogue().formats["c3-1"], SAMPLES["c3-1"]))
    assert named == {"values.date_of_despatch", "containers.0.seal_no"}
