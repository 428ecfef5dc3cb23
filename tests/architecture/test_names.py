"""A name means one thing: no two classes of one name meet where one module can see both."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: they import every wing there is, and nobody reads a journey in them
REGISTRIES = {"app.views.screens", "app.views", "app.jobs", "app.commands"}


@cache
def trees() -> Mapping[str, ast.Module]:
    """Return every module of the program, by its dotted name."""
    paths = sorted((ROOT / "app").rglob("*.py"))
    return {
        path.relative_to(ROOT).as_posix().removesuffix(".py").removesuffix("/__init__").replace("/", "."): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in paths
    }


@cache
def imported(name: str) -> frozenset[str]:
    """Return the modules of the program that a module imports."""
    found = set()
    for node in ast.walk(trees()[name]):
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{one.name}" for one in node.names}
            found |= {one if one in trees() else node.module for one in whole}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return frozenset(found & trees().keys())


def met(name: str) -> frozenset[str]:
    """Return the modules that a reader of a module meets: itself, what it imports, and what that imports."""
    first = imported(name)
    return frozenset({name}).union(first, *(imported(one) for one in first))


def test_classes_that_meet_have_names_of_their_own() -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for name, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].add(name)
    shared = {one: names for one, names in homes.items() if len(names) > 1}
    twice = {
        f"{one} in {', '.join(sorted(names & met(name)))}": name
        for name in trees().keys() - REGISTRIES
        for one, names in shared.items()
        if len(names & met(name)) > 1
    }
    assert twice == {}
