"""The blocks of a format filled with a document's contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.catalogue.loader import catalogue
from app.catalogue.schema import (
    ROW_GROUPS,
    Cell,
    Format,
    FormatField,
    IssueBlock,
    RowsBlock,
    Table,
    TableBlock,
    TableColumn,
    TextBlock,
)
from app.domain.document.content import Content, Row
from app.domain.document.printed import cell_text, fixed_texts, printed_lines
from app.domain.document.texts import printed_date
from app.domain.names import Naming
from app.reports.certificate_goods import GOODS, GoodsPrinter
from app.reports.certificate_head import label_of
from app.reports.certificate_values import PaperSettings
from app.reports.measure import line_count
from app.reports.sheets import (
    SHEET_WIDTH,
    Block,
    Box,
    Boxes,
    Choice,
    Column,
    Grid,
    Issue,
    IssueCell,
    Label,
    Line,
    PageReference,
    Paragraph,
    Text,
)

#: What stands in an empty row of a table that is not filled in by hand.
EMPTY = "***"
END_MARK = "*****"
#: Millimetres beside the seal, and the lines of a value there before it is set smaller.
ISSUE_WIDTH, LINES_IN_ISSUE = 122.0, 2


@dataclass(frozen=True, kw_only=True)
class Composer:
    """Fill the blocks of one format; `moved` names boxes, tables and texts that continue on further sheets."""

    format: Format
    content: Content
    names: Naming
    settings: PaperSettings

    def blocks(self, moved: frozenset[str]) -> list[Block]:
        """Return the blocks of the first sheet, without what is left out."""
        blocks: list[Block | None] = []
        for block in self.format.layout.blocks:
            if isinstance(block, RowsBlock):
                blocks.append(self._boxes(block, moved))
            elif isinstance(block, TableBlock):
                blocks.append(self._table_block(block, moved))
            elif isinstance(block, TextBlock):
                blocks.append(self._text_block(block, moved))
            else:
                blocks.append(self._issue(block))
        return [block for block in blocks if block is not None]

    @cached_property
    def goods(self) -> GoodsPrinter:
        """Return what prints the goods."""
        return GoodsPrinter(format=self.format, content=self.content, names=self.names, settings=self.settings)

    def label(self, zh: str, en: str) -> Label:
        """Return a label in the languages of the paper."""
        return Label(zh, en if self.format.bilingual else "")

    # rows

    def _boxes(self, block: RowsBlock, moved: frozenset[str]) -> Boxes | None:
        if block.hide == "chosen" and self.content.hidden:
            return None
        rows = [self._row([c if isinstance(c, Cell) else Cell(f=c) for c in row], moved) for row in block.rows]
        return Boxes(rows=tuple(row for row in rows if row))

    def _row(self, cells: Sequence[Cell], moved: frozenset[str]) -> tuple[Box, ...]:
        cells = [cell for cell in cells if cell.hide is None or self._is_filled(cell)]
        if not cells:
            return ()
        free = 12 - sum(cell.w or 0 for cell in cells)
        shared = sum(cell.w is None for cell in cells)
        boxes = []
        for cell in cells:
            width = SHEET_WIDTH * (cell.w or free / shared) / 12 if cell.w or shared else SHEET_WIDTH
            boxes.append(self._box(cell, width, moved))
        return tuple(boxes)

    def _is_filled(self, cell: Cell) -> bool:
        keys = cell.f if isinstance(cell.f, tuple) else (cell.f,)
        return any(self.lines_of(key) for key in keys)

    def _box(self, cell: Cell, width: float, moved: frozenset[str]) -> Box:
        first = self.format.field(cell.f[0] if isinstance(cell.f, tuple) else cell.f)
        label = label_of(self.format, first)
        label_width = cell.label or self.format.layout.label
        lines: tuple[Line, ...] = ()
        choices: tuple[Choice, ...] = ()
        if isinstance(cell.f, tuple):
            label = Label(*(text.removesuffix(end).strip() for text, end in ((label.zh, "自"), (label.en, "from"))))
            lines = (self._range(cell.f),)
        elif cell.shown_as == "checks":
            choices = self._choices(first)
        else:
            lines = self._box_lines(first, moved)
        return Box(
            key=first.key,
            label=label,
            label_width=100 * label_width / SHEET_WIDTH,
            value_width=100 * (width - label_width) / SHEET_WIDTH,
            lines=lines,
            choices=choices,
        )

    def _box_lines(self, field: FormatField, moved: frozenset[str]) -> tuple[Line, ...]:
        if field.key in moved:
            return self._see(field.key)
        if field.repeats == "goods_line" and GOODS in moved:
            return self.goods.summary(field)
        return tuple(self.lines_of(field.key))

    def lines_of(self, key: str) -> list[str]:
        """Return the lines a field prints in full, its empty text where it has nothing to say."""
        return [
            line
            for printed in printed_lines(self.format, key, self.content, names=self.names, filler=self.settings.filler)
            for line in printed.split("\n")
        ]

    def _see(self, section: str) -> tuple[Line, ...]:
        lines = [PageReference("见续页，第 {} 页", section)]
        if self.format.bilingual:
            lines.append(PageReference("see continuation sheet, page {}", section))
        return tuple(lines)

    def _range(self, keys: tuple[str, str]) -> str:
        days = [printed_date(self.content.values.get(key, ""), bilingual=self.format.bilingual) for key in keys]
        if not any(days):
            return ""
        return f"{days[0]} – {days[1]}" if self.format.bilingual else f"自 {days[0]} 至 {days[1]}"

    def _choices(self, field: FormatField) -> tuple[Choice, ...]:
        """Return the options of the field, or the codes that papers tick, and what else was chosen."""
        chosen = [code.strip() for code in self.content.values.get(field.key, "").split(",") if code.strip()]
        shown = {option.value: option.zh for option in field.options}
        if self.format.bilingual:
            shown = {option.value: f"{option.zh} {option.en}" for option in field.options}
        if field.code_list and not shown:
            entries = catalogue().codes[field.code_list].entries
            shown = {entry.code: entry.extra["tick_zh"] for entry in entries if entry.extra.get("tick_zh")}
        others = [code for code in chosen if code not in shown]
        shown |= {code: self.names.code(field.code_list or "", code, "zh") or code for code in others}
        return tuple(Choice(name, code in chosen) for code, name in shown.items())

    # tables

    def table_rows(self, table: Table) -> list[tuple[str, ...]]:
        """Return the rows of a table as printed."""
        rows = self.content.rows.get(ROW_GROUPS[table.repeats], ())
        return [tuple(self._table_cell(column, row) for column in table.columns) for row in rows]

    def _table_cell(self, column: str | TableColumn, row: Row) -> str:
        field = self.format.field(column) if isinstance(column, str) else column
        return cell_text(self.format, field.kind, row.get(field.key, ""), filler=self.settings.filler)

    def table_grid(self, block: TableBlock, *, rows: list[tuple[str, ...]]) -> Grid:
        """Return a table with its heads, sets side by side, filled up with empty rows."""
        table = self._table(block.table)
        fields = [self.format.field(c) if isinstance(c, str) else c for c in table.columns]
        height = max(block.min, -(-len(rows) // block.sets))
        empty = tuple(EMPTY if block.sets == 1 and not rows else "" for _ in fields)
        columns: list[Column] = []
        lines: list[tuple[str, ...]] = [()] * height
        for at in range(block.sets):
            part = rows[at * height : (at + 1) * height]
            part += [empty] * (height - len(part))
            lines = [(*line, *cells) for line, cells in zip(lines, part, strict=True)]
            for place, (field, width) in enumerate(zip(fields, block.cols, strict=True)):
                label = self.label(field.zh, field.en)
                columns.append(Column(label=label, width=100 * width / SHEET_WIDTH, begins_set=at > 0 and place == 0))
        return Grid(
            key=table.key,
            caption=self.label(table.zh, table.en),
            columns=tuple(columns),
            rows=tuple(lines),
            is_form=block.sets > 1,
        )

    def _table(self, key: str) -> Table:
        return next(table for table in self.format.tables if table.key == key)

    def _table_block(self, block: TableBlock, moved: frozenset[str]) -> Block | None:
        table = self._table(block.table)
        rows = self.table_rows(table)
        if block.hide == "empty" and not rows:
            return None
        if table.key in moved:
            lines = tuple(Paragraph(line) for line in self._see(table.key))
            return Text(key=table.key, label=self.label(table.zh, table.en), paragraphs=lines, run=True)
        return self.table_grid(block, rows=rows)

    # texts

    def paragraphs_of(self, field: FormatField) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a field."""
        lines = [line.strip() for line in self.lines_of(field.key)]
        return tuple(Paragraph(line, self._is_chinese(line)) for line in lines if line and line != END_MARK)

    def _is_chinese(self, line: str) -> bool:
        """Tell whether the translation of the paragraph follows."""
        chinese = sum("\u2e80" <= char <= "\u9fff" for char in line)
        return self.format.bilingual and chinese * 3 > len(line)

    def _text_block(self, block: TextBlock, moved: frozenset[str]) -> Text | None:
        if block.text.startswith("@"):
            return Text(key=block.text, paragraphs=self._statement(), grow=block.grow, run=block.run)
        field = self.format.field(block.text)
        paragraphs = self.paragraphs_of(field)
        if block.hide == "empty" and not paragraphs:
            return None
        if field.key in moved:
            paragraphs = tuple(Paragraph(line) for line in self._see(field.key))
        return Text(
            key=field.key,
            label=label_of(self.format, field),
            paragraphs=paragraphs,
            run=block.run,
            grow=block.grow,
            ending="" if field.key in moved else "mark",
        )

    def _statement(self) -> tuple[Paragraph, ...]:
        """Return the fixed texts of the body, with the alternative and the clauses that were chosen."""
        texts = fixed_texts(self.format, self.content, "body")
        zh = Paragraph("".join(text.zh for text in texts), self.format.bilingual)
        return (zh, Paragraph(" ".join(text.en for text in texts))) if self.format.bilingual else (zh,)

    # issue

    def _issue(self, block: IssueBlock) -> Issue:
        rows = tuple(
            tuple(self._issue_cell(c if isinstance(c, str) else str(c.f)) for c in row) for row in block.issue.rows
        )
        seal = label_of(self.format, self.format.field(block.issue.seal)) if block.issue.seal else None
        is_long = any(
            line_count(cell.value, width=ISSUE_WIDTH / len(row), size=11.52) > LINES_IN_ISSUE
            for row in rows
            for cell in row
        )
        return Issue(rows=rows, seal=seal, low=block.issue.low, is_small=is_long)

    def _issue_cell(self, key: str) -> IssueCell:
        field = self.format.field(key)
        return IssueCell(label_of(self.format, field), " ".join(self.lines_of(key)), field.kind == "image")
