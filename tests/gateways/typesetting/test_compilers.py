"""The pool: one thread a compiler, no more compilers than cores."""

from __future__ import annotations

import json
import os
import threading
import time

import pytest

from app.gateways.typesetting.compilers import Compilers, cores
from app.gateways.typesetting.compiling import OneCompiler, PanickedError


def test_there_are_no_more_than_the_size_says() -> None:
    made: list[object] = []
    pool = Compilers(lambda: made.append(1) or object(), size=2)  # type: ignore[func-returns-value,arg-type]
    now, most = 0, 0
    turn = threading.Lock()

    def work() -> None:
        nonlocal now, most
        with pool.one():
            with turn:
                now += 1
                most = max(most, now)
            time.sleep(0.02)
            with turn:
                now -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, len(made)) == (2, 2)


def test_a_compiler_comes_back_unless_it_panicked() -> None:
    pool = Compilers(object, size=1)  # type: ignore[arg-type]
    with pool.one() as first:
        pass
    with pytest.raises(ValueError, match="ours"), pool.one() as second:
        raise ValueError("ours")
    with pytest.raises(PanickedError), pool.one() as third:
        raise PanickedError
    with pool.one() as fourth:
        pass
    assert first is second is third
    assert fourth is not first


def test_threads_print_at_once_and_alike(compiler: OneCompiler) -> None:
    pool = Compilers(lambda: compiler, size=1)
    texts = [json.dumps({"lines": {"a": [f"第 {n} 号"]}}) for n in range(4)]
    made: dict[int, set[bytes]] = {n: set() for n in range(4)}

    def work(n: int) -> None:
        for _ in range(3):
            with pool.one() as one:
                made[n].add(one.make(texts[n], title="x", kind="pdf", is_final=True).data)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(documents) for documents in made.values()] == [1, 1, 1, 1]


def test_a_process_forked_after_the_first_use_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Compilers, "_process", None)
    assert Compilers.are_here()
    with Compilers(object).one():  # type: ignore[arg-type]
        pass
    assert Compilers.are_here()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert not Compilers.are_here()


def test_cores_are_those_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cores() == len(os.sched_getaffinity(0))
    monkeypatch.delattr(os, "sched_getaffinity")
    assert cores() == os.cpu_count()
