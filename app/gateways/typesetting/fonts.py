"""The fonts of the paper: which files of this machine they are, whether they were tested, and one folder of them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from app.gateways.typesetting.port import FontsMissingError

TABLE = Path(__file__).with_name("font_sets.yaml")
#: where Debian's packages and administrators put fonts
SYSTEM_FOLDERS = (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


@dataclass(frozen=True, kw_only=True)
class Font:
    """A file of the paper and where it comes from."""

    file: str
    family: str
    package: str
    licence: str
    needed: bool = False


@dataclass(frozen=True, kw_only=True)
class FontTable:
    """The files in the order of the paper, and per tested set the SHA-256 of each."""

    fonts: tuple[Font, ...]
    sets: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class FontSet:
    """What this machine prints with: links to exactly these files in one folder, and the families in their order.

    `name` is that of a tested set, or "untested:" and the beginning of the hash of all files; `absent` and `other`
    name the files that differ from the nearest tested set. `faces` is the first file of each family.
    """

    name: str
    folder: Path
    families: tuple[str, ...]
    faces: tuple[Path, ...]
    absent: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    @property
    def is_tested(self) -> bool:
        return not self.name.startswith("untested:")


@cache
def table(path: Path = TABLE) -> FontTable:
    """Read the table of fonts."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    sets = {name: {file: row["sha256"] for file, row in files.items()} for name, files in raw["sets"].items()}
    return FontTable(fonts=tuple(Font(**row) for row in raw["files"]), sets=sets)


def places(folders: Iterable[Path], fonts: FontTable) -> dict[str, Path]:
    """Return where the table's files lie; the first folder that has a file wins."""
    wanted = {font.file for font in fonts.fonts}
    found: dict[str, Path] = {}
    for folder in folders:
        for here, below, files in os.walk(folder, followlinks=True):
            below.sort()
            for file in wanted.intersection(files):
                found.setdefault(file, Path(here, file))
    return found


def lacking(folders: Iterable[Path], fonts: FontTable | None = None) -> tuple[str, ...]:
    """Return the Debian packages without whose fonts nothing can be printed here."""
    fonts = fonts or table()
    found = places(folders, fonts)
    return tuple(dict.fromkeys(font.package for font in fonts.fonts if font.needed and font.file not in found))


def assemble(folders: Iterable[Path], *, keep: Path, fonts: FontTable | None = None) -> FontSet:
    """Return the set of this machine, its links made in a folder below `keep`; raises FontsMissingError."""
    fonts, folders = fonts or table(), tuple(folders)
    found = places(folders, fonts)
    if missing := lacking(folders, fonts):
        raise FontsMissingError(fonts=" ".join(missing))
    files = {font.file: found[font.file] for font in fonts.fonts if font.file in found}
    hashes = _hashes(files, keep)
    whole = hashlib.sha256(json.dumps([hashes, {file: str(path) for file, path in files.items()}]).encode()).hexdigest()
    name, absent, other = _name(hashes, fonts)
    return FontSet(
        name=name,
        folder=_linked(files, keep / whole[:24]),
        families=tuple(dict.fromkeys(font.family for font in fonts.fonts if font.file in found)),
        faces=tuple({font.family: found[font.file] for font in reversed(fonts.fonts) if font.file in found}.values()),
        absent=absent,
        other=other,
    )


def _name(hashes: Mapping[str, str], fonts: FontTable) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the name of the set, and what is absent from the nearest tested one and what is another file there."""
    differing = {
        name: ([file for file in files if file not in hashes], [f for f, h in hashes.items() if files.get(f) != h])
        for name, files in fonts.sets.items()
    }
    nearest = min(differing, key=lambda name: sum(map(len, differing[name])))
    absent, other = differing[nearest]
    if not absent and not other:
        return nearest, (), ()
    short = hashlib.sha256(json.dumps(sorted(hashes.items())).encode()).hexdigest()[:12]
    return f"untested:{short}", tuple(absent), tuple(other)


def cache_folder() -> Path:
    """Return a folder of ours that outlives the process, else one of this process alone."""
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    folder = Path(home).expanduser() / "customs-certificates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return _folder_of_this_process()


@cache
def _folder_of_this_process() -> Path:
    return Path(tempfile.mkdtemp(prefix="certificates-"))


def _hashes(files: Mapping[str, Path], keep: Path) -> dict[str, str]:
    """Return the SHA-256 of each file; what was read once is remembered by path, size and time."""
    memory = keep / "hashes.json"
    known: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(memory.read_text(encoding="utf-8"))
    keys = {}
    for file, path in files.items():
        seen = path.stat()
        keys[file] = f"{path}|{seen.st_size}|{seen.st_mtime_ns}"
    new = {key: hashlib.sha256(files[file].read_bytes()).hexdigest() for file, key in keys.items() if key not in known}
    if new:
        write(memory, json.dumps(known | new).encode())
    return {file: (known | new)[key] for file, key in keys.items()}


def write(path: Path, data: bytes) -> None:
    """Write a file of the cache whole or not at all, whoever else writes it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(draft).replace(path)


def _linked(files: Mapping[str, Path], folder: Path) -> Path:
    """Make the folder of links; the first of several processes makes it, the others find it whole."""
    if _is_whole(files, folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent))
    for file, path in files.items():
        try:
            (draft / file).symlink_to(path.resolve())
        except OSError:  # Windows lets few users make links
            shutil.copyfile(path, draft / file)
    if folder.exists() and not _is_whole(files, folder):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        draft.rename(folder)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _is_whole(files: Mapping[str, Path], folder: Path) -> bool:
    return folder.is_dir() and {path.name for path in folder.iterdir() if path.exists()} == set(files)
