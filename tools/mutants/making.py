"""Make mutants: every small change of one module's source that a test should notice."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

LONGEST = 110
MARK = "XX"

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add, ast.Pow: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.BitXor: ast.BitOr,
}  # fmt: skip
_BLOCKS = ("body", "orelse", "finalbody", "handlers")
_NOT_CHANGED = ("annotation", "targets", "target", "type_comment")
#: What a hint or an alias of one is made of; mypy reads these, no test can.
_TYPES = frozenset({"Literal", "Mapping", "Sequence", "Callable", "Iterator", "Iterable", "tuple", "dict", "list"})
#: Flags of a declared record; what mypy and the linter hold, not what the record says.
_FLAGS = frozenset({"frozen", "kw_only", "slots", "repr", "strict"})
#: Errors for whoever wrote the call; their words are read by programmers only.
_PROGRAMMERS_ERRORS = frozenset({"ValueError", "TypeError", "KeyError", "RuntimeError"})


@dataclass(kw_only=True)
class Mutant:
    """Hold one change: where it is, how it reads, and how to make and undo it in its tree.

    function   the outermost function or method around it; empty: it happens when the module is imported
    lines      the lines one of which a test must run to notice it
    """

    file: str
    function: str
    scope: str
    lines: range
    code: str = ""
    statement: int = 0
    tree: ast.Module = field(repr=False)
    apply: Callable[[], None] = field(repr=False)
    undo: Callable[[], None] = field(repr=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """Name the mutant so that it keeps its name when lines above it are added."""
        return self.file, self.scope, self.code


def mutants(file: str, tree: ast.Module) -> list[Mutant]:
    """Return every mutant of a module in the order of its lines; each is undone until it is applied."""
    found = list(_Maker(file, tree).all())
    seen: dict[tuple[str, str, str], int] = {}
    for one in found:
        seen[one.key] = number = seen.get(one.key, 0) + 1
        if number > 1:
            one.code += f" ({number})"
    return found


class _Maker:
    def __init__(self, file: str, tree: ast.Module) -> None:
        self.file, self.tree = file, tree
        self.at_import = _called_at_import(tree)

    def all(self) -> Iterator[Mutant]:
        for statement in self.tree.body:
            yield from self._statement(statement, self.tree.body, [], "")

    def _statement(self, node: ast.stmt, body: list[Any], scope: list[str], function: str) -> Iterator[Mutant]:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Pass | ast.Global | ast.Nonlocal) or _is_for_types(node):
            return
        if isinstance(node, ast.ClassDef):
            for one in node.body:
                yield from self._statement(one, node.body, [*scope, node.name], function)
        elif isinstance(node, ast.FunctionDef):
            yield from self._function(node, [*scope, node.name], function)
        else:
            yield from self._removed(node, body, scope, function)
            yield from self._branches(node, node, scope, function)
            for name, value in ast.iter_fields(node):
                if name in _BLOCKS:
                    yield from self._block(value, scope, function)
                elif name not in _NOT_CHANGED:
                    yield from self._child(value, node, name, node, scope, function)

    def _function(self, node: ast.FunctionDef, scope: list[str], function: str) -> Iterator[Mutant]:
        for parts in (node.args.defaults, node.args.kw_defaults):
            for number, part in enumerate(parts):
                yield from self._expression(part, parts, number, node, scope, function)
        for one in node.body:
            yield from self._statement(one, node.body, scope, function or ".".join(scope))

    def _block(self, block: list[Any], scope: list[str], function: str) -> Iterator[Mutant]:
        for one in block:
            if isinstance(one, ast.ExceptHandler):
                yield from self._block(one.body, scope, function)
            else:
                yield from self._statement(one, block, scope, function)

    def _child(
        self, value: Any, parent: Any, at: str | int, statement: ast.stmt, scope: list[str], function: str
    ) -> Iterator[Mutant]:
        if isinstance(value, list):
            for number, one in enumerate(value):
                yield from self._child(one, value, number, statement, scope, function)
        elif isinstance(value, ast.AST):
            yield from self._expression(value, parent, at, statement, scope, function)

    def _expression(
        self, node: Any, parent: Any, at: str | int, statement: ast.stmt, scope: list[str], function: str
    ) -> Iterator[Mutant]:
        if node is None or _is_not_ours(node, statement):
            return
        for other in _others(node):
            yield self._mutant(statement, scope, function, _setter(parent, at, other), _setter(parent, at, node))
        if isinstance(node, ast.Compare):
            for number, operator in enumerate(node.ops):
                other = _COMPARISONS[type(operator)]()
                yield self._mutant(
                    statement, scope, function, _setter(node.ops, number, other), _setter(node.ops, number, operator)
                )
        yield from self._branches(node, statement, scope, function)
        for name, value in ast.iter_fields(node):
            if not (isinstance(node, ast.keyword) and node.arg in _FLAGS):
                yield from self._child(value, node, name, statement, scope, function)

    def _branches(self, node: Any, statement: ast.stmt, scope: list[str], function: str) -> Iterator[Mutant]:
        """Take every branch always and never."""
        tests: list[tuple[Any, str | int, ast.expr]] = []
        if isinstance(node, ast.If | ast.IfExp):
            tests.append((node, "test", node.test))
        if isinstance(node, ast.While):
            tests.append((node, "test", node.test))
        if isinstance(node, ast.comprehension):
            tests += [(node.ifs, number, test) for number, test in enumerate(node.ifs)]
        for parent, at, test in tests:
            for value in (False,) if isinstance(node, ast.While) else (True, False):
                other = ast.copy_location(ast.Constant(value), test)
                yield self._mutant(statement, scope, function, _setter(parent, at, other), _setter(parent, at, test))

    def _removed(self, node: ast.stmt, body: list[Any], scope: list[str], function: str) -> Iterator[Mutant]:
        """Leave a statement out, or return nothing where something is returned."""
        if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
            nothing = ast.copy_location(ast.Constant(None), node.value)
            yield self._mutant(
                node, scope, function, _setter(node, "value", nothing), _setter(node, "value", node.value)
            )
            return
        is_stored = isinstance(node, ast.Assign) and all(
            isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets
        )
        is_done = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
        is_plain_return = isinstance(node, ast.Return) and node is not body[-1]
        if (
            is_stored
            or is_done
            or is_plain_return
            or isinstance(node, ast.AugAssign | ast.Raise | ast.Continue | ast.Break)
        ):
            number = body.index(node)
            nothing_done = ast.copy_location(ast.Pass(), node)
            before = _readable(node)
            one = self._mutant(node, scope, function, _setter(body, number, nothing_done), _setter(body, number, node))
            one.code = f"{before} → pass"
            yield one

    def _mutant(
        self, statement: ast.stmt, scope: list[str], function: str, apply: Callable[[], None], undo: Callable[[], None]
    ) -> Mutant:
        before = _smallest(statement)
        apply()
        after = _smallest(statement)
        undo()
        is_at_import = function.partition(".")[0] in self.at_import or function in self.at_import
        return Mutant(
            file=self.file,
            function="" if is_at_import or isinstance(statement, ast.FunctionDef) else function,
            scope=".".join(scope),
            lines=_lines(statement),
            code=_difference(before, after),
            statement=statement.lineno,
            tree=self.tree,
            apply=apply,
            undo=undo,
        )


def _others(node: Any) -> Iterator[ast.expr]:
    """Yield what may stand in the place of an expression."""
    if isinstance(node, ast.Constant):
        other = _other_constant(node.value)
        if other is not None:
            yield ast.copy_location(ast.Constant(other), node)
    elif isinstance(node, ast.BoolOp):
        turned = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield ast.copy_location(ast.BoolOp(turned, node.values), node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield ast.copy_location(ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right), node)


def _other_constant(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return f"{MARK}{value}"
    return None


def _is_for_types(node: ast.stmt) -> bool:
    """Tell what only a type checker reads: its imports, protocols, aliases of hints."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
    if isinstance(node, ast.AnnAssign):
        return isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias"
    return isinstance(node, ast.Assign) and _is_hint(node.value)


def _is_hint(node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in _TYPES


def _is_not_ours(node: Any, statement: ast.stmt) -> bool:
    """Tell docstrings, hints inside calls, flags of records and words that only programmers read."""
    if isinstance(statement, ast.Expr) and node is statement.value and isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr | ast.Constant) and isinstance(statement, ast.Raise):
        raised = statement.exc
        return (
            isinstance(raised, ast.Call) and isinstance(raised.func, ast.Name) and raised.func.id in _PROGRAMMERS_ERRORS
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast":
        return True
    return _is_hint(node) or isinstance(node, ast.expr_context | ast.operator | ast.cmpop | ast.boolop | ast.unaryop)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _called_at_import(tree: ast.Module) -> set[str]:
    """Return the functions of a module that run while it is imported, those that they call included."""
    functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
    waiting: list[ast.AST] = [one for one in tree.body if not isinstance(one, ast.FunctionDef)]
    found: set[str] = set()
    while waiting:
        for node in _walk_executed(waiting.pop()):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name = node.func.id
                if name in functions and name not in found:
                    found.add(name)
                    waiting += functions[name].body
    return found


def _walk_executed(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from _walk_executed(child)


def _setter(parent: Any, at: str | int, value: Any) -> Callable[[], None]:
    def put() -> None:
        if isinstance(at, int):
            parent[at] = value
        else:
            setattr(parent, at, value)

    return put


def _lines(node: ast.stmt) -> range:
    """Return the lines of a statement, of a compound one only its head."""
    body = getattr(node, "body", None)
    last = node.end_lineno or node.lineno
    if body and not isinstance(node, ast.FunctionDef):
        last = max(node.lineno, body[0].lineno - 1)
    return range(node.lineno, last + 1)


def _smallest(node: ast.stmt) -> str:
    """Write a statement in one line, of a compound one only its head."""
    if isinstance(node, ast.FunctionDef):
        return ast.unparse(node).split(":\n")[0].splitlines()[-1]
    return _readable(node)


def _readable(node: ast.AST) -> str:
    text = ast.unparse(node)
    if getattr(node, "body", None) and isinstance(node, ast.stmt):
        text = text.split(":\n")[0]
    return " ".join(text.split())


def _difference(before: str, after: str) -> str:
    """Show what changed within a line, with a little of what stands around it where the line is long."""
    if len(before) <= LONGEST:
        return f"{before} → {after}"
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    tail = 0
    while tail < min(len(before), len(after)) - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    first, around = max(0, start - 40), 25
    cut = [text[first : len(text) - max(0, tail - around)] for text in (before, after)]
    return f"…{cut[0]}… → …{cut[1]}…"
