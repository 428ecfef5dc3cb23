"""Time zones on offer: each exists, China's is the default."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.time_zones import DEFAULT, OFFERED


def test_every_zone_on_offer_exists_once() -> None:
    assert [ZoneInfo(name).key for name in OFFERED] == list(OFFERED)
    assert len(set(OFFERED)) == len(OFFERED)


def test_whoever_has_chosen_none_is_shown_the_time_of_china() -> None:
    assert DEFAULT == "Asia/Shanghai"
    assert DEFAULT in OFFERED
