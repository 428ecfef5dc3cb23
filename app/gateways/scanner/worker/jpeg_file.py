"""JPEG: the picture's own segments are kept as they are; comments, metadata and whatever hangs on behind are not."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Mapping

from PIL import Image

from .made import Made, Refused, check_pixels

SOI, EOI, SOS, JFIF, ADOBE = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE
#: frames (all kinds but the hierarchical ones), tables, restart interval, lines
KEPT = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC9, 0xCA, 0xCB, 0xCC, 0xDB, 0xDC, 0xDD, SOS})
STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
#: in coded data a marker is FF and neither a stuffed zero nor a restart
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
ORIENTATION = 0x0112
JFIF_HEAD = 12


def rewrite(data: bytes, limits: Mapping[str, int]) -> Made:
    """Return the picture alone, without loss."""
    Image.MAX_IMAGE_PIXELS = None  # ours is checked before anything is decoded
    end, segments = 0, []
    for marker, segment, behind in _segments(data):
        end = behind
        if marker in KEPT:
            segments.append(segment)
        elif marker == JFIF and segment[4:9] == b"JFIF\0":
            segments.insert(0, b"\xff\xe0\x00\x10" + segment[4 : 4 + JFIF_HEAD] + b"\0\0")
        elif marker == ADOBE and segment[4:9] == b"Adobe":
            segments.append(segment[:2] + b"\x00\x0e" + segment[4:16])
    kept = b"".join([b"\xff\xd8", *_orientation(data), *segments, b"\xff\xd9"])
    with Image.open(io.BytesIO(kept), formats=["JPEG"]) as picture:
        check_pixels(*picture.size, limits["pixels"])
        picture.load()
    return Made(data=kept, media_type="image/jpeg", is_cleaned=bool(data[end:].strip(b"\0 \t\r\n")))


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield marker, bytes and end of each segment; a scan's coded data belong to its SOS."""
    place = 2
    while True:
        start = place
        while data[place : place + 2] == b"\xff\xff":
            place += 1
            start = place
        if place + 2 > len(data) or data[place] != 0xFF:  # noqa: PLR2004 every segment begins with FF
            raise Refused("scan_damaged")
        marker = data[place + 1]
        if marker == EOI:
            yield marker, b"", place + 2
            return
        if marker == SOI:
            raise Refused("scan_damaged")
        if marker in STANDALONE:
            place += 2
            continue
        place = _end(data, place + 2, marker)
        yield marker, data[start:place], place


def _end(data: bytes, place: int, marker: int) -> int:
    length = int.from_bytes(data[place : place + 2], "big")
    end = place + length
    if length < 2 or end > len(data):  # noqa: PLR2004 the length counts itself
        raise Refused("scan_damaged")
    if marker != SOS:
        return end
    following = MARKER.search(data, end)
    if following is None:
        raise Refused("scan_damaged")
    return following.start()


def _orientation(data: bytes) -> list[bytes]:
    """Return a segment that says nothing but which side is up, when the camera has said so."""
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "MPO"]) as picture:
            value = picture.getexif().get(ORIENTATION)
    except Exception:  # noqa: BLE001 broken metadata are dropped like all others
        return []
    if value not in range(2, 9):
        return []
    body = b"Exif\0\0II*\0" + struct.pack("<IHHHIHHI", 8, 1, ORIENTATION, 3, 1, value, 0, 0)
    return [b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body]
