"""How far the parts of a PDF unpack, and how large its pictures are; nothing is unpacked beyond the limits."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf

from .made import Refused, check_pixels

STEP = 1 << 20
FLATE = frozenset({"/FlateDecode", "/Fl"})


def measure(pdf: pikepdf.Pdf, limits: Mapping[str, int]) -> None:
    """Raise Refused when a part, or all together, unpack too far, or a picture has too many pixels."""
    left = limits["unpacked"]
    for part in pdf.objects:
        if not isinstance(part, pikepdf.Stream):
            continue
        if part.get("/Subtype") == pikepdf.Name.Image:
            check_pixels(_number(part, "/Width"), _number(part, "/Height"), limits["pixels"])
        left -= _unpacked(part, min(left, limits["unpacked_part"]))


def _number(part: Any, name: str) -> int:
    value = part.get(name)
    return int(value) if isinstance(value, int) else 1


def _unpacked(part: Any, limit: int) -> int:
    """Return the size of a stream behind its leading Flate filters; raises Refused beyond the limit."""
    data = part.read_raw_bytes()
    stages = 0
    for name in _filters(part):
        if name not in FLATE:
            break
        stages += 1
    size = len(data)
    for stage in range(stages):
        data, size = _inflated(data, limit, keep=stage < stages - 1)
    return size


def _filters(part: Any) -> list[str]:
    found = part.get("/Filter")
    if found is None:
        return []
    return [str(one) for one in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _inflated(data: bytes, limit: int, *, keep: bool) -> tuple[bytes, int]:
    """Return unpacked bytes (when they are wanted) and their number."""
    unpacking, parts, size = zlib.decompressobj(), [], 0
    while data and not unpacking.eof:
        try:
            part = unpacking.decompress(data, STEP)
        except zlib.error:
            break  # readers show what came so far, and so it counts
        data = unpacking.unconsumed_tail
        size += len(part)
        if size > limit:
            raise Refused("scan_unpacks_too_far")
        if keep:
            parts.append(part)
    return b"".join(parts), size
