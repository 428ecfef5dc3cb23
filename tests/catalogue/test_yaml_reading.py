"""YAML without surprises: keys once, no silent booleans, no aliases, and the file named in what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.catalogue.errors import CatalogueError
from app.catalogue.yaml_reading import MisreadError, parse_yaml, read_yaml

if TYPE_CHECKING:
    from pathlib import Path


def test_only_true_and_false_are_booleans() -> None:
    assert parse_yaml("{a: true, b: false, c: 'no'}", "x.yaml") == {"a": True, "b": False, "c": "no"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("en: no", "'no' would be read as yes or no"),
        ("{a: 1, a: 2}", "the key 'a' stands twice"),
        ("{1: a}", "the key '1' is no text"),
        ("{on: a}", "'on' would be read as yes or no"),
        ("{true: a}", "the key 'true' is no text"),
        ("{~: a}", "the key '~' is no text"),
        ("[&one [], *one]", "aliases are not allowed"),
        ("a: [", "expected"),
        ("[" * 500_000, "more than 100 deep"),
    ],
)
def test_what_could_be_misread_is_refused(text: str, reason: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_yaml(text, "x.yaml")
    assert reason in caught.value.reason


def test_what_was_misread_is_named_with_its_line() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_yaml("fields:\n  no: {en: No.}", "x.yaml")
    misread = caught.value.__cause__
    assert isinstance(misread, MisreadError)
    assert misread.problem_mark is not None
    assert (misread.why, misread.text, misread.problem_mark.line) == ("yes_or_no", "no", 1)


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"\xe9")
    for name in ("latin.yaml", "missing.yaml"):
        with pytest.raises(CatalogueError):
            read_yaml(tmp_path / name)
