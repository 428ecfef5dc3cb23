"""What a definition's shape has wrong, as faults."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.catalogue.faults import Fault
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.catalogue.shape_faults import of_schema


def wrong(**changed: Any) -> dict[str, Fault]:
    """Return the faults of a sound definition after a change, by their places."""
    data = catalogue().formats["c3-1"].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    with pytest.raises(ValidationError) as caught:
        Format.model_validate({**data, **changed})
    return {fault.place: fault for fault in of_schema(caught.value)}


def test_each_place_is_told_once_by_its_own_code() -> None:
    found = wrong(titel="x", title_zh=None, fields=[{"key": "Bad key", "zh": "", "en": "", "kind": "text"}])
    assert found["titel"].code == "unknown_key"
    assert found["title_zh"].code == "wrong_kind"
    assert found["fields.0.key"].code == "not_a_key"
    assert all(fault.text for fault in found.values())


def test_a_choice_is_told_its_choices() -> None:
    fault = wrong(fields=[{"key": "remark", "zh": "备注", "en": "Remark", "kind": "poem"}])["fields.0.kind"]
    assert fault.code == "not_a_choice"
    assert "'text'" in fault.text
