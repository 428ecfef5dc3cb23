"""File storage: a folder by default, any fsspec URL by setting; a file is there whole or not at all."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import fsspec


class Storage(Protocol):
    """Keep bytes under a key; keys are paths of our own making, never names that users gave."""

    def put(self, key: str, data: bytes) -> None:
        """Store the bytes; the key holds them whole when this returns, and nothing when it raises."""

    def get(self, key: str) -> bytes:
        """Return the bytes; raises FileNotFoundError."""

    def delete(self, key: str) -> None:
        """Remove the key; does nothing when it is not there."""

    def keys(self, prefix: str, *, older_than: datetime | None = None) -> list[str]:
        """Return the keys below a prefix, or those of them that were written before a moment."""

    def drop_unfinished(self, prefix: str, *, older_than: datetime) -> list[str]:
        """Remove what killed writers have left below a prefix, and return what it was."""


class Folder:
    """Keep files below a folder; written aside, synced, then renamed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, key: str, data: bytes) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{uuid.uuid4().hex[:8]}")  # threads write the same key too
        try:
            with draft.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def get(self, key: str) -> bytes:
        return self._path(key).read_bytes()

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def keys(self, prefix: str, *, older_than: datetime | None = None) -> list[str]:
        files = (p for p in (self._root / prefix).rglob("*") if p.is_file() and not p.name.startswith("."))
        limit = older_than.timestamp() if older_than else float("inf")
        return sorted(p.relative_to(self._root).as_posix() for p in files if p.stat().st_mtime < limit)

    def drop_unfinished(self, prefix: str, *, older_than: datetime) -> list[str]:
        limit = older_than.timestamp()
        drafts = [p for p in (self._root / prefix).rglob(".*") if p.is_file() and p.stat().st_mtime < limit]
        for path in drafts:
            path.unlink(missing_ok=True)
        return sorted(path.relative_to(self._root).as_posix() for path in drafts)

    def _path(self, key: str) -> Path:
        path = (self._root / key).resolve()
        if not path.is_relative_to(self._root.resolve()):
            raise ValueError("a key that leaves the storage")
        return path


class Remote:
    """Keep files in any fsspec file system, an S3 bucket for example.

    Other processes write here too, so nothing is answered from listings that fsspec remembers: a sweep that believed
    an old one would take away a file that has just come again.
    """

    def __init__(self, url: str) -> None:
        # A scheme that nobody knows, or whose package is missing, fails here and not at first use.
        fsspec.get_filesystem_class(fsspec.utils.get_protocol(url))
        self._url = url

    def put(self, key: str, data: bytes) -> None:
        files, root = self._connected()
        files.pipe_file(f"{root}/{key}", data)

    def get(self, key: str) -> bytes:
        files, root = self._connected()
        data: bytes = files.cat_file(f"{root}/{key}")
        return data

    def delete(self, key: str) -> None:
        files, root = self._connected()
        with suppress(FileNotFoundError):
            files.rm_file(f"{root}/{key}")

    def keys(self, prefix: str, *, older_than: datetime | None = None) -> list[str]:
        files, root = self._connected()
        files.invalidate_cache()
        found = [str(path) for path in files.find(f"{root}/{prefix}")]
        if older_than is not None:
            found = [path for path in found if _is_older(files, path, than=older_than)]
        return sorted(path.removeprefix(f"{root}/") for path in found)

    def drop_unfinished(self, prefix: str, *, older_than: datetime) -> list[str]:
        """Find nothing: object stores show a file when it is whole and not before."""
        del prefix, older_than
        return []

    def _connected(self) -> tuple[Any, str]:
        return _connect(self._url, os.getpid())


@cache
def _connect(url: str, _process: int) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it; a process has its own: connections do not survive a fork."""
    files, root = fsspec.core.url_to_fs(url)
    return files, str(root)


def _is_older(files: Any, path: str, *, than: datetime) -> bool:
    try:
        return _aware(files.modified(path)) < than
    except FileNotFoundError:  # removed since it was listed
        return False


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def storage(url: str) -> Storage:
    """Return the storage at a path or URL; a folder that is written as a URL is a folder all the same."""
    folder = url.removeprefix("file://")
    return Remote(url) if "://" in folder else Folder(Path(folder))
