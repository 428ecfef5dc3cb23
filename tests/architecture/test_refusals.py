"""Every refusal has its sentence, every sentence its refusal, and it stands in the wing that refuses."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from app.catalogue.faults import WORDS
from app.views.screens import REFUSALS
from app.views.words import refusals
from app.views.words.columns import CATALOGUE

ROOT = Path(__file__).parents[2]
SHARED = "words"
#: no trades of their own: what they refuse stands with what many features refuse
ROOMS = {"base", "demo", "frame", "history", "lists", SHARED}
#: the verbs, their gate and their rules are one wing; certificates and formats draw PDFs, the former by `gateways()`
WING_OF = {
    "app/domain/workflow.py": "workflow",
    "app/services/actions": "workflow",
    "app/gateways/pdf": SHARED,
    "app/gateways/typesetting": SHARED,
}
#: built of a part and a table's key
BUILT = {"no_goods_lines": "app/domain/imports/records.py"}
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)*")


@cache
def trees() -> Mapping[str, ast.AST]:
    """Return every module of the program but those with the sentences, by its path."""
    paths = (path for path in (ROOT / "app").rglob("*.py") if path.name != "refusals.py")
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def importers() -> Mapping[str, set[str]]:
    """Return the paths that import a module, by the module's dotted name."""
    names = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in trees()}
    found: dict[str, set[str]] = defaultdict(set)
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for one in node.names:
                    whole = f"{node.module}.{one.name}"
                    found[whole if whole in names else node.module].add(path)
    return found


@cache
def wings(path: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the wing of a module; of one below the wings, those that reach it."""
    room = "/".join(path.split("/")[:3])
    if path in WING_OF or room in WING_OF:
        return frozenset({WING_OF.get(path) or WING_OF[room]})
    if path.startswith(("app/services/", "app/views/")) and path.count("/") > 2:
        return frozenset({path.split("/")[2]})
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    parts = name.split(".")
    packages = [".".join(parts[:end]) for end in range(3, len(parts))] if path.startswith("app/gateways/") else []
    users = {user for one in (name, *packages) for user in importers().get(one, ())}
    past = ("app/models/", "app/commands", "app/jobs", "app/gateways/__init__")
    inner = (wings(user, seen | {path}) for user in users - seen - {path} if not user.startswith(past))
    return frozenset().union(*inner)


def raised(tree: ast.AST) -> Iterator[str]:
    """Yield the codes that errors are made of in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2].lstrip("_")
            named = [word.value for word in node.keywords if word.arg == "code"]
            place = 1 if name in ("FieldError", "error", "warning") else 0
            is_error = name.endswith(("Error", "Refused")) or name in ("error", "warning", "silence")
            found = (named or node.args[place : place + 1]) if is_error else []
        elif isinstance(node, ast.ClassDef):
            lines = (one for one in node.body if isinstance(one, ast.Assign))
            found = [one.value for one in lines if ast.unparse(one.targets[0]) == "code"] if node.bases else []
        else:
            continue
        for one in found:
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value):
                yield one.value


@cache
def raisers() -> Mapping[str, set[str]]:
    """Return the modules that make an error of a code, or hand the code on; a column's name proves nothing."""
    made, named = defaultdict(set), defaultdict(set)
    for path, tree in trees().items():
        for code in raised(tree):
            made[code].add(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named[node.value].add(path)
    known = {code for table in tables().values() for code in table}
    found = {code: made[code] | (set() if code in CATALOGUE else named[code]) for code in known | set(made)}
    for code, paths in found.items():
        below = {path for path in paths if not path.startswith("app/views/")}
        found[code] = below or paths
    return found | {code: {path} for code, path in BUILT.items()}


def tables() -> Mapping[str, Mapping[str, object]]:
    """Return the sentences of each wing, and of those that are shared."""
    return {SHARED: refusals.SHARED, **{wing_of(module): module.SENTENCES for module in REFUSALS}}


def wing_of(module: ModuleType) -> str:
    return module.__name__.split(".")[2]


def home(code: str) -> str:
    """Return the wing where a sentence belongs: that of those who raise it, or the shared table for many."""
    found = frozenset().union(*(wings(path) for path in raisers()[code]))
    wing = next(iter(found)) if len(found) == 1 else SHARED
    return SHARED if wing in ROOMS else wing


def test_every_refusal_has_its_sentence() -> None:
    known = {code for table in tables().values() for code in table}
    places = ("app/domain/", "app/services/", "app/gateways/", "app/reports/", "app/views/")
    lacking = {
        code: sorted(paths)
        for code, paths in raisers().items()
        if code not in known and code not in WORDS and any(path.startswith(places) for path in paths)
    }
    assert lacking == {}, "Write the sentence in refusals.py of the wing that refuses"


def test_every_sentence_is_somebodys() -> None:
    idle = [f"{wing}: {code}" for wing, table in tables().items() for code in table if not raisers()[code]]
    assert idle == []


@pytest.mark.parametrize("wing", tables())
def test_a_sentence_stands_in_the_wing_that_refuses(wing: str) -> None:
    astray = {code: home(code) for code in tables()[wing] if home(code) != wing}
    assert astray == {}, f"They stand in app/views/{wing}/refusals.py and belong in that of the wing named here"


def test_a_sentence_stands_once() -> None:
    codes = [code for table in tables().values() for code in table]
    assert sorted(codes) == sorted(set(codes))


def test_every_wing_with_refusals_is_gathered() -> None:
    files = {path.parent.name for path in (ROOT / "app/views").glob("*/refusals.py")}
    assert files == set(tables())
