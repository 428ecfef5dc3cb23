"""Conditions that wait for each other are found, whatever else waits."""

from __future__ import annotations

from app.catalogue.forms.circles import circle


def test_a_chain_is_no_circle() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set(), "d": {"b", "c"}}) == []


def test_a_circle_is_named_without_what_leads_to_it() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]
    assert circle({"a": {"a"}}) == ["a"]
