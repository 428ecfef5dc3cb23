"""The rules that join a box's sources: what smart import writes into it, and which lines its rows print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.document import row_rules as rows
from app.domain.document import value_rules as values
from app.domain.document.row_rules import Look, Style
from app.domain.document.value_rules import Found

ValueRule = Callable[[Sequence[Found], Style], str]
LinesRule = Callable[[Sequence[rows.Texts], Look], list[str]]
#: The source columns a row must fill, as alternatives: any one of the sets is enough.
Needs = Callable[[Sequence[str]], Sequence[frozenset[str]]]


def all_of(keys: Sequence[str]) -> Sequence[frozenset[str]]:
    """Need every source column."""
    return (frozenset(keys),)


def any_of(keys: Sequence[str]) -> Sequence[frozenset[str]]:
    """Need at least one of the source columns."""
    return tuple(frozenset({key}) for key in keys)


def first_of(keys: Sequence[str]) -> Sequence[frozenset[str]]:
    """Need the first source column; the others may stay empty."""
    return (frozenset(keys[:1]),)


def pairs_of(keys: Sequence[str]) -> Sequence[frozenset[str]]:
    """Need at least one pair of number and unit."""
    return tuple(frozenset(keys[i : i + 2]) for i in range(0, len(keys) - 1, 2))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Join sources: `value` for a field of its own, `lines` for printed rows, `totals` when there are many rows."""

    value: ValueRule | None = None
    lines: LinesRule | None = None
    totals: LinesRule | None = None
    needs: Needs = any_of

    def always_needed(self, keys: Sequence[str]) -> frozenset[str]:
        """Return the source columns without which a required box cannot be printed."""
        return frozenset.intersection(*self.needs(keys))


#: The one table of rules: a new joining is a row here and a function in value_rules or row_rules.
RULES: Mapping[str, Rule] = {
    "text": Rule(value=values.text, lines=rows.lines),
    "first": Rule(value=values.text),
    "party": Rule(value=values.party),
    "slash": Rule(value=values.slash),
    "date": Rule(value=values.day),
    "city": Rule(value=values.city),
    "country_name": Rule(value=values.country_name),
    "country_place": Rule(value=values.country_place),
    "port_country": Rule(value=values.port_country),
    "conveyance": Rule(value=values.conveyance),
    "total": Rule(value=values.total),
    "distinct": Rule(value=values.distinct, lines=rows.distinct),
    "lines": Rule(lines=rows.lines),
    "distinct_lines": Rule(lines=rows.distinct_lines, needs=first_of),
    "amount": Rule(lines=rows.amounts, totals=rows.total_amounts, needs=all_of),
    "amounts": Rule(lines=rows.amounts, totals=rows.total_amounts, needs=pairs_of),
    "bulk_or_amounts": Rule(lines=rows.bulk_or_amounts, totals=rows.total_bulk_or_amounts, needs=pairs_of),
    "packages": Rule(lines=rows.packages, totals=rows.total_packages, needs=all_of),
    "money": Rule(lines=rows.money, totals=rows.money, needs=all_of),
    "dates": Rule(lines=rows.dates),
    "comma": Rule(lines=rows.comma),
    "spec_and_count": Rule(lines=rows.spec_and_count, needs=first_of),
}
