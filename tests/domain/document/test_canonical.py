"""Canonical bytes: the same value gives the same hash on both sides of the exchange."""

from __future__ import annotations

import hashlib

import pytest

from app.domain.document.canonical import canonical_bytes, sha256_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": [1, True, None, False], "a": ("x", "鱼")}, '{"a":["x","鱼"],"b":[1,true,null,false]}'),
        ('a"b\n', '"a\\"b\\n"'),
        ({}, "{}"),
        (-3, "-3"),
    ],
)
def test_objects_are_sorted_and_written_without_blanks_and_escapes(value: object, text: str) -> None:
    assert canonical_bytes(value) == text.encode()
    assert sha256_of(value) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (0.5, "float has no canonical form"),
        ({"weight": [1.0]}, "float has no canonical form"),
        ({"a": {1: "x"}}, "a key must be a text"),
        ([{"a": {"x"}}], "set has no canonical form"),
        ("\ud800", "half a character"),
        (float("nan"), "float has no canonical form"),
    ],
)
def test_what_two_languages_write_in_two_ways_is_refused(value: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        canonical_bytes(value)
