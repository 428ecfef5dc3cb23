"""The tree of a saved query: parsed, held against lists of what is allowed, and written anew for one database.

What runs is what is written here, never the text that somebody typed (docs/decisions/008).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlglot import exp, parse
from sqlglot.errors import SqlglotError

from app.domain.actor import Actor
from app.domain.report_tables import REPORT_TABLES, ReportTable
from app.reports import query_words
from app.reports.query_words import QueryRefusedError

_BOTH = frozenset({"this", "expression"})
_ONE = frozenset({"this"})
#: kind of node → the parts of it that may be filled; a kind that is not here, or another part, is refused
NODES: Mapping[type[exp.Expr], frozenset[str]] = {
    exp.Select: frozenset(
        {"expressions", "distinct", "from_", "joins", "where", "group", "having", "order", "limit", "offset"}
    ),
    exp.Distinct: frozenset({"expressions"}),
    exp.From: _ONE,
    exp.Join: frozenset({"this", "side", "kind", "on"}),
    exp.Table: frozenset({"this", "alias"}),
    exp.TableAlias: _ONE,
    exp.Alias: frozenset({"this", "alias"}),
    exp.Column: frozenset({"this", "table"}),
    exp.Identifier: frozenset({"this", "quoted"}),
    exp.Star: frozenset(),
    exp.Where: _ONE,
    exp.Having: _ONE,
    exp.Group: frozenset({"expressions"}),
    exp.Order: frozenset({"expressions"}),
    exp.Ordered: frozenset({"this", "desc", "nulls_first"}),
    exp.Limit: frozenset({"expression"}),
    exp.Offset: frozenset({"expression"}),
    exp.Literal: frozenset({"this", "is_string"}),
    exp.Boolean: _ONE,
    exp.Null: frozenset(),
    exp.Paren: _ONE,
    exp.Not: _ONE,
    exp.Neg: _ONE,
    exp.Is: frozenset({"this", "expression", "negate"}),
    exp.Between: frozenset({"this", "low", "high", "negate"}),
    exp.In: frozenset({"this", "expressions", "negate"}),
    exp.Like: frozenset({"this", "expression", "negate"}),
    exp.ILike: frozenset({"this", "expression", "negate"}),
    exp.Case: frozenset({"this", "ifs", "default"}),
    exp.If: frozenset({"this", "true"}),
    exp.Count: frozenset({"this", "big_int"}),
    exp.Coalesce: frozenset({"this", "expressions"}),
    exp.Substring: frozenset({"this", "start", "length"}),
    exp.Round: frozenset({"this", "decimals"}),
    exp.Cast: frozenset({"this", "to"}),
    exp.DataType: frozenset({"this", "nested"}),
    **dict.fromkeys((exp.Sum, exp.Avg, exp.Min, exp.Max, exp.Upper, exp.Lower, exp.Length, exp.Trim, exp.Abs), _ONE),
    **dict.fromkeys(
        (exp.And, exp.Or, exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Add, exp.Sub,
         exp.Mul, exp.Nullif), _BOTH
    ),
    exp.Div: frozenset({"this", "expression", "typed", "safe"}),
    exp.DPipe: frozenset({"this", "expression", "safe"}),
}  # fmt: skip
#: parts that only tell the parser something and write nothing
UNWRITTEN = frozenset({"_type"})
TYPES = frozenset({exp.DType.TEXT, exp.DType.INT, exp.DType.BIGINT, exp.DType.DECIMAL})
MAX_TABLES = 6
#: More digits no number of ours has, and no database holds.
MAX_DIGITS = 15
#: The name that the statement gets inside the one that limits its rows.
OUTER = "limited_rows"


@dataclass(frozen=True)
class Checked:
    """Hold a checked tree and the tables it reads."""

    tree: exp.Select
    tables: frozenset[str]


def read(text: str) -> Checked:
    """Parse and check one SELECT; raises QueryRefusedError, which says where and what."""
    query_words.check(text)
    try:
        trees = parse(text, read="postgres")
    except SqlglotError as error:
        raise _unreadable(error) from error
    except RecursionError as error:
        raise QueryRefusedError("query_too_deep") from error
    if len(trees) != 1 or type(trees[0]) is not exp.Select:
        raise QueryRefusedError("query_not_a_select")
    tree = trees[0]
    for node in tree.walk():
        _check_node(node)
    return Checked(tree, _check_names(tree))


def write(checked: Checked, *, dialect: str, actor: Actor, limit: int, offset: int = 0) -> str:
    """Write the statement for a database ("sqlite", "postgresql"), with the actor's rows only and a limit around it.

    Raises QueryRefusedError for a table that only administrators read.
    """
    tree = checked.tree.copy()
    for table in list(tree.find_all(exp.Table)):
        if not table.alias:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name.lower())))
        table.set("this", exp.to_identifier(table.name.lower()))
        if not actor.sees_all:
            table.replace(_own_rows(table, REPORT_TABLES[table.name], actor))
    inner = tree.sql({"postgresql": "postgres"}.get(dialect, dialect), identify=True, comments=False)
    # one row more than asked for tells that there are more
    return f'SELECT * FROM ({inner}) AS "{OUTER}" LIMIT {int(limit)} OFFSET {int(offset)}'  # noqa: S608 written here


def _own_rows(table: exp.Table, declared: ReportTable, actor: Actor) -> exp.Subquery:
    """Return the rows of a table that the actor sees; its LIMIT keeps the outer conditions out of it.

    Conditions that were tried on foreign rows first could tell of them by failing.
    """
    if declared.owner_column is None:
        raise QueryRefusedError("query_administrators_table", **_place(table), word=declared.name)
    reach = [_in(declared.owner_column, sorted(actor.organisation_ids))] if actor.organisation_ids else []
    if declared.office_column and actor.customs_codes:
        offices = _in(declared.office_column, sorted(actor.customs_codes))
        if declared.declared_column:
            offices = exp.and_(offices, exp.column(declared.declared_column).is_(exp.Null()).not_())
        reach.append(offices)
    rows = exp.select("*").from_(exp.to_table(declared.name)).where(exp.or_(*reach) if reach else exp.false())
    return exp.Subquery(this=rows.limit(2**62), alias=exp.TableAlias(this=exp.to_identifier(table.alias)))


def _in(column: str, values: list[int] | list[str]) -> exp.Expr:
    return exp.In(this=exp.column(column), expressions=[exp.convert(value) for value in values])


def _check_node(node: exp.Expr) -> None:
    allowed = NODES.get(type(node))
    if allowed is None:
        code = "query_function" if isinstance(node, exp.Func) else "query_part"
        raise _refused(code, node)
    for name, value in node.args.items():
        if value not in (None, False, [], "") and name not in allowed | UNWRITTEN:
            raise _refused("query_part", node)
    rule = _RULES.get(type(node))
    if rule is not None:
        rule(node)


def _check_join(node: exp.Expr) -> None:
    kind, side = str(node.args.get("kind") or "").upper(), str(node.args.get("side") or "").upper()
    if kind not in ("", "INNER", "CROSS", "OUTER") or side not in ("", "LEFT") or type(node.this) is not exp.Table:
        raise _refused("query_join", node)


def _check_source(node: exp.Expr) -> None:
    if type(node.this) is not exp.Table:
        raise _refused("query_part", node)


def _check_cast(node: exp.Expr) -> None:
    if node.args["to"].this not in TYPES:
        raise _refused("query_type", node)


def _check_star(node: exp.Expr) -> None:
    if not isinstance(node.parent, exp.Count | exp.Select | exp.Column):
        raise _refused("query_part", node)


def _check_number(node: exp.Expr) -> None:
    if not node.is_string and (not node.name.replace(".", "", 1).isdigit() or len(node.name) > MAX_DIGITS):
        raise _refused("query_number", node)


def _check_count(node: exp.Expr) -> None:
    if not (isinstance(node.args["expression"], exp.Literal) and not node.args["expression"].is_string):
        raise _refused("query_number", node)


_RULES: Mapping[type[exp.Expr], Callable[[exp.Expr], None]] = {
    exp.Join: _check_join,
    exp.From: _check_source,
    exp.Cast: _check_cast,
    exp.Star: _check_star,
    exp.Literal: _check_number,
    exp.Limit: _check_count,
    exp.Offset: _check_count,
}


def _check_names(tree: exp.Select) -> frozenset[str]:
    """Check that tables are reporting tables and columns theirs; return the tables."""
    tables = list(tree.find_all(exp.Table))
    if not tables:
        raise QueryRefusedError("query_no_table")
    if len(tables) > MAX_TABLES:
        raise _refused("query_too_many_tables", tables[MAX_TABLES])
    sources: dict[str, ReportTable] = {}
    for table in tables:
        found = REPORT_TABLES.get(table.name.lower())
        if found is None:
            raise _refused("query_table", table)
        name = (table.alias or table.name).lower()
        if name in sources:
            raise _refused("query_same_name", table)
        sources[name] = found
    aliases = {one.alias.lower() for one in tree.expressions if isinstance(one, exp.Alias)}
    for column in tree.find_all(exp.Column):
        _check_column(column, sources, aliases)
    return frozenset(table.name for table in sources.values())


def _check_column(column: exp.Column, sources: Mapping[str, ReportTable], aliases: set[str]) -> None:
    name, table = column.name.lower(), column.table.lower()
    if table and table not in sources:
        raise _refused("query_table", column, word=column.table)
    if isinstance(column.this, exp.Star):
        return
    known = sources[table].columns if table else {one for source in sources.values() for one in source.columns}
    if name not in known and (table or name not in aliases):
        raise _refused("query_column", column)
    # unquoted names mean small letters: quoted ones must be written so, else databases disagree
    if column.this.quoted and name in known and column.name != name:
        raise _refused("query_column", column)


def _refused(code: str, node: exp.Expr, *, word: str = "") -> QueryRefusedError:
    return QueryRefusedError(code, **_place(node), word=word or node.name or node.sql("postgres")[:40])


def _place(node: exp.Expr) -> dict[str, int]:
    """Return where a node stands: its own place, or that of the first part of it that knows one."""
    for part in node.walk(bfs=False):
        if "line" in part.meta:
            length = part.meta["end"] - part.meta["start"]
            return {"line": part.meta["line"], "column": max(1, part.meta["col"] - length)}
    return {"line": 1, "column": 1}


def _unreadable(error: SqlglotError) -> QueryRefusedError:
    found = (getattr(error, "errors", None) or [{}])[0]
    word = str(found.get("highlight") or "")
    column = max(1, int(found.get("col") or 1) - len(word) + 1)
    return QueryRefusedError("query_unreadable", line=int(found.get("line") or 1), column=column, word=word)
