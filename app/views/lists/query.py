"""The query row of a list 查询/重置: fixed fields, each read from a plain GET parameter into one condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from sqlalchemy import or_, select
from sqlalchemy.sql import ColumnElement

from app.domain.days import CHINA
from app.views.lists.errors import refuse
from app.views.lists.interface import DataColumn
from app.views.words.columns import label_of
from app.views.words.label import Choices, Label, pairs

Match = Literal["contains", "starts", "exact"]
MAX_TEXT = 200
YEARS = range(1900, 2200)


@dataclass(frozen=True, kw_only=True)
class QueryField:
    """Declare one field; `names` are its GET parameters.

    name   the GET parameter (default: the name of the column that is searched)
    label  as the catalogue has it for `key`, else for the column that is searched, unless another is given here
    """

    name: str = ""
    label: Label = ""
    key: str = ""
    wording: str = ""
    kind: str = "text"

    def __post_init__(self) -> None:
        """Take from the catalogue and from the column what is not given."""
        searched = self.searched()
        key = (searched.key if searched is not None else "") or self.name
        if isinstance(self.label, str) and not self.label:
            object.__setattr__(self, "label", label_of(self.key or key, self.wording))
        object.__setattr__(self, "name", self.name or key)

    def searched(self) -> DataColumn | None:
        """Return the column that the field is named after, where it searches one."""
        return None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        """Yield what the typed values ask for; raises BadArgumentError."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Text(QueryField):
    """Find text: anywhere, at the beginning, or exactly; `columns` are alternatives.

    known  the column of all texts that the only column ever carried: it is searched, and then the rows that carry those
    """

    columns: Sequence[DataColumn]
    match: Match = "contains"
    known: DataColumn | None = None

    def searched(self) -> DataColumn | None:
        return self.columns[0] if self.columns else None

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        text = values.get(self.name, "")
        if text:
            yield self._found([text])

    def _found(self, texts: Iterable[str]) -> ColumnElement[bool]:
        searched = self.columns if self.known is None else (self.known,)
        found = or_(*(self._matches(column, text) for column in searched for text in texts))
        return found if self.known is None else self.columns[0].in_(select(self.known).where(found))

    def _matches(self, column: DataColumn, text: str) -> ColumnElement[bool]:
        if self.match == "contains":
            return column.icontains(text, autoescape=True)
        return column.startswith(text, autoescape=True) if self.match == "starts" else column == text


@dataclass(frozen=True, kw_only=True)
class WordedText(Text):
    """Find text as the list shows it: `stored` tells how what was typed may stand in the database besides."""

    stored: Callable[[str], Iterator[str]]

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        typed = values.get(self.name, "").strip()
        if typed:
            yield self._found(dict.fromkeys([typed, *self.stored(typed)]))


@dataclass(frozen=True, kw_only=True)
class Choice(QueryField):
    """Find one of several values; `condition` makes more of a value than equality."""

    choices: Choices
    column: DataColumn | None = None
    condition: Callable[[str], ColumnElement[bool]] | None = None
    kind: str = "choice"

    def searched(self) -> DataColumn | None:
        return self.column

    def pairs(self) -> Sequence[tuple[str, str]]:
        """Return the values to choose from with their labels."""
        return pairs(self.choices)

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        value = values.get(self.name, "")
        if not value:
            return
        if value not in {code for code, _label in self.pairs()}:
            raise refuse(self.name, value)
        if self.condition is not None:
            yield self.condition(value)
        elif self.column is not None:
            yield self.column == value


@dataclass(frozen=True, kw_only=True)
class DateRange(QueryField):
    """Find days from … to …, both included; timestamps are compared with days of China (design §2.7).

    name  the GET parameters are `from` and `to`, or `<name>_from` and `<name>_to`
    """

    column: DataColumn
    kind: str = "dates"
    is_timestamp: bool = True
    is_naive: bool = False  # FAB's own columns hold the server's local time without a zone
    name: str = "dates"

    def searched(self) -> DataColumn | None:
        return self.column

    @property
    def first(self) -> str:
        return "from" if self.name == "dates" else f"{self.name}_from"

    @property
    def last(self) -> str:
        return "to" if self.name == "dates" else f"{self.name}_to"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.first, self.last)

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        first, last = (read_day(values.get(name, ""), name) for name in self.names)
        if first is not None:
            yield self.column >= (self._start(first) if self.is_timestamp else first)
        if last is not None and self.is_timestamp:
            yield self.column < self._start(last + timedelta(days=1))
        elif last is not None:
            yield self.column <= last

    def _start(self, day: date) -> datetime:
        start = datetime.combine(day, time(), tzinfo=CHINA)
        return start.astimezone().replace(tzinfo=None) if self.is_naive else start


def read_day(text: str, name: str, *, years: range = YEARS) -> date | None:
    """Read the day of a parameter, None when it is empty; raises BadArgumentError for what is no day of the years."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise refuse(name, text) from error
    if day.year not in years:
        raise refuse(name, text)
    return day


@dataclass(frozen=True)
class Query:
    """What a reader has asked for: values as typed, and the conditions they mean."""

    values: Mapping[str, str] = field(default_factory=dict)
    conditions: tuple[ColumnElement[bool], ...] = ()

    @classmethod
    def read(cls, fields: Sequence[QueryField], arguments: Mapping[str, str]) -> Query:
        """Read the fields' parameters; raises BadArgumentError for what no field of ours sends."""
        values = typed(fields, arguments)
        return cls(values, tuple(condition for one in fields for condition in one.conditions(values)))


def typed(fields: Sequence[QueryField], arguments: Mapping[str, str]) -> dict[str, str]:
    """Return the non-empty parameters that belong to the fields; raises BadArgumentError for impossible texts."""
    values = {}
    for name in (name for one in fields for name in one.names):
        value = arguments.get(name, "").strip()
        if "\0" in value or len(value) > MAX_TEXT or not _is_storable(value):
            raise refuse(name, value.encode("utf-8", "replace").decode())
        if value:
            values[name] = value
    return values


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
