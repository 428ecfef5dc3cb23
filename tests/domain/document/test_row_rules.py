"""Rows as boxes print them: amounts, totals, packages, dates, containers; with examples from the trade."""

from __future__ import annotations

import pytest

from app.domain.document import row_rules as rules
from app.domain.document.row_rules import Look

BOTH, CHINESE = Look(bilingual=True), Look(bilingual=False, filler="约")
BULK, CARTONS = "散装 IN BULK", "纸箱 CARTONS"
ORE = ("36000", "t", "", "", BULK)


def test_values_that_may_hold_commas_are_separated_by_a_semicolon() -> None:
    assert (BOTH.separator, CHINESE.separator) == ("; ", "；")


def test_a_declared_number_follows_a_tilde_unless_the_office_wants_another_filler() -> None:
    assert (Look(bilingual=True).filler, CHINESE.filler) == ("~ ", "约")


@pytest.mark.parametrize(
    ("package", "bulk"), [(BULK, True), ("in bulk", True), ("散装", True), (CARTONS, False), ("", False)]
)
def test_bulk_is_told_by_its_package_type(package: str, bulk: bool) -> None:  # noqa: FBT001
    assert rules.is_bulk(package) is bulk


def test_lines_stay_in_step_and_end_with_the_last_that_says_something() -> None:
    assert rules.lines([("鱼", ""), ("", ""), ("虾", "SHRIMP"), ("",)], BOTH) == ["鱼", "", "虾 SHRIMP"]
    assert rules.lines([("",)], BOTH) == []


def test_what_is_the_same_in_many_rows_stands_once() -> None:
    assert rules.distinct([("大连",), ("东港",), ("大连",), ("",)], BOTH) == ["大连; 东港"]
    assert rules.distinct([("",)], BOTH) == []
    assert rules.distinct_lines([("A", "1"), ("A", "2"), ("A", "1")], BOTH) == ["A 1", "A 2"]


def test_two_pairs_of_number_and_unit_share_a_line() -> None:
    rows = [("480", "cases", "9600", "kg"), ("", "cases", "12", "kg"), ("", "", "", "")]
    assert rules.amounts(rows, BOTH) == ["~ 480 cases / ~ 9,600 kg", "~ 12 kg"]


def test_bulk_goods_say_so_before_their_amount() -> None:
    packed = ("480", "cases", "9600", "kg", CARTONS)
    assert rules.bulk_or_amounts([ORE, packed], BOTH) == ["IN BULK ~ 36,000 t", "~ 480 cases / ~ 9,600 kg"]


def test_the_total_of_a_shipment_in_bulk_says_in_bulk() -> None:
    assert rules.total_bulk_or_amounts([ORE, ORE], BOTH) == ["IN BULK ~ 72,000 t"]


def test_the_total_of_a_shipment_that_is_partly_packed_does_not_say_in_bulk() -> None:
    packed = ("4000", "t", "", "", CARTONS)
    assert rules.total_bulk_or_amounts([ORE, packed], BOTH) == ["~ 40,000 t"]
    assert rules.total_bulk_or_amounts([], BOTH) == []


def test_quantities_are_added_up_by_unit_before_weights() -> None:
    rows = [("10", "cases", "200", "kg"), ("5", "bags", "50", "kg"), ("1", "cases", "", "")]
    assert rules.total_amounts(rows, BOTH) == ["~ 11 cases", "~ 5 bags", "~ 250 kg"]
    assert rules.total_amounts([], BOTH) == []


def test_an_amount_in_words_is_repeated_since_its_sum_would_not_be_true() -> None:
    assert rules.total_amounts([("about 10", "t"), ("5", "t"), ("5", "t")], BOTH) == ["about 10 t", "~ 5 t"]


def test_packages_are_counted_and_bulk_goods_are_not() -> None:
    rows = [("1440", "袋 BAGS"), ("7", BULK), ("", CARTONS), ("", "")]
    assert rules.packages(rows, BOTH) == ["~ 1,440 袋 BAGS", BULK, CARTONS]


def test_packages_of_a_list_are_added_up_by_type_and_what_has_no_count_follows() -> None:
    rows = [("10", CARTONS), ("5", CARTONS), ("7", BULK), ("", "托盘 PALLETS")]
    assert rules.total_packages(rows, BOTH) == ["~ 15 纸箱 CARTONS", BULK, "托盘 PALLETS"]
    assert rules.total_packages([("10", "")], CHINESE) == ["约10"]


def test_money_is_added_up_by_currency() -> None:
    rows = [("12000", "USD"), ("345.5", "USD"), ("1", "EUR"), ("free", "USD")]
    assert rules.money(rows, BOTH) == ["USD 12,345.50", "EUR 1.00"]


@pytest.mark.parametrize(
    ("days", "printed"),
    [
        (["2026-11-01"], "1 Nov. 2026"),
        (["2026-11-03", "2026-11-01，2026-11-02"], "3 Nov. 2026, 1 Nov. 2026, 2 Nov. 2026"),
        (["2026-11-04", "2026-11-01, 2026-11-03", "2026-11-02"], "1 Nov. 2026 – 4 Nov. 2026"),
        (["2026-11-01, 2026-11-02, 2026-11-03, SUMMER"], "1 Nov. 2026, 2 Nov. 2026, 3 Nov. 2026, SUMMER"),
        (["2026-11-01", "2026-11-01"], "1 Nov. 2026"),
    ],
)
def test_more_than_three_days_of_production_are_a_range(days: list[str], printed: str) -> None:
    assert rules.dates([(day,) for day in days], BOTH) == [printed]
    assert rules.dates([("",)], BOTH) == []


def test_a_range_of_production_dates_is_in_chinese_on_a_slip() -> None:
    rows = [(f"2026-11-0{day}",) for day in (1, 2, 3, 4)]
    assert rules.dates(rows, CHINESE) == ["2026年11月1日 – 2026年11月4日"]


def test_seal_numbers_stand_in_one_line_in_the_order_of_the_containers() -> None:
    assert rules.comma([("CN2",), ("",), ("CN1",)], BOTH) == ["CN2, CN1"]
    assert rules.comma([("",)], BOTH) == []


def test_containers_are_counted_by_specification_and_one_without_a_count_is_one() -> None:
    rows = [("40英尺", "2"), ("20英尺", ""), ("40英尺", "3"), ("", "9"), ("20英尺", "two"), ("冷藏", "٣")]
    assert rules.spec_and_count(rows, BOTH) == ["5 × 40英尺", "2 × 20英尺", "1 × 冷藏"]
