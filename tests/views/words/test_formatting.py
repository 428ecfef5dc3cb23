"""How pages write moments, days, numbers and codes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.views.words import formatting

MORNING = datetime(2019, 11, 23, 1, 41, 5, tzinfo=UTC)

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_moments_are_those_of_china_with_the_year_of_another_year() -> None:
    assert formatting.short_time(MORNING) == formatting.day_time(MORNING) == "2019-11-23 09:41"
    assert formatting.full_time(MORNING) == "2019-11-23 09:41:05"
    assert formatting.short_date(datetime(2019, 11, 23, 17, tzinfo=UTC)) == "2019-11-24"
    assert formatting.long_date(date(2019, 11, 23)) == "Saturday, November 23, 2019"
    assert [write(None) for write in (formatting.short_time, formatting.full_time, formatting.short_date)] == [""] * 3


def test_numbers_have_the_separators_of_the_language() -> None:
    assert (formatting.number(1234567.5), formatting.number(None)) == ("1,234,567.5", "")
    assert (formatting.language(), formatting.name_language()) == ("en", "en")


def test_codes_have_names_and_unknown_ones_stay() -> None:
    assert (formatting.country_name("KOR"), formatting.country_name("QQQ")) == ("South Korea", "QQQ")
    assert (formatting.type_name("14"), formatting.type_name(None)) == ("Veterinary (Health) Certificate", "")
    assert formatting.customs_label("0901").startswith("[0901] - ")
    assert (formatting.status_label("issued"), formatting.status_kind("issued")) == ("Issued", "ok")
    assert (formatting.status_kind("no such"), formatting.action_label("hold")) == ("mute", "Hold")


def test_what_people_typed_is_escaped() -> None:
    assert formatting.bdi("<1>") == '<bdi dir="ltr" class="num">&lt;1&gt;</bdi>'
    assert formatting.options([("a", "<b>"), ("c", "d")], "c") == (
        '<option value="a">&lt;b&gt;</option><option value="c" selected>d</option>'
    )
