"""The process's own side: isolated, one answer a request, and it goes on after a failure."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from app.gateways.typesetting import worker_main
from app.gateways.typesetting.engine import Typst
from app.gateways.typesetting.worker_main import LENGTH


def test_it_answers_until_its_input_ends_and_loads_nothing_of_the_application(typst: Typst) -> None:
    requests: list[dict[str, Any]] = [
        {"data": json.dumps({"lines": {"a": [text]}}), "title": "x", "kind": "svg"}
        for text in ("first", "\u0645b\U0001f469\u17d2", "last")
    ]
    sent = b"".join(LENGTH.pack(len(text)) + text for text in (json.dumps(one).encode() for one in requests))
    paper = typst._paper
    words = [str(paper / "sheet.typ"), str(paper), str(typst.fonts.folder), json.dumps(typst.fonts.families)]
    ran = subprocess.run(
        [sys.executable, "-I", "-X", "importtime", str(worker_main.__file__), *words],
        input=sent,
        capture_output=True,
        check=True,
    )
    answers, rest = [], ran.stdout
    while rest:
        (length,) = LENGTH.unpack(rest[: LENGTH.size])
        told = json.loads(rest[LENGTH.size :][:length])
        made = rest[LENGTH.size + length :][: told["length"]]
        answers.append((told.get("failure"), made[:4]))
        rest = rest[LENGTH.size + length + told["length"] :]
    assert answers == [(None, b"<svg"), ("PanickedError", b""), (None, b"<svg")]
    assert b"compiling" in ran.stderr
    assert b" app" not in ran.stderr
    assert b"flask" not in ran.stderr
