"""docs/asvs.yaml is complete and names nothing that is not there (bar S13)."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.bar("S13")
ROOT = Path(__file__).resolve().parents[2]
TABLE = yaml.safe_load((ROOT / "docs/asvs.yaml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = TABLE["requirements"]
KINDS = ("test", "reason", "open")
#: Requirements of levels 1 and 2 in each chapter of ASVS 5.0.0.
COUNTS = {
    "V1": 27, "V2": 11, "V3": 19, "V4": 10, "V5": 9, "V6": 35, "V7": 18, "V8": 7, "V9": 7, "V10": 29, "V11": 14,
    "V12": 9, "V13": 13, "V14": 9, "V15": 13, "V16": 16, "V17": 7,
}  # fmt: skip
LEVELS = {1: 70, 2: 183}
#: Requirements in words that we fail: few, and each with its reason.
MOST_OPEN = 8


def test_every_requirement_of_levels_1_and_2_stands_there_once() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"V\d{1,2}\.\d{1,2}\.\d{1,2}", found) for found in ids)
    assert Counter(found.partition(".")[0] for found in ids) == COUNTS
    assert Counter(row["level"] for row in ROWS) == LEVELS
    assert ids == sorted(ids, key=lambda found: [int(part) for part in found[1:].split(".")])


def test_every_requirement_has_a_test_or_a_reason_or_is_open() -> None:
    for row in ROWS:
        assert set(row) == {"id", "level", "says", *(kind for kind in KINDS if kind in row)}, row
        assert sum(kind in row for kind in KINDS) == 1, row
        assert all(row[key] for key in row), row
    assert sum("open" in row for row in ROWS) <= MOST_OPEN


@pytest.mark.parametrize("row", [row for row in ROWS if "test" in row], ids=lambda row: row["id"])
def test_every_named_test_exists(row: dict[str, Any]) -> None:
    for node in row["test"]:
        path, _, name = node.partition("::")
        assert (ROOT / path).is_file(), node
        assert name in _tests_of(path), node


def test_every_named_file_and_section_exists() -> None:
    named = [place for row in ROWS for place in re.findall(r"(?:docs|app|tests)/[\w/.#-]+\w", str(row))]
    assert named
    for place in named:
        path, _, section = place.partition("::")[0].partition("#")
        assert (ROOT / path).exists(), place
        assert not section or section in _sections_of(path), place


@cache
def _tests_of(path: str) -> frozenset[str]:
    """Return the tests of a file as pytest names them, without running anything."""
    body = ast.parse((ROOT / path).read_text("utf-8")).body
    groups = {f"{group.name}::": group.body for group in body if isinstance(group, ast.ClassDef)} | {"": body}
    return frozenset(
        prefix + node.name for prefix, found in groups.items() for node in found if isinstance(node, ast.FunctionDef)
    )


@cache
def _sections_of(path: str) -> frozenset[str]:
    """Return the anchors that readers of Markdown make of headings."""
    headings = re.findall(r"^#+ (.+)$", (ROOT / path).read_text("utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings)
