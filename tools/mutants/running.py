"""A pytest plugin that judges mutants: each in a forked child that has the tests already collected.

One run of all tests tells which test runs which line. Then every mutant gets a child of its own: what happens inside
a function is put into the running functions in place; what happens while a module is imported makes the child import
the rules and the tests again. The child runs only the tests that reach the changed lines, and ends at the first that
fails.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import signal
import sys
import time
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tools.mutants.making import Mutant, mutants
from tools.mutants.reloading import Importers, change, purge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
#: Functions of the judged files that remember their answers.
_CACHED: list[Any] = []
SURVIVED, FAILED, BROKEN, NOT_HERE = 0, 1, 3, 4


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the orders of `python -m tools.mutants`."""
    group = parser.getgroup("mutants")
    group.addoption("--mutants-of", action="append", default=[], help="file whose mutants are judged")
    group.addoption("--mutants-every", type=int, default=1, help="judge one of so many mutants")
    group.addoption("--mutants-to", help="file that the verdicts are written to")


def pytest_configure(config: pytest.Config) -> None:
    """Take over where there is something to judge; random examples are the same in every child."""
    if config.getoption("mutants_to"):
        config.pluginmanager.register(_Judge(config), "mutants-judge")


class _Judge:
    def __init__(self, config: pytest.Config) -> None:
        from hypothesis import settings

        settings.register_profile("mutants", derandomize=True, deadline=None, database=None, max_examples=20)
        settings.load_profile("mutants")
        self.files: list[str] = config.getoption("mutants_of")
        self.every: int = config.getoption("mutants_every")
        self.verdicts = Path(config.getoption("mutants_to"))
        self.reached: dict[tuple[str, int], set[int]] = {}
        self.seconds: list[float] = []
        self.items: list[pytest.Item] = []
        self.has_failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a failure; the first one decides."""
        self.has_failed = self.has_failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once, then judge every mutant."""
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        self.items = list(session.items)
        self.nobody = _Nobody(session)
        self._observe()
        functions = _functions({str(ROOT / file) for file in self.files})
        importers = Importers(ROOT)
        gc.collect()
        gc.freeze()
        with self.verdicts.open("w", encoding="utf-8") as out:
            for file in self.files:
                for mutant in self._of(file):
                    verdict = self._judged(mutant, functions.get(str(ROOT / file), {}), importers)
                    verdict |= {"file": file, "function": mutant.scope, "code": mutant.code, "line": mutant.statement}
                    out.write(json.dumps(verdict, ensure_ascii=False) + "\n")
                    out.flush()
        return True

    def _of(self, file: str) -> Iterator[Mutant]:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        for number, mutant in enumerate(mutants(file, tree)):
            if number % self.every == 0:
                yield mutant

    def _observe(self) -> None:
        """Run every test as it is and note which lines it runs."""
        watched = {str(ROOT / file): file for file in self.files}
        _functions(set(watched))  # a test that is answered from memory reaches the function all the same
        for number, item in enumerate(self.items):
            lines: set[tuple[str, int]] = set()
            _forget()
            started = time.process_time()
            sys.settrace(_tracer(watched, lines))
            try:
                self._run(item, self.items[number + 1] if number + 1 < len(self.items) else self.nobody)
            finally:
                sys.settrace(None)
            self.seconds.append(time.process_time() - started)
            if self.has_failed:
                raise pytest.UsageError(f"{item.nodeid} fails without any mutant")
            for line in lines:
                self.reached.setdefault(line, set()).add(number)

    def _run(self, item: pytest.Item, following: Any) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    def _judged(self, mutant: Mutant, functions: dict[str, list[FunctionType]], importers: Importers) -> dict[str, Any]:
        code = _compiled(mutant)
        if code is None:
            return {"verdict": "killed", "by": "does not compile"}
        if mutant.function:
            chosen = self._tests_of(mutant)
            if not chosen:
                return {"verdict": "survived", "by": "no test reaches it"}
            seconds = sum(self.seconds[number] for number in chosen)
            return _forked(lambda: self._in_place(code, functions, chosen), seconds)
        chosen = self._all_tests_of(mutant.file, importers)
        if not chosen:
            return {"verdict": "survived", "by": "no test reaches it"}
        seconds = sum(self.seconds[number] for number in chosen)
        found = _forked(lambda: self._changed(mutant, code, functions, chosen), seconds)
        if found["by"] != "needs a new import":
            return found
        files = self._test_files(importers.of(mutant.file), mutant.file)
        if not importers.is_sound(mutant.file):
            whole = compile(mutant.tree, str(ROOT / mutant.file), "exec", dont_inherit=True)
            sound = _forked(lambda: self._imported_again(mutant.file, whole, files), 60)
            if sound["verdict"] != "survived":
                raise pytest.UsageError(f"the tests of {mutant.file} fail when imported a second time: {sound}")
        return _forked(lambda: self._imported_again(mutant.file, code, files), 60)

    def _tests_of(self, mutant: Mutant) -> list[int]:
        found: set[int] = set()
        for line in mutant.lines:
            found |= self.reached.get((mutant.file, line), set())
        return self._ordered(found, mutant.file)

    def _all_tests_of(self, file: str, importers: Importers) -> list[int]:
        """Return the tests that run any line of a file, and those of the test files that import it."""
        touching = {number for (name, _), found in self.reached.items() if name == file for number in found}
        importing = importers.of(file)
        touching |= {n for n, item in enumerate(self.items) if str(item.path.relative_to(ROOT)) in importing}
        return self._ordered(touching, file)

    def _ordered(self, found: Iterable[int], file: str) -> list[int]:
        """Begin with the quick tests of the module's own file; slow ones come last."""
        twin = f"test_{Path(file).stem}.py"
        slow = 0.1
        return sorted(found, key=lambda n: (self.seconds[n] > slow, self.items[n].path.name != twin, self.seconds[n]))

    def _test_files(self, importing: set[str], file: str) -> list[str]:
        """Return the test files that import a module, its twin first, then the fast ones."""
        seconds: dict[str, float] = {}
        for item, spent in zip(self.items, self.seconds, strict=True):
            name = str(item.path.relative_to(ROOT))
            if name in importing:
                seconds[name] = seconds.get(name, 0.0) + spent
        twin = f"test_{Path(file).stem}.py"
        return sorted(seconds, key=lambda name: (Path(name).name != twin, seconds[name]))

    def _in_place(self, code: CodeType, functions: dict[str, list[FunctionType]], chosen: Iterable[int]) -> bool:
        put_in_place(code, functions)
        return self._survives(chosen)

    def _changed(
        self, mutant: Mutant, code: CodeType, functions: dict[str, list[FunctionType]], chosen: Iterable[int]
    ) -> bool:
        put_in_place(code, functions)
        mutant.apply()
        if not change(mutant.file, mutant.tree, ROOT):
            os._exit(NOT_HERE)
        return self._survives(chosen)

    def _imported_again(self, file: str, code: CodeType, files: list[str]) -> bool:
        purge(file, code, ROOT)
        quiet = ["-x", "-q", "-p", "no:cacheprovider"]
        return not files or pytest.main([*quiet, *files]) == pytest.ExitCode.OK

    def _survives(self, chosen: Iterable[int]) -> bool:
        items = [self.items[number] for number in chosen]
        for number, item in enumerate(items):
            self._run(item, items[number + 1] if number + 1 < len(items) else self.nobody)
            if self.has_failed:
                return False
        return True


class _Nobody:
    """Stand where pytest expects the next test, so that what lives as long as the session stays."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session
        self.nodeid = ""

    def listchain(self) -> list[Any]:
        """Return what is kept."""
        return [self.session]


def _tracer(watched: dict[str, str], lines: set[tuple[str, int]]) -> Any:
    def local(frame: Any, event: str, _arg: object) -> Any:
        if event == "line":
            lines.add((watched[frame.f_code.co_filename], frame.f_lineno))
        return local

    def enter(frame: Any, _event: str, _arg: object) -> Any:
        return local if frame.f_code.co_filename in watched else None

    return enter


def _compiled(mutant: Mutant) -> CodeType | None:
    mutant.apply()
    try:
        return compile(mutant.tree, str(ROOT / mutant.file), "exec", dont_inherit=True)
    except SyntaxError:
        return None
    finally:
        mutant.undo()


def _compiled_source(mutant: Mutant) -> CodeType:
    return compile(mutant.tree, str(ROOT / mutant.file), "exec", dont_inherit=True)


def _functions(paths: set[str]) -> dict[str, dict[str, list[FunctionType]]]:
    """Return file → name → the functions of that name that are alive."""
    found: dict[str, dict[str, list[FunctionType]]] = {}
    _CACHED.clear()
    for one in gc.get_objects():
        if type(one).__name__ == "_lru_cache_wrapper" and one.__wrapped__.__code__.co_filename in paths:
            _CACHED.append(one)
        if isinstance(one, FunctionType) and one.__code__.co_filename in paths:
            found.setdefault(one.__code__.co_filename, {}).setdefault(one.__code__.co_qualname, []).append(one)
    return found


def put_in_place(code: CodeType, functions: dict[str, list[FunctionType]]) -> None:
    """Give every living function of a module the code that it has in the mutated module."""
    for inner in _codes(code):
        for function in functions.get(inner.co_qualname, ()):
            if function.__code__.co_freevars == inner.co_freevars:
                function.__code__ = inner
            elif not inner.co_freevars:
                _replace(function, inner)
    _forget()


def _forget() -> None:
    """Let functions that remember their answers ask again."""
    for cached in _CACHED:
        cached.cache_clear()


def _replace(old: FunctionType, code: CodeType) -> None:
    """Put a function that does not call its super class any more in the place of one that does."""
    *path, name = old.__qualname__.split(".")
    owner: Any = sys.modules[old.__module__]
    for part in path:
        owner = getattr(owner, part)
    new = FunctionType(code, old.__globals__, name, old.__defaults__)
    new.__kwdefaults__ = old.__kwdefaults__
    setattr(owner, name, new)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _forked(work: Any, seconds: float) -> dict[str, Any]:
    """Do some work in a child and tell whether the mutant lived; a child that hangs is killed."""
    pid = os.fork()
    if pid == 0:
        _child(work, 10 + 10 * seconds)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return {"verdict": "killed", "by": signal.Signals(os.WTERMSIG(status)).name}
    if os.WEXITSTATUS(status) == SURVIVED:
        return {"verdict": "survived", "by": ""}
    if os.WEXITSTATUS(status) == NOT_HERE:
        return {"verdict": "survived", "by": "needs a new import"}
    return {"verdict": "killed", "by": "a test" if os.WEXITSTATUS(status) == FAILED else "an error"}


def _child(work: Any, seconds: float) -> NoReturn:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    null = os.open(os.environ.get("MUTANTS_LOG", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        os._exit(SURVIVED if work() else FAILED)
    except BaseException:  # noqa: BLE001 whatever a mutant does ends its child
        os._exit(BROKEN)
