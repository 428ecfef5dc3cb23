"""Fetch the pinned browser libraries from the npm registry, and check them against their hash lists."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
LIST_NAME = "vendor.json"


@dataclass(frozen=True)
class Library:
    """A browser library: where it goes, and which files of its npm package are taken."""

    name: str
    version: str
    licence: str
    folder: str
    files: Mapping[str, str]

    @property
    def place(self) -> str:
        return f"{self.name}-{self.version}"


LIBRARIES = (
    Library(
        name="tabulator-tables",
        version="6.5.3",
        licence="MIT",
        folder="app/static/vendor",
        files={
            "dist/js/tabulator.min.js": "tabulator.min.js",
            "dist/css/tabulator.min.css": "tabulator.min.css",
            "dist/css/tabulator_bootstrap3.min.css": "tabulator_bootstrap3.min.css",
            "LICENSE": "LICENSE",
        },
    ),
    Library(
        name="jstree",
        version="3.3.17",
        licence="MIT",
        folder="app/static/vendor",
        files={"dist/jstree.min.js": "jstree.min.js", "LICENSE-MIT": "LICENSE"},
    ),
    Library(
        name="echarts",
        version="6.1.0",
        licence="Apache-2.0",
        folder="app/static/vendor",
        files={"dist/echarts.common.min.js": "echarts.common.min.js", "LICENSE": "LICENSE", "NOTICE": "NOTICE"},
    ),
    Library(
        name="axe-core",
        version="4.14.1",
        licence="MPL-2.0",
        folder="tests/browser/vendor",
        files={"axe.min.js": "axe.min.js", "LICENSE": "LICENSE", "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt"},
    ),
)


def folders() -> list[str]:
    """List the folders that hold vendored libraries."""
    return sorted({library.folder for library in LIBRARIES})


def fetch(library: Library, *, root: Path = ROOT) -> None:
    """Fetch one library with the npm client and put the files that we use into its folder."""
    with tempfile.TemporaryDirectory() as scratch:
        pack = ["npm", "pack", f"{library.name}@{library.version}", "--ignore-scripts", "--silent"]
        subprocess.run([*pack, "--pack-destination", scratch], check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(scratch).glob("*.tgz")
        target = root / library.folder / library.place
        target.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as package:
            for source, name in library.files.items():
                content = package.extractfile(f"package/{source}")
                if content is None:
                    raise FileNotFoundError(f"{library.place} has no file {source}")
                (target / name).write_bytes(content.read())


def listing(folder: str, *, root: Path = ROOT) -> list[dict[str, Any]]:
    """Describe the libraries of a folder as they lie on disk, with a SHA-256 for each file."""
    return [
        {
            "name": library.name,
            "version": library.version,
            "licence": library.licence,
            "files": {
                f"{library.place}/{name}": _sha256(root / folder / library.place / name)
                for name in sorted(library.files.values())
            },
        }
        for library in LIBRARIES
        if library.folder == folder
    ]


def problems(folder: str, *, root: Path = ROOT) -> list[str]:
    """Compare a folder with its hash list; say in words what differs."""
    path = root / folder / LIST_NAME
    if not path.is_file():
        return [f"{folder}/{LIST_NAME} is missing: run make vendor"]
    recorded = json.loads(path.read_text(encoding="utf-8"))
    pinned = {library.place for library in LIBRARIES if library.folder == folder}
    found = [f"{folder}: {place} is pinned but not in {LIST_NAME}" for place in sorted(pinned - _places(recorded))]
    found += [f"{folder}: {place} is in {LIST_NAME} but not pinned" for place in sorted(_places(recorded) - pinned)]
    expected = {name: digest for entry in recorded for name, digest in entry["files"].items()}
    present = {
        file.relative_to(root / folder).as_posix()
        for file in (root / folder).rglob("*")
        if file.is_file() and file != path
    }
    found += [f"{folder}/{name} is not in {LIST_NAME}" for name in sorted(present - expected.keys())]
    for name, digest in sorted(expected.items()):
        if name not in present:
            found.append(f"{folder}/{name} is missing")
        elif _sha256(root / folder / name) != digest:
            found.append(f"{folder}/{name} is not the file that was fetched")
    return found


def main(arguments: list[str]) -> int:
    """Check with `--check`, fetch and list without."""
    if arguments == ["--check"]:
        found = [problem for folder in folders() for problem in problems(folder)]
        print("\n".join(found) or "Vendored libraries: every file is the one that was fetched.")
        return 1 if found else 0
    for library in LIBRARIES:
        fetch(library)
        print(f"Fetched {library.place} into {library.folder}.")
    for folder in folders():
        text = json.dumps(listing(folder), indent=2, ensure_ascii=False)
        (ROOT / folder / LIST_NAME).write_text(text + "\n", encoding="utf-8")
    return 0


def _places(recorded: list[dict[str, Any]]) -> set[str]:
    return {f"{entry['name']}-{entry['version']}" for entry in recorded}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
