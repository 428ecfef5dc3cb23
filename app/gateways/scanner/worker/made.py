"""What the readers of each type return or raise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Made:
    """Hold the rewritten file."""

    data: bytes
    media_type: str
    pages: int = 1
    is_cleaned: bool = False
    is_converted: bool = False


class Refused(Exception):  # noqa: N818 an answer, not an accident
    """Refuse a file with a code of `domain/scans.py` and what its sentence names."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params


def check_pixels(width: int, height: int, limit: int) -> None:
    """Raise Refused for an image with more pixels than are allowed."""
    if width < 1 or height < 1:
        raise Refused("scan_damaged")
    if width * height > limit:
        raise Refused("scan_too_many_pixels", limit=limit // 1_000_000, pixels=-(-width * height // 1_000_000))
