"""Rules of joining: what a row must bring for a box, and where each rule may stand."""

from __future__ import annotations

import pytest

from app.domain.document.rules import RULES, all_of, any_of, first_of, pairs_of

PAIRS = ("quantity", "quantity_unit", "weight", "weight_unit")


def test_a_box_says_which_columns_of_a_row_it_needs() -> None:
    assert all_of(("count", "type")) == (frozenset({"count", "type"}),)
    assert any_of(("zh", "en")) == (frozenset({"zh"}), frozenset({"en"}))
    assert first_of(("spec", "count")) == (frozenset({"spec"}),)
    assert pairs_of(PAIRS) == (frozenset(PAIRS[:2]), frozenset(PAIRS[2:]))
    assert pairs_of((*PAIRS, "package_type")) == (frozenset(PAIRS[:2]), frozenset(PAIRS[2:]))


@pytest.mark.parametrize(
    ("rule", "keys", "needed"),
    [
        ("packages", ("count", "type"), {"count", "type"}),
        ("lines", ("zh", "en"), set()),
        ("lines", ("zh",), {"zh"}),
        ("amounts", PAIRS, set()),
        ("distinct_lines", ("name", "number"), {"name"}),
    ],
)
def test_what_no_alternative_does_without_is_always_needed(rule: str, keys: tuple[str, ...], needed: set[str]) -> None:
    assert RULES[rule].always_needed(keys) == needed


def test_each_rule_has_its_place() -> None:
    of_values = {name for name, rule in RULES.items() if rule.value}
    of_rows = {name for name, rule in RULES.items() if rule.lines}
    assert of_values - of_rows == {
        "first", "party", "slash", "date", "city", "country_name", "country_place", "port_country", "conveyance",
        "total",
    }  # fmt: skip
    assert of_values & of_rows == {"text", "distinct"}
    assert of_rows - of_values == {
        "lines", "distinct_lines", "amount", "amounts", "bulk_or_amounts", "packages", "money", "dates", "comma",
        "spec_and_count",
    }  # fmt: skip
    assert {name for name, rule in RULES.items() if rule.totals} == {
        "amount", "amounts", "bulk_or_amounts", "packages", "money",
    }  # fmt: skip
