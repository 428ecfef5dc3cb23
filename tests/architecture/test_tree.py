"""The tree keeps its rules: every file says what it is, rooms stay small, nothing unfinished, no foreign paths."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "app", "benchmarks", "docs", "migrations", "tests", "tools", "translations", ".ci",
    "Makefile", "README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md",
    "babel.cfg", "config.py", "pyproject.toml", "run.py",
)  # fmt: skip
TEXT = {".py", ".css", ".js", ".html", ".sh", ".yaml", ".csv", ".md", ".po", ".cfg", ".toml", ".txt", ".mako", ""}
MAX_FILE_LINES, MAX_FUNCTION_LINES = 300, 40
#: File or file::function that may be longer, each with its reason.
LONGER: dict[str, str] = {}

FIRST_LINES = {
    ".py": re.compile(r'[rR]?"""\S'),
    ".css": re.compile(r"/\*\s*\S"),
    ".js": re.compile(r"//\s*\S|/\*+\s*\S"),
    ".html": re.compile(r"\{#-?\s*\S|<!--\s*\S"),
    ".sh": re.compile(r"#\s*\S"),
    "Makefile": re.compile(r"#\s*\S"),
    ".cfg": re.compile(r"#\s*\S"),
    ".po": re.compile(r"#\s*\S"),
}
#: Written so that this file does not find itself.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|HA" + r"CK|XX" + r"X)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(wor" + r"k|far" + r"m|roo" + r"t|home/[a-z]+)/")
SCRATCH_PATHS = re.compile(r"(?<![\w.])/tm" + r"p/")


def files() -> list[Path]:
    """List our own text files: no vendored library, nothing generated."""
    found: list[Path] = []
    for name in OURS:
        place = ROOT / name
        found += [place] if place.is_file() else place.rglob("*")
    return sorted(
        path
        for path in found
        if path.is_file()
        and path.suffix in TEXT
        and not {"vendor", "__pycache__", "node_modules", "pending"} & set(path.relative_to(ROOT).parts)
    )


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def first_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines() or [""]
    return lines[1] if lines[0].startswith("#!") and len(lines) > 1 else lines[0]


def functions(tree: ast.AST, *, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Walk the functions of a module as (name with its classes, number of lines)."""
    for node in ast.iter_child_nodes(tree):
        name = f"{prefix}{getattr(node, 'name', '')}"
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield name, (node.end_lineno or node.lineno) - node.lineno + 1
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from functions(node, prefix=f"{name}.")


def test_the_first_line_of_every_file_says_what_it_is() -> None:
    silent = [
        named(path)
        for path in files()
        if (pattern := FIRST_LINES.get(path.suffix or path.name))
        and not pattern.match(first_line(path))
        and path.read_text(encoding="utf-8").strip()
    ]
    empty_modules = [
        named(path) for path in files() if path.suffix == ".py" and not path.read_text(encoding="utf-8").strip()
    ]
    assert silent + empty_modules == []


def test_nothing_is_left_unfinished() -> None:
    assert [named(path) for path in files() if UNFINISHED.search(path.read_text(encoding="utf-8"))] == []


def test_no_file_knows_a_path_of_somebody_s_machine() -> None:
    wrong = []
    for path in files():
        text = path.read_text(encoding="utf-8")
        if MACHINE_PATHS.search(text) or ("tests" not in path.parts and SCRATCH_PATHS.search(text)):
            wrong.append(named(path))
    assert wrong == []


def test_files_stay_small() -> None:
    long = {
        named(path): lines
        for path in (ROOT / "app").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_FILE_LINES
    }
    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}


def test_functions_stay_small() -> None:
    long = {
        f"{named(path)}::{name}": lines
        for path in (ROOT / "app").rglob("*.py")
        for name, lines in functions(ast.parse(path.read_text(encoding="utf-8")))
        if lines > MAX_FUNCTION_LINES
    }
    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}


def test_the_list_of_longer_rooms_holds_nothing_that_is_gone() -> None:
    assert [name for name in LONGER if not (ROOT / name.partition("::")[0]).is_file()] == []


def shell_scripts() -> list[Path]:
    return [path for path in files() if path.suffix == ".sh" or path.parent.name == ".ci"]


@pytest.mark.parametrize("path", shell_scripts(), ids=named)
def test_shell_scripts_can_be_parsed(path: Path) -> None:
    assert subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False).stderr == ""


def test_imports_go_one_way() -> None:
    checker = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([str(checker), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
