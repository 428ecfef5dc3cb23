"""Mutation testing: which mutants are made, and that the list of survivors names mutants that exist."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml

from tools.mutants.making import mutants

ROOT = Path(__file__).resolve().parents[2]
LISTED = yaml.safe_load((ROOT / "tests" / "mutants" / "survivors.yaml").read_text(encoding="utf-8"))


def made(source: str) -> list[str]:
    return [one.code for one in mutants("x.py", ast.parse(source))]


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("return a < 3", ["return None", "return a <= 3", "return a < 4"]),
        ("return not a", ["return None", "return a"]),
        ("return a and b", ["return None", "return a or b"]),
        ("return a + b", ["return None", "return a - b"]),
        ("return ''", ["return None", "return 'XX'"]),
        ("return True", ["return None", "return False"]),
        ("a.b = c", ["pass"]),
        ("a += 1", ["pass", "a += 2"]),
        ("raise E", ["pass"]),
        (
            "return [x for x in a if x]",
            ["return None", "return [x for x in a if True]", "return [x for x in a if False]"],
        ),
        ("return b if a else c", ["return None", "return b if True else c", "return b if False else c"]),
    ],
)
def test_each_line_is_changed_in_every_way_that_a_test_should_notice(line: str, changed: list[str]) -> None:
    assert [code.split(" → ")[1] for code in made(f"def f(a, b, c):\n    {line}\n    return None")] == changed


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is."""',
        "from a import b",
        "Kind = Literal['a', 'b']",
        "Header: TypeAlias = 'Mapping[str, Value]'",
        "if TYPE_CHECKING:\n    a = 1",
        "class Shape(Protocol):\n    a = 1",
        "@dataclass(frozen=True)\nclass A:\n    b: int",
        "def f():\n    raise ValueError('what')\n    return None",
    ],
)  # fmt: skip
def test_what_only_readers_and_checkers_of_types_see_is_not_changed(source: str) -> None:
    assert [code for code in made(source) if not code.endswith("→ pass")] == []


def test_the_head_of_a_branch_is_always_and_never_taken() -> None:
    assert made("def f(a):\n    if a:\n        g()\n") == ["if a → if True", "if a → if False", "g() → pass"]


def test_two_equal_changes_of_one_function_have_two_names() -> None:
    assert made("def f():\n    g()\n    g()\n") == ["g() → pass", "g() → pass (2)"]


def test_what_happens_while_a_module_is_imported_is_told_apart() -> None:
    found = mutants("x.py", ast.parse("A = f()\ndef f():\n    return 1\ndef g():\n    return 2\n"))
    assert {(one.scope, one.function) for one in found} == {("f", ""), ("g", "g")}


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: f"{entry['file']} {entry['function']}")
def test_a_listed_survivor_is_a_mutant_that_is_made_and_says_why_no_test_can_notice_it(
    entry: dict[str, object],
) -> None:
    path = ROOT / str(entry["file"])
    codes = {
        one.code
        for one in mutants(str(entry["file"]), ast.parse(path.read_text(encoding="utf-8")))
        if one.scope == entry["function"]
    }
    assert set(entry["mutants"]) <= codes  # type: ignore[call-overload]
    assert len(str(entry["reason"]).split()) > 3
