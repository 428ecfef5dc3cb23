"""Tests marked with a function's id, read as syntax: what they assert, and on which database or page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Fixtures that stand for a database or a page; whatever asks for one of them has one.
PLACES = frozenset({"database", "app", "context", "client", "login", "actor", "page", "live_server"})
Function = ast.FunctionDef


@dataclass(frozen=True)
class Test:
    """Hold a marked test and the file it stands in."""

    path: Path
    node: Function
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.path.relative_to(ROOT).as_posix()}::{self.node.name}"


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def marked() -> Iterator[Test]:
    """Walk every test that is marked itself, by its class or by its file."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = syntax(path)
        of_file = [
            found
            for node in tree.body
            if isinstance(node, ast.Assign) and any(ast.unparse(target) == "pytestmark" for target in node.targets)
            for found in _ids(node.value)
        ]
        yield from _tests(path, tree.body, tuple(of_file))


def asserts(test: Test) -> bool:
    """Say whether a test, or a helper of tests/ that it calls, asserts anything."""
    return _asserts(test.path, test.node, frozenset())


def has_a_place(test: Test) -> bool:
    """Say whether a test asks for a database or a page, itself or through its fixtures."""
    known = _fixtures(test.path)
    wanted, seen = set(_arguments(test.node)), set()
    for decorator in test.node.decorator_list:
        if ast.unparse(decorator).startswith("pytest.mark.usefixtures"):
            wanted |= {str(one.value) for one in ast.walk(decorator) if isinstance(one, ast.Constant)}
    while wanted - seen:
        name = (wanted - seen).pop()
        seen.add(name)
        wanted |= set(_arguments(known[name])) if name in known else set()
    return bool(PLACES & seen)


def _tests(path: Path, body: list[ast.stmt], ids: tuple[str, ...]) -> Iterator[Test]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _tests(path, node.body, (*ids, *_of(node)))
        elif isinstance(node, Function) and node.name.startswith("test_") and (found := (*ids, *_of(node))):
            yield Test(path, node, found)


def _of(node: ast.ClassDef | Function) -> list[str]:
    return [found for decorator in node.decorator_list for found in _ids(decorator)]


def _ids(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.function":
            yield from (str(one.value) for one in call.args if isinstance(one, ast.Constant))


def _arguments(node: Function) -> list[str]:
    return [one.arg for one in (*node.args.args, *node.args.kwonlyargs)]


@cache
def _fixtures(path: Path) -> dict[str, Function]:
    """Return the fixtures that a test file sees: those of the conftests above it, and its own."""
    folders = [folder for folder in reversed(path.parents) if ROOT in (folder, *folder.parents)]
    places = [place for folder in folders if (place := folder / "conftest.py").is_file()]
    return {
        node.name: node
        for place in (*places, path)
        for node in syntax(place).body
        if isinstance(node, Function) and any("fixture" in ast.unparse(one) for one in node.decorator_list)
    }


def _asserts(path: Path, node: ast.AST, seen: frozenset[str]) -> bool:
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    if any(isinstance(one, ast.Assert) for one in ast.walk(node)):
        return True
    if any(ast.unparse(call.func) == "pytest.raises" for call in calls):
        return True
    for call in calls:
        name = ast.unparse(call.func).rpartition(".")[2]
        helper = _helper(path, name)
        if helper is not None and name not in seen and _asserts(*helper, seen | {name}):
            return True
    return False


def _helper(path: Path, name: str) -> tuple[Path, Function] | None:
    """Return the function of tests/ that a name means in a file: its own or an imported one."""
    places = [path]
    for node in syntax(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
            modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            places += [ROOT / f"{str(module).replace('.', '/')}.py" for module in modules]
    for place in filter(Path.is_file, places):
        for node in syntax(place).body:
            if isinstance(node, Function) and node.name == name:
                return place, node
    return None
