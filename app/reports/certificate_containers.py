"""How containers and their seals are printed: line by line in the boxes, in pairs on a list when there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.catalogue.schema import Format, FormatField
from app.domain.document.content import Content, Row
from app.domain.document.printed import column_keys
from app.reports.certificate_head import told_in, words
from app.reports.sheet_data import Line, TableData

#: Containers that stand in the boxes; more go to a list.
LINES_IN_BOXES = 4
#: The key of the list of containers.
CONTAINERS = "containers_and_seals"
COLUMNS = {"container_no": ("集装箱号", "Container No."), "seal_no": ("封号", "Seal No.")}
WIDTHS = (10.0, 42.0, 39.0)  # mm of number, container, seal


@dataclass(frozen=True, kw_only=True)
class ContainersPrinter:
    """Print the containers of one document."""

    format: Format
    content: Content
    sets: int = 2

    @property
    def rows(self) -> Sequence[Row]:
        """Return the containers."""
        return [row for row in self.content.rows.get("containers", ()) if any(map(str.strip, row.values()))]

    def prints(self, field: FormatField) -> bool:
        """Tell whether the field lists containers or seals, and there are any."""
        keys = column_keys(field)
        return field.repeats == "container" and bool(keys) and {*keys} <= {*COLUMNS} and bool(self.rows)

    def has_too_many(self) -> bool:
        """Tell whether the containers do not stand in the boxes."""
        return len(self.rows) > LINES_IN_BOXES and any(map(self.prints, self.format.fields))

    def lines(self, field: FormatField) -> list[Line]:
        """Return what a box prints: a line for each container, empty where it has none, or where the list is."""
        if not self.has_too_many():
            found = [" / ".join(filter(None, self._texts(row, column_keys(field)))) for row in self.rows]
            while found and not found[-1]:
                found.pop()
            return [*found] or ([field.empty_text] if field.empty_text else [])
        count = len(self.rows)
        zh, en = f"共 {count} 个，见续页集装箱清单（第 {{}} 页）", f"{count}, see list of containers, p. {{}}"
        if "container_no" not in column_keys(field):
            zh, en = "见续页集装箱清单（第 {} 页）", "see list of containers, p. {}"
        return [{"see": CONTAINERS, "text": text} for text in told_in(self.format, zh, en)]

    def _texts(self, row: Row, keys: Sequence[str]) -> list[str]:
        return [(row.get(key) or "").strip() for key in keys]

    def table(self) -> TableData:
        """Return the list of containers with their seals, numbered."""
        labels = [("序号", "No."), *COLUMNS.values()]
        return {
            "key": CONTAINERS,
            "caption": words("集装箱清单", "LIST OF CONTAINERS"),
            "columns": [words(*label) for label in labels],
            "rows": [[str(at), *self._texts(row, [*COLUMNS])] for at, row in enumerate(self.rows, start=1)],
            "widths": [*WIDTHS],
            "ending": True,
        }
