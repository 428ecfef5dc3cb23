"""Make mutants of the rules, the gate and what freezes documents, and fail on one that lives and is not listed.

Neither mutmut nor cosmic-ray fits: mutmut changes function bodies only, while half of these rules are tables, and
names a mutant by its number, so that a list of survivors would not keep; cosmic-ray starts the tests anew for each of
some 3,600 mutants, which takes hours. Here a child is forked from a process that has the tests collected.
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "tests" / "mutants" / "survivors.yaml"
SHARE = 0.95


@dataclass(frozen=True)
class Group:
    """Name files that the same tests judge."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]

    def found(self) -> list[str]:
        """Return the files, in order, without those that hold no code."""
        paths = sorted(path for pattern in self.files for path in ROOT.glob(pattern) if path.name != "__init__.py")
        return [str(path.relative_to(ROOT)) for path in paths]


GROUPS = (
    Group("rules", ("app/domain/**/*.py",), ("tests/domain",)),
    Group("scope", ("app/models/scope.py",), ("tests/models/test_scope.py",)),
    Group("gate", ("app/services/workflow/workflow.py",), ("tests/services/workflow/test_workflow.py",)),
    Group(
        "issuing",
        ("app/services/applications/issuance.py", "app/services/certificates/freezing.py"),
        ("tests/services/applications/test_issuance.py", "tests/services/certificates/test_freezing.py"),
    ),
    Group(
        "actions",
        ("app/services/actions/*.py",),
        (
            "tests/services/actions",
            "tests/services/review/test_reviews.py",
            "tests/services/review/test_remarks.py",
            "tests/services/exchange/test_inbox.py",
        ),
    ),
)

Key = tuple[str, str, str]
Verdict = dict[str, Any]


def main() -> int:
    """Judge, print a table, and return 1 where the list and the mutants do not agree."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", help="only these files (default: all)")
    parser.add_argument("--every", type=int, default=1, help="only one of so many mutants")
    parser.add_argument("--tests", nargs="*", help="only these tests")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        running = [
            (group, to, _start(group, files, to, given))
            for group in GROUPS
            if (files := [file for file in group.found() if not given.files or file in given.files])
            and (to := Path(folder) / f"{group.name}.jsonl")
        ]
        failed = [group.name for group, _, process in running if process.wait() != 0]
        if failed or not running:
            print(f"nothing is judged: {', '.join(failed) or 'no such file'}", file=sys.stderr)
            return 1
        verdicts = [json.loads(line) for _, to, _ in running for line in to.read_text(encoding="utf-8").splitlines()]
    return _told(verdicts, _listed(LIST), is_whole=given.every == 1, is_all=given.every == 1 and not given.files)


def _start(group: Group, files: list[str], to: Path, given: argparse.Namespace) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        *(given.tests or _there(group.tests)),
        "-q",
        "--no-header",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-m", "not browser and not soak", "-p", "tools.mutants.running", f"--mutants-every={given.every}"]
    command += [f"--mutants-to={to}", *(f"--mutants-of={file}" for file in files)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def _there(tests: tuple[str, ...]) -> list[str]:
    return [one for one in tests if (ROOT / one).exists()]


def _listed(path: Path) -> dict[Key, str]:
    """Return the survivors that are known, each with the reason why no test can tell it from the original."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return {(one["file"], one["function"], code): one["reason"] for one in entries for code in one["mutants"]}


def _told(verdicts: list[Verdict], listed: dict[Key, str], *, is_whole: bool, is_all: bool) -> int:
    made = {(one["file"], one["function"], one["code"]): one["verdict"] == "survived" for one in verdicts}
    files = dict.fromkeys(one["file"] for one in verdicts)
    counts = collections.Counter(
        (file, _state(lives, key in listed)) for key, lives in made.items() for file in [key[0]]
    )
    print(f"{'file':<52}{'mutants':>9}{'killed':>9}{'listed':>9}{'alive':>9}")
    for file in files:
        states = [counts[file, state] for state in ("killed", "listed", "alive")]
        print(f"{file:<52}{sum(states):>9}{states[0]:>9}{states[1]:>9}{states[2]:>9}")
    killed = sum(not lives for lives in made.values())
    print(f"{killed} of {len(made)} mutants died: {killed / max(1, len(made)):.1%}")
    wrong = [f"not listed: {' | '.join(key)}" for key, lives in made.items() if lives and key not in listed]
    wrong += [f"listed, but it dies: {' | '.join(key)}" for key in listed if made.get(key) is False]
    if is_whole:
        wrong += [f"listed, but it is gone: {' | '.join(key)}" for key in listed if key[0] in files and key not in made]
    if is_all and killed < SHARE * len(made):
        wrong.append(f"fewer than {SHARE:.0%} died")
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


def _state(lives: bool, is_listed: bool) -> str:  # noqa: FBT001
    return "killed" if not lives else "listed" if is_listed else "alive"


if __name__ == "__main__":
    sys.exit(main())
