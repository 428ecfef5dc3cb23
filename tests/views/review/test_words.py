"""How long something waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.catalogue.loader import catalogue
from app.models import Certificate, FormatVersion
from app.models.base import utc_now
from app.views.review.words import age, place_text

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(
    ("minutes", "text"), [(-5, "0 min"), (59, "59 min"), (60, "1 h"), (24 * 60, "1 d"), (50 * 60, "2 d")]
)
def test_an_age_is_told_in_the_largest_unit_that_fits(minutes: int, text: str) -> None:
    assert age(utc_now() - timedelta(minutes=minutes, seconds=1)) == text


def test_a_place_is_written_by_the_format_of_its_document() -> None:
    definition = catalogue().formats["c3-1"].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document = Certificate(format_version=FormatVersion(definition=definition))
    assert place_text("035", document, "goods_lines.0.weight_unit") == "kg"
