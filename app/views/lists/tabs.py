"""Status tabs of a list, each with its number of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.views.lists.errors import refuse
from app.views.lists.interface import DataColumn
from app.views.lists.paging import CAP
from app.views.words.columns import label_of
from app.views.words.label import Choices, Label, pairs


@dataclass(frozen=True, kw_only=True)
class TabSpec:
    """Declare the tabs: the column, whose name is the GET parameter too, and the values with their labels."""

    column: DataColumn
    options: Choices

    @property
    def name(self) -> str:
        return self.column.key or ""

    @property
    def label(self) -> Label:
        return label_of(self.name)

    def read(self, text: str) -> str:
        """Return the chosen value, empty for all; raises BadArgumentError for an unknown one."""
        if text and text not in {value for value, _label in pairs(self.options)}:
            raise refuse(self.name, text)
        return text


@dataclass(frozen=True)
class Tab:
    """One tab as the page shows it; `is_least` when not all rows were counted."""

    value: str
    label: str
    count: int
    is_current: bool
    is_least: bool = False

    @property
    def shown_count(self) -> str:
        if self.count > CAP:
            return f"{CAP}+"
        if self.is_least:
            return f"{self.count}+" if self.count else ""
        return str(self.count)


def tabs(spec: TabSpec, counts: Mapping[str, int], *, current: str, all_label: str, is_cut: bool = False) -> list[Tab]:
    """Return the tab of all rows and one for each value; of counts that were cut off, each says at least."""
    total = sum(counts.values())
    return [Tab("", all_label, total, not current)] + [
        Tab(value, label, counts.get(value, 0), value == current, is_cut) for value, label in pairs(spec.options)
    ]
