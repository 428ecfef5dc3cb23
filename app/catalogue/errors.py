"""What is wrong with a file of the catalogue, in words."""

from __future__ import annotations

from pathlib import Path


class CatalogueError(Exception):
    """Name the file and the reason why the catalogue cannot be used."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"{path}: {reason}")
