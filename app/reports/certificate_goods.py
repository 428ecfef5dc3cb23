"""How goods lines are printed when there are more than the boxes take: what the boxes say, and the list of goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.catalogue.schema import Format, FormatField
from app.domain.document.content import Content, Row
from app.domain.document.printed import column_keys, printed_lines, row_lines, total_lines
from app.domain.names import Naming
from app.reports.certificate_head import told_in, words
from app.reports.certificate_values import PaperSettings
from app.reports.sheet_data import Line, TableData, Words

#: Goods lines that stand in the boxes; more go to the list of goods.
LINES_IN_BOXES = 3
#: The key of the list of goods.
GOODS = "goods"
ITEM_WIDTH = 10.0  # mm of the column of item numbers


@dataclass(frozen=True, kw_only=True)
class GoodsPrinter:
    """Print the goods of one document."""

    format: Format
    content: Content
    names: Naming
    settings: PaperSettings

    @property
    def lines(self) -> Sequence[Row]:
        """Return the goods lines."""
        return self.content.rows.get("goods_lines", ())

    @property
    def columns(self) -> dict[str, float]:
        """Return the columns of the list with their widths in mm; none for formats without a list."""
        return self.format.layout.goods.cols if self.format.layout.goods else {}

    def has_too_many(self) -> bool:
        """Tell whether the lines do not stand in the boxes."""
        return bool(self.columns) and len(self.lines) > LINES_IN_BOXES

    def summary(self, field: FormatField) -> list[Line]:
        """Return what a box prints when the lines stand in the list of goods; what the list says is not said twice."""
        if field.key == next(iter(self.columns)):
            count = len(self.lines)
            return self._see(
                f"共 {count} 项，见续页货物清单（第 {{}} 页）", f"{count} ITEMS, see list of goods, p. {{}}"
            )
        printed = list(dict.fromkeys(self._printed(field)))
        if field.key in self.columns:
            if len(printed) <= 1 and not self._totals(field):
                return [*printed]
            return self._see("见续页货物清单（第 {} 页）", "see list of goods, p. {}")
        return [*(self._totals(field) or printed)]

    def _see(self, zh: str, en: str) -> list[Line]:
        return [{"see": GOODS, "text": text} for text in told_in(self.format, zh, en)]

    def table(self) -> TableData:
        """Return the list of goods with item numbers and totals."""
        fields = [self.format.field(key) for key in self.columns]
        rows = [
            [str(at), *(self._listed(field, row) for field in fields)] for at, row in enumerate(self.lines, start=1)
        ]
        totals = [" / ".join(map(str, self._totals(field))) for field in fields]
        totals[0] = "合计 TOTAL" if self.format.bilingual else "合计"
        return {
            "key": GOODS,
            "caption": words("货物清单", "LIST OF GOODS"),
            "columns": [words("序号", "Item"), *map(self._label, fields)],
            "rows": [*rows, ["", *totals]],
            "widths": [ITEM_WIDTH, *self.columns.values()],
            "align": ["middle", *map(self._align, fields)],
            "total": True,
            "ending": True,
        }

    def _label(self, field: FormatField) -> Words:
        if _has_number(field) and len(column_keys(field)) > 1:
            return words(field.zh.partition("名称")[0].partition("（")[0], "Establishment No.")
        return dict(field.words)

    def _align(self, field: FormatField) -> Literal["left", "middle", "number"]:
        if field.kind in {"quantity", "money"}:
            return "number"
        return "left" if field.key == next(iter(self.columns)) else "middle"

    def _printed(self, field: FormatField) -> list[str]:
        return printed_lines(self.format, field.key, self.content, names=self.names, filler=self.settings.filler)

    def _totals(self, field: FormatField) -> tuple[str, ...]:
        totals = total_lines(self.format, field.key, self.content, names=self.names, filler=self.settings.filler)
        return tuple(totals or ())

    def _listed(self, field: FormatField, row: Row) -> str:
        """Return what one line prints in the list, where an establishment's number says enough."""
        if _has_number(field):
            number = next((row.get(column, "") for column in column_keys(field) if column.endswith("_reg_no")), "")
            if number.strip():
                return number.strip()
        return " ".join(row_lines(self.format, field.key, row, names=self.names, filler=self.settings.filler))


def _has_number(field: FormatField) -> bool:
    """Tell whether the field prints an establishment with its approval number."""
    return any(column.endswith("_reg_no") for column in column_keys(field))
