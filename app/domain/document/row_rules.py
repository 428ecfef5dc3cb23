"""Print the rows of a document: each rule turns the texts of some columns, row by row, into the lines of a box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.document.texts import grouped, plain_number, printed_date, printed_quantity, read_date, read_number
from app.domain.names import Naming

Texts = Sequence[str]  # the texts of a rule's source columns in one row
_LISTED_DATES = 3  # more days than these print as first – last
_BULK = ("散装", "IN BULK")


@dataclass(frozen=True, kw_only=True)
class Look:
    """Hold how a document is printed: in which languages, and with which filler before declared numbers.

    languages  those of the paper; without them Chinese, and English where it is bilingual
    """

    bilingual: bool
    filler: str = "~ "
    languages: Sequence[str] = ()

    @property
    def separator(self) -> str:
        """Return what stands between values in one line that may hold commas themselves."""
        return "; " if self.bilingual else "；"


@dataclass(frozen=True, kw_only=True)
class Style(Look):
    """Add what names countries and codes."""

    names: Naming

    def in_languages(self, name_in: Callable[[str], str | None]) -> str:
        """Write a name in the languages of the paper, `韩国 KOREA`; in English or Chinese where it lacks them."""
        languages = self.languages or (("zh", "en") if self.bilingual else ("zh",))
        named = [(language, name_in(language)) for language in languages]
        found = unique(name if language == "zh" else name.upper() for language, name in named if name)
        return " ".join(found) or name_in("en") or name_in("zh") or ""


def is_bulk(package_type: str) -> bool:
    """Tell whether a package type says that the goods are not packed; then there is nothing to count."""
    return package_type.upper().startswith(_BULK)


def _spaced(texts: Iterable[str]) -> str:
    return " ".join(text for text in texts if text)


def unique(texts: Iterable[str]) -> list[str]:
    """Return each text once, in order, without empty ones."""
    return list(dict.fromkeys(text for text in texts if text))


def lines(rows: Sequence[Texts], _look: Look) -> list[str]:
    """Print one line for each row."""
    return _without_trailing_blanks([_spaced(row) for row in rows])


def distinct(rows: Sequence[Texts], look: Look) -> list[str]:
    """Print the distinct values in one line."""
    joined = look.separator.join(unique(_spaced(row) for row in rows))
    return [joined] if joined else []


def distinct_lines(rows: Sequence[Texts], _look: Look) -> list[str]:
    """Print each distinct combination on a line."""
    return unique(_spaced(row) for row in rows)


def amounts(rows: Sequence[Texts], look: Look) -> list[str]:
    """Print pairs of number and unit: `~ 30 kg`, two pairs of a row joined by a slash."""
    return _without_trailing_blanks([_amounts_of(row, look) for row in rows])


def _amounts_of(row: Texts, look: Look) -> str:
    pairs = zip(row[::2], row[1::2], strict=False)
    printed = [printed_quantity(_spaced(pair), filler=look.filler) for pair in pairs if pair[0]]
    return " / ".join(printed)


def bulk_or_amounts(rows: Sequence[Texts], look: Look) -> list[str]:
    """Print amounts, after `IN BULK` where the last column, the package type, says so."""
    printed = [_amounts_of(row[:4], look) for row in rows]
    marked = [_spaced(("IN BULK" if is_bulk(row[4]) else "", text)) for row, text in zip(rows, printed, strict=True)]
    return _without_trailing_blanks(marked)


def total_bulk_or_amounts(rows: Sequence[Texts], look: Look) -> list[str]:
    """Print the totals, after `IN BULK` when no line is packed."""
    totals = total_amounts([row[:4] for row in rows], look)
    is_all_bulk = bool(rows) and all(is_bulk(row[4]) for row in rows)
    return [_spaced(("IN BULK", text)) for text in totals] if is_all_bulk else totals


def total_amounts(rows: Sequence[Texts], look: Look) -> list[str]:
    """Print the total for each unit, quantities before weights."""
    widest = max((len(row) for row in rows), default=0)
    found: list[str] = []
    for i in range(0, widest, 2):
        found += _totals([(row[i], row[i + 1]) for row in rows if row[i]], look)
    return found


def packages(rows: Sequence[Texts], look: Look) -> list[str]:
    """Print count and type of packages: `~ 1,440 袋 BAGS`; bulk goods print their type only."""
    return _without_trailing_blanks([_packages_of(row, look) for row in rows])


def _packages_of(row: Texts, look: Look) -> str:
    count, package_type = row[0], row[1]
    if is_bulk(package_type) or not count:
        return package_type
    return printed_quantity(_spaced((count, package_type)), filler=look.filler)


def total_packages(rows: Sequence[Texts], look: Look) -> list[str]:
    """Print the total for each type of package."""
    bulk = unique(row[1] for row in rows if is_bulk(row[1]) or not row[0])
    return [*_totals([(row[0], row[1]) for row in rows if row[0] and not is_bulk(row[1])], look), *bulk]


def _totals(pairs: Sequence[tuple[str, str]], look: Look) -> list[str]:
    sums: dict[str, Decimal] = {}
    for count, unit in pairs:
        number = read_number(count)
        if number is None:  # typed as words: a sum would not be true
            return unique(printed_quantity(_spaced(pair), filler=look.filler) for pair in pairs)
        sums[unit] = sums.get(unit, Decimal(0)) + number
    return [f"{look.filler}{grouped(plain_number(total))} {unit}".rstrip() for unit, total in sums.items()]


def money(rows: Sequence[Texts], _look: Look) -> list[str]:
    """Print the sum for each currency: `USD 12,345.00`."""
    sums: dict[str, Decimal] = {}
    for value, currency in rows:
        number = read_number(value)
        if number is not None:
            sums[currency] = sums.get(currency, Decimal(0)) + number
    return [_spaced((currency, f"{total:,.2f}")) for currency, total in sums.items()]


def dates(rows: Sequence[Texts], look: Look) -> list[str]:
    """Print the distinct days of all rows: up to three as a list, more as first – last; other texts as they are."""
    texts = unique(part.strip() for row in rows for text in row for part in text.replace("，", ",").split(","))
    if len(texts) > _LISTED_DATES and all(read_date(text) for text in texts):
        first, last = min(texts), max(texts)
        return [" – ".join(printed_date(text, bilingual=look.bilingual) for text in (first, last))]
    joined = ", ".join(printed_date(text, bilingual=look.bilingual) for text in texts)
    return [joined] if joined else []


def comma(rows: Sequence[Texts], _look: Look) -> list[str]:
    """Print all values in one line, in the order of the rows."""
    joined = ", ".join(text for row in rows if (text := _spaced(row)))
    return [joined] if joined else []


def spec_and_count(rows: Sequence[Texts], _look: Look) -> list[str]:
    """Print how many containers there are of each specification: `2 × 40英尺`; a row without a count is one."""
    sums: dict[str, int] = {}
    for spec, count in rows:
        if spec:
            sums[spec] = sums.get(spec, 0) + (int(count) if count.isascii() and count.isdigit() else 1)
    return [f"{count} × {spec}" for spec, count in sums.items()]


def _without_trailing_blanks(texts: list[str]) -> list[str]:
    """Keep blank lines between rows, so that boxes side by side stay in step, but none at the end."""
    while texts and not texts[-1]:
        texts.pop()
    return texts
