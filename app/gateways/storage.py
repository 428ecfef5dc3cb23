"""File storage: a folder by default, any fsspec URL by setting; a file is there whole or not at all."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

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
    """Keep files in any fsspec file system, an S3 bucket for example."""

    def __init__(self, url: str) -> None:
        self._fs, self._root = fsspec.core.url_to_fs(url)

    def put(self, key: str, data: bytes) -> None:
        self._fs.pipe_file(f"{self._root}/{key}", data)

    def get(self, key: str) -> bytes:
        data: bytes = self._fs.cat_file(f"{self._root}/{key}")
        return data

    def delete(self, key: str) -> None:
        if self._fs.exists(f"{self._root}/{key}"):
            self._fs.rm_file(f"{self._root}/{key}")

    def keys(self, prefix: str, *, older_than: datetime | None = None) -> list[str]:
        found = [str(path) for path in self._fs.find(f"{self._root}/{prefix}")]
        if older_than is not None:
            found = [path for path in found if _aware(self._fs.modified(path)) < older_than]
        return sorted(path.removeprefix(f"{self._root}/") for path in found)

    def drop_unfinished(self, prefix: str, *, older_than: datetime) -> list[str]:
        """Find nothing: object stores show a file when it is whole and not before."""
        del prefix, older_than
        return []


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def storage(url: str) -> Storage:
    """Return the storage at a path or URL."""
    return Remote(url) if "://" in url else Folder(Path(url))
