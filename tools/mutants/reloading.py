"""Bring what a mutant changes while a module is imported into a child: import the rules again, or bind names anew."""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from enum import EnumType
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

_PLAIN = (bool, int, float, str, tuple, frozenset)
#: Imported again in a child; the rest of the application keeps the modules that it has.
AGAIN = ("app.domain", "app.catalogue", "tests")


class Importers:
    """Know which test files import a module, by way of the rules or the catalogue too."""

    def __init__(self, root: Path) -> None:
        self._imports: dict[str, set[str]] = {}
        for path in [*root.joinpath("app").rglob("*.py"), *root.joinpath("tests").rglob("*.py")]:
            self._imports[str(path.relative_to(root))] = set(_imported(path))
        self._sound: set[str] = set()

    def of(self, file: str) -> set[str]:
        """Return every file that imports this one, directly or not, as far as it is imported again."""
        found, waiting = {file}, [file]
        while waiting:
            name = _module(waiting.pop())
            for importer, names in self._imports.items():
                if importer not in found and name in names and _module(importer).startswith(AGAIN):
                    found.add(importer)
                    waiting.append(importer)
        return found

    def is_sound(self, file: str) -> bool:
        """Tell whether importing this file again was tried before; it counts as tried now."""
        known = file in self._sound
        self._sound.add(file)
        return known


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imported(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    return found


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Give one module the code of a mutant when it is imported."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(
        self, name: str, _path: object = None, _target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Answer for this module only."""
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant's code as the module."""
        exec(self.code, module.__dict__)  # noqa: S102 the code is ours but for the mutant


def purge(file: str, code: CodeType, root: Path) -> None:
    """Forget the rules, the catalogue and the tests; the next import of the file brings the mutant."""
    for name in [name for name in sys.modules if name.startswith(AGAIN)]:
        if not name.startswith("tests.conftest"):
            parent, _, last = name.rpartition(".")
            del sys.modules[name]
            if parent in sys.modules and not parent.startswith(AGAIN):
                vars(sys.modules[parent]).pop(last, None)
    sys.meta_path.insert(0, _Mutated(_module(file), root / file, code))


def change(file: str, tree: ast.Module, root: Path) -> bool:
    """Bring what a mutated module defines and assigns into the running one; False where only a new import does it.

    Defaults of functions and attributes of classes are taken over, then the assignments are worked out again with
    them, and whoever imported an assigned name gets the new value. The members of an enum are objects of their own.
    """
    module = sys.modules[_module(file)]
    code = compile(tree, str(root / file), "exec", dont_inherit=True)
    fresh = {"__name__": module.__name__, "__file__": str(root / file)}
    exec(code, fresh)  # noqa: S102 the code is ours but for the mutant
    if any(
        isinstance(new, EnumType) and _members(new) != _members(vars(module).get(name)) for name, new in fresh.items()
    ):
        return False
    for name, new in fresh.items():
        _take_over(vars(module).get(name), new)
    assignments = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    again = dict(vars(module))
    exec(compile(ast.Module(assignments, []), str(root / file), "exec", dont_inherit=True), again)  # noqa: S102
    holders = [one for key, one in list(sys.modules.items()) if key.startswith(("app.", "tests."))]
    for name in _assigned(assignments):
        old = vars(module).get(name)
        for holder in holders:
            if name in vars(holder) and vars(holder)[name] is old:
                setattr(holder, name, again[name])
    return True


def _members(enum: Any) -> dict[str, Any]:
    return {name: member.value for name, member in enum.__members__.items()} if isinstance(enum, EnumType) else {}


def _take_over(old: Any, new: Any) -> None:
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    elif isinstance(old, type) and isinstance(new, type) and old is not new:
        for key, value in vars(new).items():
            if isinstance(old, EnumType):
                continue
            if isinstance(value, FunctionType):
                _take_over(vars(old).get(key), value)
            elif not key.startswith("__") and (value is None or isinstance(value, _PLAIN)):
                setattr(old, key, value)


def _assigned(statements: list[Any]) -> list[str]:
    targets = [
        target for node in statements for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    flat = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return [target.id for target in flat if isinstance(target, ast.Name)]
