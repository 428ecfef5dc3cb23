"""The printed lines of a box: what stands on the paper for a field's value or for a document's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.domain.document.content import Content, Row
from app.domain.document.row_rules import Look, Style
from app.domain.document.rules import RULES, Rule
from app.domain.document.shapes import FieldShape, FormatShape, StatementShape
from app.domain.document.texts import grouped, printed_date, printed_quantity
from app.domain.names import Naming

DEFAULT_FILLER = "~ "
GROUPS = {
    "goods_line": "goods_lines", "container": "containers", "treatment": "treatments",
    "test_item": "test_items", "write_off": "write_offs",
}  # fmt: skip


def style_of(fmt: FormatShape, names: Naming, *, filler: str = DEFAULT_FILLER) -> Style:
    """Return how a format prints: its languages and the filler before declared numbers."""
    return Style(names=names, bilingual=fmt.bilingual, filler=filler, languages=fmt.languages)


def printed_lines(
    fmt: FormatShape, key: str, content: Content, *, names: Naming, filler: str = DEFAULT_FILLER
) -> list[str]:
    """Return the lines a box prints, one for each goods line where rows stand side by side.

    An empty box returns its empty text (`***`, `N/M`, `*****`) or no line. Raises KeyError for an unknown field.
    """
    field = _field(fmt, key)
    style = style_of(fmt, names, filler=filler)
    if field.repeats in GROUPS:
        found = _row_lines(field, content.rows.get(GROUPS[field.repeats], ()), style)
    else:
        found = value_lines(field, content.values.get(key, ""), style)
    return found or ([field.empty_text] if field.empty_text else [])


def total_lines(
    fmt: FormatShape, key: str, content: Content, *, names: Naming, filler: str = DEFAULT_FILLER
) -> list[str] | None:
    """Return what a goods box prints when the lines go to a list of goods: totals, or None when it has none."""
    field = _field(fmt, key)
    rule = _rule(field)
    if field.repeats not in GROUPS or rule.totals is None:
        return None
    rows = content.rows.get(GROUPS[field.repeats], ())
    return rule.totals(_texts(field, rows), style_of(fmt, names, filler=filler))


def row_lines(fmt: FormatShape, key: str, row: Row, *, names: Naming, filler: str = DEFAULT_FILLER) -> list[str]:
    """Return what one row prints in a repeating field's column of the list of goods or of a table."""
    field = _field(fmt, key)
    return _row_lines(field, (row,), style_of(fmt, names, filler=filler))


def cell_text(fmt: FormatShape, kind: str, text: str, *, filler: str = DEFAULT_FILLER) -> str:
    """Return what a cell of a table prints for a text of this kind (a table's own columns)."""
    return _cell(kind, text.strip(), Look(bilingual=fmt.bilingual, filler=filler, languages=fmt.languages))


def value_lines(field: FieldShape, text: str, style: Style) -> list[str]:
    """Return the lines that one value prints."""
    text = text.strip()
    if not text:
        return []
    if field.kind == "enum":
        return [style.in_languages(lambda language: _options(field, text, language))]
    if field.kind in ("country", "code"):
        return [_named(field, text, style)]
    return _cell(field.kind, text, style).splitlines()


def option_texts(field: FieldShape, text: str) -> tuple[str, str]:
    """Return the Chinese and the English words for the chosen options, several joined by a slash."""
    chosen = [value.strip() for value in text.split(",")]
    options = [option for option in field.options if option.value in chosen]
    if not options:
        return text, text
    return "/".join(option.zh for option in options), "/".join(option.en for option in options)


def _options(field: FieldShape, text: str, language: str) -> str | None:
    """Return the words of the chosen options in a language, several joined by a slash; the value of an unknown one."""
    chosen = [value.strip() for value in text.split(",")]
    options = [option for option in field.options if option.value in chosen]
    return "/".join(filter(None, (option.words.get(language) for option in options))) if options else text


def initial_statements(fmt: FormatShape) -> frozenset[str]:
    """Return the statements that a new document has chosen before anybody changes them."""
    return frozenset(s.key for s in fmt.statements if s.default)


def fixed_texts(fmt: FormatShape, content: Content, position: str) -> list[StatementShape]:
    """Return the fixed texts a document prints at a position ("header", "body", "footer"), in order."""
    alternatives = {s.key for s in fmt.statements if not s.optional and s.default is not None}
    chosen = alternatives & content.statements
    return [s for s in fmt.statements if s.position == position and _is_printed(s, content, chosen)]


def _is_printed(statement: StatementShape, content: Content, chosen: frozenset[str] | set[str]) -> bool:
    if statement.optional:
        return statement.key in content.statements
    if statement.default is None:
        return True
    return statement.key in chosen if chosen else statement.default


def _field(fmt: FormatShape, key: str) -> FieldShape:
    for field in fmt.fields:
        if field.key == key:
            return field
    raise KeyError(key)


def _rule(field: FieldShape) -> Rule:
    return RULES[field.source.rule if field.source else "lines"]


def column_keys(field: FieldShape) -> tuple[str, ...]:
    """Return the columns of the rows that a repeating field prints."""
    return tuple(path.rsplit(".", 1)[-1] for path in field.source.paths) if field.source else (field.key,)


def _texts(field: FieldShape, rows: Sequence[Row]) -> list[tuple[str, ...]]:
    keys = column_keys(field)
    return [tuple((row.get(key) or "").strip() for key in keys) for row in rows]


def _row_lines(field: FieldShape, rows: Sequence[Row], style: Style) -> list[str]:
    lines = _rule(field).lines
    if lines is None:
        return []
    printed = lines(_texts(field, rows), style)
    if field.source is None:
        return [line for text in printed for line in _cell(field.kind, text, style).split("\n")]
    return printed


def _named(field: FieldShape, text: str, style: Style) -> str:
    names, code_list = style.names, field.code_list or ""
    if field.kind == "country":
        return style.in_languages(lambda language: names.country(text, language)) or text
    return style.in_languages(lambda language: names.code(code_list, text, language)) or text


def _date_cell(text: str, look: Look) -> str:
    return printed_date(text, bilingual=look.bilingual)


def _quantity_cell(text: str, look: Look) -> str:
    return printed_quantity(text, filler=look.filler)


def _decimal_cell(text: str, _look: Look) -> str:
    return grouped(text)


_CELLS: Mapping[str, Callable[[str, Look], str]] = {
    "date": _date_cell,
    "date_or_text": _date_cell,
    "quantity": _quantity_cell,
    "decimal": _decimal_cell,
}


def _cell(kind: str, text: str, look: Look) -> str:
    write = _CELLS.get(kind)
    return write(text, look) if write else text
