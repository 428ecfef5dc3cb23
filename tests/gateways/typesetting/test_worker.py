"""The process for large documents: bounded, killed, replaced."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.gateways.typesetting import TypesettingTimeoutError
from app.gateways.typesetting import worker as worker_module
from app.gateways.typesetting.compiling import FailedError, PanickedError, RefusedError
from app.gateways.typesetting.engine import Typst
from app.gateways.typesetting.worker import Worker

GOOD = json.dumps({"lines": {"a": ["good"]}})
ENDLESS = json.dumps({"lines": {}, "turns": 9000})


@pytest.fixture
def arguments(typst: Typst) -> list[str]:
    paper = typst._paper
    return [str(paper / "sheet.typ"), str(paper), str(typst.fonts.folder), json.dumps(typst.fonts.families)]


@pytest.fixture
def worker(arguments: list[str]) -> Iterator[Worker]:
    made = Worker(arguments)
    yield made
    made.close()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_failures_are_told_as_in_this_process(worker: Worker) -> None:
    with pytest.raises(RefusedError, match="👩"):
        worker.make(json.dumps({"lines": {"a": ["👩"]}}), title="x", kind="pdf", is_final=True)
    with pytest.raises(PanickedError):
        worker.make(json.dumps({"lines": {"a": ["\u0645b\U0001f469\u17d2"]}}), title="x", kind="pdf")
    with pytest.raises(FailedError, match="unknown variable"):
        worker.make(json.dumps({"lines": {}, "code": "#nothing"}), title="x", kind="pdf")
    first = worker._running
    assert worker.make(GOOD, title="x", kind="svg").data.startswith(b"<svg")
    assert worker._running is first


def test_a_document_that_takes_too_long_is_killed_and_the_next_one_prints(arguments: list[str]) -> None:
    worker = Worker(arguments, seconds=2.0)
    worker.make(GOOD, title="x", kind="pdf")
    assert worker._running
    pid = worker._running.pid
    begin = time.monotonic()
    with pytest.raises(TypesettingTimeoutError) as expired:
        worker.make(ENDLESS, title="x", kind="pdf")
    assert expired.value.params == {"seconds": 2}
    assert time.monotonic() - begin < 5
    assert not is_alive(pid)
    assert worker.make(GOOD, title="x", kind="pdf").data.startswith(b"%PDF")
    worker.close()


def test_a_process_without_enough_memory_is_a_failure(arguments: list[str]) -> None:
    worker = Worker(arguments, memory=40 * 1024**2)
    with pytest.raises(FailedError, match="without an answer"):
        worker.make(GOOD, title="x", kind="pdf")
    worker.close()


def test_an_idle_process_ends(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "IDLE", 0.2)
    worker = Worker(arguments)
    worker.make(GOOD, title="x", kind="pdf")
    assert worker._running
    pid = worker._running.pid
    until = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(pid)
    assert worker.make(GOOD, title="x", kind="pdf").pages == 0
    worker.close()
