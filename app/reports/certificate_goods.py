"""How goods lines are printed when there are more than the boxes take: what the boxes say, and the list of goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.catalogue.schema import Format, FormatField
from app.domain.document.content import Content, Row
from app.domain.document.printed import column_keys, printed_lines, row_lines, total_lines
from app.domain.names import Naming
from app.reports.certificate_head import label_of
from app.reports.certificate_values import PaperSettings
from app.reports.sheets import SHEET_WIDTH, Column, Grid, Label, Line, PageReference

#: Goods lines that stand in the boxes; more go to the list of goods.
LINES_IN_BOXES = 3
#: The key of the list of goods among the continued sections.
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

    def summary(self, field: FormatField) -> tuple[Line, ...]:
        """Return what a box prints when the lines stand in the list of goods."""
        if field.key == next(iter(self.columns)):
            count = len(self.lines)
            zh, en = f"共 {count} 项，见续页货物清单（第 {{}} 页）", f"{count} ITEMS, see list of goods on page {{}}"
            return tuple(PageReference(text, GOODS) for text in ((zh, en) if self.format.bilingual else (zh,)))
        totals = self._totals(field)
        if totals:
            return totals
        printed = self._printed(field)
        if field.key not in self.columns or len(set(printed)) <= 1:
            return tuple(dict.fromkeys(printed))
        return (PageReference("见续页货物清单（第 {} 页）", GOODS),)

    def grid(self) -> Grid:
        """Return the list of goods with item numbers and totals."""
        fields = [self.format.field(key) for key in self.columns]
        heads = [Column(label=self._label("序号", "Item"), width=100 * ITEM_WIDTH / SHEET_WIDTH, align="n")]
        heads += [self._column(field, width) for field, width in zip(fields, self.columns.values(), strict=True)]
        rows = [
            (str(at), *(self._listed(field, row) for field in fields)) for at, row in enumerate(self.lines, start=1)
        ]
        totals = [" / ".join(map(str, self._totals(field))) for field in fields]
        totals[0] = "合计 TOTAL" if self.format.bilingual else "合计"
        return Grid(
            key=GOODS,
            caption=self._label("货物清单", "LIST OF GOODS"),
            columns=tuple(heads),
            rows=(*rows, ("", *totals)),
            has_total=True,
        )

    def _label(self, zh: str, en: str) -> Label:
        return Label(zh, en if self.format.bilingual else "")

    def _column(self, field: FormatField, width: float) -> Column:
        if field.kind in {"quantity", "money"}:
            return Column(label=label_of(self.format, field), width=100 * width / SHEET_WIDTH, align="num")
        if _has_number(field) and len(column_keys(field)) > 1:
            label = self._label(field.zh.partition("名称")[0].partition("（")[0], "Establishment No.")
            return Column(label=label, width=100 * width / SHEET_WIDTH)
        is_first = field.key == next(iter(self.columns))
        return Column(
            label=label_of(self.format, field), width=100 * width / SHEET_WIDTH, align="" if is_first else "mid"
        )

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
