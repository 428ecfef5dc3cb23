"""Values joined from a declaration: parties, places, conveyance, totals; with examples from the trade."""

from __future__ import annotations

import pytest

from app.domain.document import value_rules as rules
from app.domain.document.row_rules import Style
from tests.factories.shapes import Names

BOTH = Style(names=Names(), bilingual=True)
CHINESE = Style(names=Names(), bilingual=False)


def test_the_first_text_there_is_is_taken() -> None:
    assert rules.text([["", ""], ["", "HAIAN"], ["OTHER"]], BOTH) == "HAIAN"
    assert rules.text([[""]], BOTH) == ""
    assert rules.first_text([]) == ""


def test_a_party_is_its_foreign_name_with_its_address_below() -> None:
    assert rules.party([["HAIAN LTD"], ["海安"], ["GANGWAN ROAD"]], BOTH) == "HAIAN LTD\nGANGWAN ROAD"
    assert rules.party([[""], ["海安"], [""]], BOTH) == "海安"
    assert rules.party([[""], [""], ["GANGWAN ROAD"]], BOTH) == ""


def test_contract_and_letter_of_credit_are_joined_by_a_slash() -> None:
    assert rules.slash([["HT-1"], ["LC-2"], ["HT-1"], [""]], BOTH) == "HT-1 / LC-2"


def test_a_day_is_taken_from_a_timestamp_and_a_day_that_is_none_stays_away() -> None:
    assert rules.day([["2026-11-28 09:00:00"]], BOTH) == "2026-11-28"
    assert rules.day([["2026-02-30"]], BOTH) == ""


def test_the_city_of_an_office_is_named() -> None:
    assert rules.city([["0900"]], BOTH) == "大连 DALIAN"
    assert rules.city([["0900"]], CHINESE) == "大连"
    assert rules.city([["9999"]], BOTH) == ""


def test_the_plant_protection_organisation_reads_its_country_s_name() -> None:
    assert rules.country_name([["JPN"]], BOTH) == "JAPAN"
    assert rules.country_name([["JPN"]], CHINESE) == "日本"
    assert rules.country_name([["QQQ"]], BOTH) == ""


@pytest.mark.parametrize(
    ("place", "country", "both", "chinese"),
    [
        ("麦纳麦 MANAMA", "BHR", "巴林 麦纳麦 MANAMA, BAHRAIN", "巴林 麦纳麦"),
        ("MANAMA, Bahrain", "BHR", "巴林 MANAMA, Bahrain", "巴林 MANAMA, Bahrain"),
        ("MANAMA", "BHR", "巴林 MANAMA, BAHRAIN", "巴林 MANAMA"),
        ("", "BHR", "巴林 BAHRAIN", "巴林"),
        ("麦纳麦", "", "麦纳麦", "麦纳麦"),
        ("MANAMA", "QQQ", "MANAMA", "MANAMA"),
    ],
)
def test_a_place_stands_in_its_country(place: str, country: str, both: str, chinese: str) -> None:
    assert rules.country_place([[country], [place]], BOTH) == both
    assert rules.port_country([[place], [country]], BOTH) == both
    assert rules.country_place([[country], [place]], CHINESE) == chinese


def test_goods_travel_by_something_and_in_something() -> None:
    assert rules.conveyance([["2"], ["EXAMPLE STAR"], ["V.118E"]], BOTH) == "BY SEA / EXAMPLE STAR V.118E"
    assert rules.conveyance([["2"], [""], [""]], BOTH) == "BY SEA"
    assert rules.conveyance([["2"], ["示例之星"], [""]], CHINESE) == "水路运输 / 示例之星"
    assert rules.conveyance([["by mule"], [""], ["7"]], BOTH) == "BY MULE / 7"


def test_numbers_of_all_rows_are_added_up_or_listed_when_one_is_none() -> None:
    assert rules.total([["240", "", "480.50"]], BOTH) == "720.5"
    assert rules.total([["240.0", "some"]], BOTH) == "240; some"
    assert rules.total([[""]], BOTH) == ""


def test_each_brand_is_named_once() -> None:
    assert rules.distinct([["HAIAN", "", "BEIYANG"], ["HAIAN"]], BOTH) == "HAIAN; BEIYANG"


def test_a_package_type_is_named_in_the_languages_of_the_paper() -> None:
    assert rules.bilingual_code("packages", "22", BOTH) == "纸箱 CARTONS"
    assert rules.bilingual_code("packages", "22", CHINESE) == "纸箱"
    assert rules.bilingual_code("packages", "托盘", BOTH) == "托盘"


def test_a_unit_is_named_by_its_symbol() -> None:
    assert rules.unit("units", "035", BOTH) == "kg"
    assert rules.unit("units", "035", CHINESE) == "千克"
    assert rules.unit("units", "袋子", BOTH) == "袋子"


def test_a_place_of_origin_loses_the_word_for_city_unless_it_is_half_of_its_name() -> None:
    assert rules.origin("districts", "210200", BOTH) == "中国 大连 DALIAN, CHINA"
    assert rules.origin("districts", "210000", BOTH) == "中国 辽宁 LIAONING, CHINA"
    assert rules.origin("districts", "999999", BOTH) == "中国 沙市 SHASHI, CHINA"
    assert rules.origin("districts", "山海关", BOTH) == "山海关"


def test_a_place_of_origin_with_a_name_in_one_language_only_stays_its_code() -> None:
    assert rules.origin("districts", "330000", BOTH) == "330000"


def test_a_currency_stays_its_code() -> None:
    assert rules.same("currencies", "USD", BOTH) == "USD"
