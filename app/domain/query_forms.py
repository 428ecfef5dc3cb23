"""The form of a query: table, columns, conditions, grouping, totals, order; it writes the SELECT for the text box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import DomainError
from app.domain.report_tables import REPORT_TABLES, is_number

TOTALS = ("count", "sum", "avg", "min", "max")
#: code of a comparison → how it is written; {} is the value
COMPARISONS = {
    "equals": "= {}",
    "differs": "<> {}",
    "from": ">= {}",
    "to": "<= {}",
    "contains": "ILIKE {}",
    "begins": "LIKE {}",
    "empty": "IS NULL",
    "filled": "IS NOT NULL",
}
DIRECTIONS = ("asc", "desc")


@dataclass(frozen=True)
class Condition:
    """Compare a column with a value, both as the form gives them."""

    column: str
    comparison: str
    value: str = ""


@dataclass(frozen=True)
class Total:
    """Take a total of a column; "count" counts rows and needs none."""

    function: str
    column: str = ""

    @property
    def alias(self) -> str:
        return "row_count" if self.function == "count" else f"{self.function}_{self.column}"


@dataclass(frozen=True, kw_only=True)
class QueryForm:
    """Hold what the form says; columns are what is grouped by as soon as there is a total."""

    table: str
    columns: Sequence[str] = ()
    conditions: Sequence[Condition] = ()
    totals: Sequence[Total] = ()
    order: str = ""
    direction: str = "asc"


def written(form: QueryForm) -> str:
    """Return the SELECT that the form means; raises DomainError for what the table does not have."""
    table = REPORT_TABLES.get(form.table)
    if table is None:
        raise DomainError("query_table", line=1, column=1, word=form.table)
    _check(form, table.columns)
    shown = [*form.columns, *(f"{_call(total)} AS {total.alias}" for total in form.totals)]
    lines = [f"SELECT {', '.join(shown or table.columns)}", f"FROM {form.table}"]
    if form.conditions:
        lines.append("WHERE " + "\n  AND ".join(_compared(condition) for condition in form.conditions))
    if form.totals and form.columns:
        lines.append(f"GROUP BY {', '.join(form.columns)}")
    if form.order:
        lines.append(f"ORDER BY {form.order} {form.direction.upper()}")
    return "\n".join(lines)


def _check(form: QueryForm, known: Sequence[str]) -> None:
    aliases = [total.alias for total in form.totals]
    ordered = [form.order] if form.order and form.order not in aliases else []
    totalled = [total.column for total in form.totals if total.function != "count"]
    for column in (*form.columns, *(condition.column for condition in form.conditions), *totalled, *ordered):
        if column not in known:
            raise DomainError("query_column", line=1, column=1, word=column)
    wrong = [one.comparison for one in form.conditions if one.comparison not in COMPARISONS]
    wrong += [total.function for total in form.totals if total.function not in TOTALS]
    wrong += [form.direction] if form.direction not in DIRECTIONS else []
    if wrong:
        raise DomainError("query_word", line=1, column=1, word=wrong[0])


def _call(total: Total) -> str:
    return "count(*)" if total.function == "count" else f"{total.function}({total.column})"


def _compared(condition: Condition) -> str:
    if condition.comparison in ("empty", "filled"):
        return f"{condition.column} {COMPARISONS[condition.comparison].format('')}".rstrip()
    return f"{condition.column} {COMPARISONS[condition.comparison].format(_value(condition))}"


def _value(condition: Condition) -> str:
    """Write a value: numbers bare, text in quotes, with the signs of LIKE around it."""
    text = condition.value.strip()
    if is_number(condition.column) and condition.comparison not in ("contains", "begins"):
        if not (text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()):
            raise DomainError("query_not_a_number", word=text, name=condition.column)
        return text
    text = {"contains": f"%{text}%", "begins": f"{text}%"}.get(condition.comparison, text)
    return "'" + text.replace("'", "''") + "'"
