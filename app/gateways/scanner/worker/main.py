"""Reads one file, writes the answer (length, JSON) and what may be kept of the file, and ends."""

from __future__ import annotations

import contextlib
import json
import struct
import sys
from collections.abc import Callable, Mapping

from .made import Made, Refused

try:
    import resource
except ImportError:  # not on Windows: time stays bounded there, memory does not
    resource = None  # type: ignore[assignment]

LENGTH = struct.Struct(">I")
Limits = Mapping[str, int]


def main(limits_text: str) -> None:
    """Answer for the file on the standard input."""
    limits: Limits = json.loads(limits_text)
    _bound(limits)
    answer, kept = _answer(sys.stdin.buffer.read(), limits)
    text = json.dumps(answer).encode()
    sys.stdout.buffer.write(LENGTH.pack(len(text)) + text + kept)
    sys.stdout.buffer.flush()


def _answer(data: bytes, limits: Limits) -> tuple[dict[str, object], bytes]:
    try:
        made = check(data, limits)
    except Refused as refused:
        return {"refused": refused.code, "params": dict(refused.params)}, b""
    except MemoryError:
        return {"refused": "scan_too_complex"}, b""
    except Exception:  # noqa: BLE001 the libraries raise anything over broken files
        return {"refused": "scan_damaged"}, b""
    told = {
        "media_type": made.media_type,
        "pages": made.pages,
        "is_cleaned": made.is_cleaned,
        "is_converted": made.is_converted,
    }
    return told, made.data


def check(data: bytes, limits: Limits) -> Made:
    """Return what may be kept of a file; raises Refused, or whatever a library raises over a broken file."""
    made = _reader(data)(data, limits)
    if len(made.data) > limits["kept"]:
        raise Refused("scan_too_complex")
    return made


def _reader(data: bytes) -> Callable[[bytes, Limits], Made]:
    """Choose the reader by the first bytes; each is imported only when its type is read."""
    import filetype

    if data.startswith(b"%PDF-"):
        from .pdf_file import rewrite as read_pdf

        return read_pdf
    kind = filetype.guess(data[:8192])
    found = kind.extension if kind else ""
    if found == "jpg":
        from .jpeg_file import rewrite as read_jpeg

        return read_jpeg
    if found in {"png", "apng"}:
        from .png_file import rewrite as read_png

        return read_png
    if found == "tif":
        from .tiff_file import convert

        return convert
    raise Refused("scan_wrong_type", found=found.upper())


def _bound(limits: Limits) -> None:
    """Take away what reading a file does not need: writing files, much memory, endless work without a parent."""
    if resource is None:
        return
    bounds = {
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: limits["seconds"],
        resource.RLIMIT_AS: limits["memory"],
    }
    for what, limit in bounds.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (limit, limit))
