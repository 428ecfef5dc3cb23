"""PNG: the chunks that make the picture are kept; texts, profiles, animations and whatever follows the end are not."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Mapping

from PIL import Image

from .made import Made, Refused, check_pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"})
HEAD = struct.Struct(">I4s")
AROUND = 12


def rewrite(data: bytes, limits: Mapping[str, int]) -> Made:
    """Return the picture alone, without loss."""
    Image.MAX_IMAGE_PIXELS = None  # ours is checked before anything is decoded
    kept, end = [SIGNATURE], 0
    for number, (kind, chunk, behind) in enumerate(_chunks(data)):
        if (number == 0) != (kind == b"IHDR"):
            raise Refused("scan_damaged")
        if number == 0:
            width, height = struct.unpack(">II", chunk[8:16])
            check_pixels(width, height, limits["pixels"])
        if kind in KEPT:
            kept.append(chunk)
        end = behind
    made = b"".join(kept)
    with Image.open(io.BytesIO(made), formats=["PNG"]) as picture:
        picture.load()
    return Made(data=made, media_type="image/png", is_cleaned=bool(data[end:].strip(b"\0 \t\r\n")))


def idat(data: bytes) -> bytes:
    """Return the compressed rows of a PNG."""
    return b"".join(chunk[8:-4] for kind, chunk, _end in _chunks(data) if kind == b"IDAT")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield name, bytes and end of each chunk up to IEND."""
    place, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        if place + AROUND > len(data):
            raise Refused("scan_damaged")
        length, kind = HEAD.unpack_from(data, place)
        end = place + AROUND + length
        body, crc = data[place + 4 : end - 4], data[end - 4 : end]
        if end > len(data) or zlib.crc32(body).to_bytes(4, "big") != crc:
            raise Refused("scan_damaged")
        yield kind, data[place:end], end
        place = end
