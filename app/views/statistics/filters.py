"""Query fields that only a number of a statistic fills: the rows that it counts, shown while they narrow a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.sql import ColumnElement

from app.domain.workflow import Action
from app.models import Application, ApplicationEvent, Certificate, Organisation
from app.views.lists.interface import DataColumn
from app.views.lists.query import MAX_TEXT, DateRange, QueryField


def enclosed(text: str) -> str | None:
    """Write a text as an argument that keeps its ends and may be empty; None for one that no address takes."""
    return f"[{text}]" if len(text) + 2 <= MAX_TEXT and "\0" not in text else None


@dataclass(frozen=True, kw_only=True)
class Counted(QueryField):
    """Find exactly what a number counts; `condition` takes the text between the brackets."""

    condition: Callable[[str], ColumnElement[bool]]
    words: Callable[[str], str] = str
    kind: str = "counted"

    def shown(self, values: Mapping[str, str]) -> str:
        """Return what the list is narrowed to, in words."""
        return self.words(values[self.name][1:-1]) or "—"

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        if self.name in values:
            yield self.condition(values[self.name][1:-1])


@dataclass(frozen=True, kw_only=True)
class CountedInPeriod(QueryField):
    """Find the documents of the applications that a number counts; days and text speak of the same row.

    found  text → the SELECT of application ids
    at     the moment that the days are compared with
    """

    found: Callable[[str], Select[int]]
    at: DataColumn
    words: Callable[[str], str] = str
    kind: str = "counted"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}_from", f"{self.name}_to")

    def shown(self, values: Mapping[str, str]) -> str:
        """Return what the list is narrowed to, in words."""
        days = " – ".join(values[name] for name in self.names[1:] if name in values)
        return " · ".join(filter(None, (self.words(values[self.name][1:-1]) or "—", days)))

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        if self.name in values:
            days = DateRange(label=self.label, column=self.at, name=self.name)
            wanted = self.found(values[self.name][1:-1]).where(*days.conditions(values))
            yield Certificate.application_id.in_(wanted)


def of_enterprise(name: str) -> ColumnElement[bool]:
    """Return the condition that a document belongs to the enterprise of this name."""
    return Certificate.organisation_id.in_(select(Organisation.id).where(Organisation.name == name))


def returned_for(opinion: str) -> Select[int]:
    """Select the applications that were returned with this opinion."""
    event = ApplicationEvent
    return select(event.application_id).where(event.action == Action.RETURN.value, event.opinion == opinion)


def reissued_for(text: str) -> Select[int]:
    """Select the applications for a reissue of a kind with a reason, `kind:reason`."""
    kind, _colon, reason = text.partition(":")
    return select(Application.id).where(Application.reissue_kind == kind, Application.reissue_reason == reason)
