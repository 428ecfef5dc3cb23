"""How the sandbox misbehaves: chances that are possible, and the same draws from the same seed."""

from __future__ import annotations

import pytest

from app.gateways.customs.sandbox.faults import FAULTS, Faults, parse


def test_chances_are_read_from_a_line() -> None:
    assert parse("drop=0.1, late=0.2,") == {"drop": 0.1, "late": 0.2}
    with pytest.raises(ValueError, match="could not convert"):
        parse("drop")


@pytest.mark.parametrize("chances", [{"burn": 0.1}, {"drop": 1.5}, {"drop": -0.1}, {"drop": 0.6, "late": 0.6}])
def test_impossible_chances_are_refused(chances: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="faults are drop"):
        Faults(chances)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_certain_fault_always_happens_and_without_chances_none_does(fault: str) -> None:
    assert {Faults({fault: 1}).draw() for _ in range(5)} == {fault}
    assert Faults({fault: 0}).draw() == ""


def test_the_same_seed_draws_the_same() -> None:
    first, second = (Faults({"drop": 0.3, "half": 0.3}, seed=7) for _ in range(2))
    draws = [first.draw() for _ in range(50)]
    assert draws == [second.draw() for _ in range(50)]
    assert set(draws) == {"", "drop", "half"}


def test_shuffled_answers_are_the_same_ones() -> None:
    items: list[dict[str, object]] = [{"n": number} for number in range(20)]
    mixed = Faults().shuffled(items)
    assert mixed != items
    assert sorted(mixed, key=str) == sorted(items, key=str)
