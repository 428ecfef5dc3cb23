"""Answers that show a page of a paper, alone or with its boxes as JSON; the same content is sent once."""

from __future__ import annotations

import base64
import gzip
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

from flask import Response, request

from app.reports.sheet_reading import in_language
from app.services.certificates.papers import NamedBox, Page, Paper
from app.views.words.formatting import language

#: Bytes of answers that a process keeps: some hundred pages.
ROOM = 24 * 2**20
#: Quick: a page is asked for at every rest in typing.
COMPRESSION = 2
MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Body:
    """Hold what is sent, packed."""

    media_type: str
    packed: bytes


class Kept:
    """Keep the newest answers by the name of their content, as many as there is room for."""

    def __init__(self, room: int) -> None:
        self._room, self._taken = room, 0
        self._found: OrderedDict[str, Body] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str, make: Callable[[], Body]) -> Body:
        """Return what is kept under a name, else make it; two who ask at once may both make it."""
        with self._lock:
            if name in self._found:
                self._found.move_to_end(name)
                return self._found[name]
        made = make()
        with self._lock:
            before = self._found.pop(name, None)
            self._taken += len(made.packed) - (len(before.packed) if before else 0)
            self._found[name] = made
            while self._taken > self._room and len(self._found) > 1:
                self._taken -= len(self._found.popitem(last=False)[1].packed)
        return made


_kept = Kept(ROOM)


def page_answer(paper: Paper, number: int) -> Response:
    """Answer with a page's picture and what stands around it; 304 when the asker has the very same."""
    tongue = "zh" if language().startswith("zh") else "en"

    def make() -> Body:
        told = json.dumps(_told(paper.draw(number), tongue), ensure_ascii=False)
        return Body("application/json", gzip.compress(told.encode(), COMPRESSION))

    return _answer(f"{paper.key}-{number}-{tongue}", make)


def picture_answer(paper: Paper, number: int) -> Response:
    """Answer with a page's picture alone, for printing and for browsers without scripts."""

    def make() -> Body:
        page = paper.draw(number)
        return Body(MEDIA_TYPES[page.kind], gzip.compress(page.picture, COMPRESSION))

    return _answer(f"{paper.key}-{number}-picture", make)


def _answer(name: str, make: Callable[[], Body]) -> Response:
    answer = Response()
    answer.set_etag(name)
    answer.headers["Vary"] = "Accept-Encoding, Cookie"
    if request.if_none_match.contains(name):
        answer.status_code = 304
        return answer
    body = _kept.get(name, make)
    if request.accept_encodings["gzip"]:
        answer.data = body.packed
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer.data = gzip.decompress(body.packed)
    answer.mimetype = body.media_type
    return answer


class BoxTold(TypedDict):
    """What the screen knows of a box; `path` is the entry behind it, lengths are millimetres."""

    key: str
    label: str
    text: str
    path: str
    x: float
    y: float
    width: float
    height: float


class PageTold(TypedDict):
    """What the screen knows of a page; `data` is the text of an SVG, or a PNG in base64."""

    page: int
    pages: int
    width: float
    height: float
    kind: str
    data: str
    boxes: list[BoxTold]
    lines: tuple[str, ...]


def _told(page: Page, tongue: str) -> PageTold:
    return {
        "page": page.page,
        "pages": page.pages,
        "width": page.width,
        "height": page.height,
        "kind": page.kind,
        "data": page.picture.decode() if page.kind == "svg" else base64.b64encode(page.picture).decode(),
        "boxes": [_box(named, tongue) for named in page.boxes],
        "lines": page.lines,
    }


def _box(named: NamedBox, tongue: str) -> BoxTold:
    box = named.box
    return {
        "key": box.key,
        "label": in_language(named.label, tongue),
        "text": named.text,
        "path": named.entry,
        "x": round(box.x, 2),
        "y": round(box.y, 2),
        "width": round(box.width, 2),
        "height": round(box.height, 2),
    }
