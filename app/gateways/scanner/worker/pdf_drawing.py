"""How much the pages of a PDF draw: forms that draw forms that draw forms make a small file endless to show."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from .made import Refused

MOST_DRAWN = 200_000
DEEPEST = 20
LONGEST = 32 * 1024 * 1024
DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def count_drawings(pdf: pikepdf.Pdf) -> int:
    """Return how many pictures and forms all pages draw; raises Refused when it is too much to show."""
    counted: dict[tuple[int, int], int] = {}
    total = 0
    for page in pdf.pages:
        total += _drawn(_content(page.obj.get("/Contents")), page.resources, counted, 0)
        if total > MOST_DRAWN:
            raise Refused("scan_unpacks_too_far")
    return total


def _drawn(content: bytes, resources: Any, counted: dict[tuple[int, int], int], depth: int) -> int:
    if depth > DEEPEST:
        raise Refused("scan_unpacks_too_far")
    forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if forms is None:
        return 0
    total = 0
    for name in DRAWS.findall(content):
        total += 1 + _of_form(forms.get(_key(name)), resources, counted, depth + 1)
        if total > MOST_DRAWN:
            raise Refused("scan_unpacks_too_far")
    return total


def _of_form(form: Any, around: Any, counted: dict[tuple[int, int], int], depth: int) -> int:
    if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != pikepdf.Name.Form:
        return 0
    if form.objgen not in counted:
        counted[form.objgen] = MOST_DRAWN  # one that draws itself is past the limit at once
        counted[form.objgen] = _drawn(_content(form), form.get("/Resources", around), counted, depth)
    return counted[form.objgen]


def _content(part: Any) -> bytes:
    if isinstance(part, pikepdf.Array):
        content = b"\n".join(_content(one) for one in part)
    elif isinstance(part, pikepdf.Stream):
        content = part.read_bytes()
    else:
        content = b""
    if len(content) > LONGEST:
        raise Refused("scan_unpacks_too_far")
    return content


def _key(name: bytes) -> str:
    """Return a name of a content stream as a dictionary has it."""
    return "/" + ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), name).decode("utf-8", "surrogateescape")
