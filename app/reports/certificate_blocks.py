"""The boxes, tables and texts of a format filled with a document's contents, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format, FormatField, Table, TableColumn
from app.domain.document.content import Content, Row
from app.domain.document.printed import cell_text, fixed_texts, printed_lines
from app.domain.document.texts import printed_date
from app.domain.names import Naming
from app.reports.certificate_containers import CONTAINERS, ContainersPrinter
from app.reports.certificate_goods import GOODS, GoodsPrinter
from app.reports.certificate_head import words
from app.reports.certificate_values import PaperSettings
from app.reports.sheet_data import Choice, FieldWords, Line, ListPlace, TableData, Words

#: Kinds of fields whose value is one of a list, or several of it joined by commas.
CHOSEN_KINDS = frozenset({"enum", "code", "country"})


@dataclass(frozen=True, kw_only=True)
class Composer:
    """Fill one format; every method returns what `SheetData` holds under its name."""

    format: Format
    content: Content
    names: Naming
    settings: PaperSettings

    @cached_property
    def layout(self) -> dict[str, object]:
        """Return the layout as it was published, without what it leaves to the template."""
        return self.format.layout.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @cached_property
    def goods(self) -> GoodsPrinter:
        """Return what prints the goods."""
        return GoodsPrinter(format=self.format, content=self.content, names=self.names, settings=self.settings)

    @cached_property
    def containers(self) -> ContainersPrinter:
        """Return what prints containers and seals."""
        return ContainersPrinter(format=self.format, content=self.content)

    def fields(self) -> dict[str, FieldWords]:
        """Return the labels of every field."""
        return {field.key: self._field_words(field) for field in self.format.fields}

    def _field_words(self, field: FormatField) -> FieldWords:
        label: FieldWords = {**field.words}
        if field.key.endswith("_from"):
            label["range"] = {"zh": field.zh.removesuffix("自").strip(), "en": field.en.removesuffix("from").strip()}
        return label

    def lines(self) -> dict[str, list[Line]]:
        """Return the lines every field prints; what stands in a list behind the layout is pointed to."""
        return {field.key: self._lines(field) for field in self.format.fields}

    def _lines(self, field: FormatField) -> list[Line]:
        if self.goods.has_too_many() and field.repeats == "goods_line":
            return self.goods.summary(field)
        if self.containers.prints(field):
            return self.containers.lines(field)
        return [*self.lines_of(field.key)]

    def lines_of(self, key: str) -> list[str]:
        """Return the lines a field prints in full, its empty text where it has nothing to say."""
        return [
            line
            for printed in printed_lines(self.format, key, self.content, names=self.names, filler=self.settings.filler)
            for line in printed.split("\n")
        ]

    def chosen(self) -> dict[str, list[str]]:
        """Return the values of the fields that were filled in, which conditions ask for."""
        found = {}
        for field in self.format.fields:
            value = self.content.values.get(field.key, "").strip()
            parts = value.split(",") if field.kind in CHOSEN_KINDS else [value]
            found[field.key] = [part.strip() for part in parts if part.strip()]
        return {key: values for key, values in found.items() if values}

    def options(self) -> dict[str, list[Choice]]:
        """Return the boxes to tick of the fields that the layout shows so."""
        keys = dict.fromkeys(str(cell["f"]) for cell in _cells(self.layout) if cell.get("as") == "checks")
        return {key: self._choices(self.format.field(key)) for key in keys}

    def _choices(self, field: FormatField) -> list[Choice]:
        """Return the options of the field, or the codes that papers tick, and what else was chosen."""
        chosen = [code.strip() for code in self.content.values.get(field.key, "").split(",") if code.strip()]
        shown: dict[str, Words] = {option.value: dict(option.words) for option in field.options}
        if field.code_list and not shown:
            entries = catalogue().codes[field.code_list].entries
            shown = {entry.code: {"zh": entry.extra["tick_zh"]} for entry in entries if entry.extra.get("tick_zh")}
        others = [code for code in chosen if code not in shown]
        shown |= {code: {"zh": self.names.code(field.code_list or "", code, "zh") or code} for code in others}
        return [{"label": label, "on": code in chosen} for code, label in shown.items()]

    def ranges(self) -> dict[str, str]:
        """Return what the pairs of dates print that the layout shows as a range."""
        pairs = [cell["f"] for cell in _cells(self.layout) if isinstance(cell["f"], list)]
        return {"+".join(pair): self._range(pair) for pair in pairs}

    def _range(self, keys: list[str]) -> str:
        days = [printed_date(self.content.values.get(key, ""), bilingual=self.format.bilingual) for key in keys]
        if not any(days):
            return ""
        return f"{days[0]} – {days[1]}" if self.format.bilingual else f"自 {days[0]} 至 {days[1]}"

    # tables and lists

    def tables(self) -> dict[str, TableData]:
        """Return the tables of the format, and the lists of what does not stand in the boxes."""
        found = {table.key: self._table(table) for table in self.format.tables}
        if self.goods.has_too_many():
            found[GOODS] = self.goods.table()
        if self.containers.has_too_many():
            found[CONTAINERS] = self.containers.table()
        return found

    def _table(self, table: Table) -> TableData:
        fields = [self.format.field(column) if isinstance(column, str) else column for column in table.columns]
        rows = self.content.rows.get(table.group, ())
        return {
            "key": table.key,
            "caption": dict(table.words),
            "columns": [dict(field.words) for field in fields],
            "rows": [[self._cell(field, row) for field in fields] for row in rows],
        }

    def _cell(self, field: FormatField | TableColumn, row: Row) -> str:
        return cell_text(self.format, field.kind, row.get(field.key, ""), filler=self.settings.filler)

    def lists(self) -> list[ListPlace]:
        """Return the lists behind the layout in their order; the first begins a sheet."""
        found: list[ListPlace] = []
        if self.goods.has_too_many():
            found.append({"table": GOODS})
        if self.containers.has_too_many():
            found.append({"table": CONTAINERS, "sets": self.containers.sets})
        if found:
            found[0]["sheet"] = True
        return found

    # fixed texts

    def texts(self) -> dict[str, Words]:
        """Return the fixed texts that the layout names, in the places that it gives them.

        A statement of the body that has no place of its own is printed at the first one.
        """
        named = [str(block["text"])[1:] for block in _text_blocks(self.layout)]
        printed = {text.key: text for text in fixed_texts(self.format, self.content, "body")}
        others = {s.key for s in self.format.statements if s.position == "body"} - {*named[1:]}
        found = {}
        for place, key in enumerate(named):
            here = [text for text in printed.values() if text.key == key or (place == 0 and text.key in others)]
            found[key] = words("".join(text.zh for text in here), " ".join(text.en for text in here))
        return found


def _cells(part: object) -> Iterator[dict[str, object]]:
    """Yield the cells of a layout that say more than a field's key, however deep they stand."""
    if isinstance(part, dict):
        if "f" in part:
            yield part
        for value in part.values():
            yield from _cells(value)
    elif isinstance(part, list):
        for value in part:
            yield from _cells(value)


def _text_blocks(part: object) -> Iterator[dict[str, object]]:
    """Yield the blocks of a layout that print a fixed text."""
    if isinstance(part, dict):
        if str(part.get("text", "")).startswith("@"):
            yield part
        for value in part.values():
            yield from _text_blocks(value)
    elif isinstance(part, list):
        for value in part:
            yield from _text_blocks(value)
