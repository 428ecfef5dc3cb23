"""The shape of a certificate format and of a document type: what a YAML file of the catalogue may say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

FieldKind = Literal[
    "text", "textarea", "richtext", "date", "date_or_text", "enum", "code", "country",
    "quantity", "decimal", "money", "image",
]  # fmt: skip
Repeats = Literal["none", "goods_line", "container", "treatment", "test_item", "write_off"]
EnteredBy = Literal["applicant", "customs", "system"]

#: The rows of a document that a repeating field collects its lines from.
ROW_GROUPS: dict[str, str] = {
    "goods_line": "goods_lines",
    "container": "containers",
    "treatment": "treatments",
    "test_item": "test_items",
    "write_off": "write_offs",
}

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class Strict(BaseModel):
    """Refuse what the schema does not name, and never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Strict):
    value: str = Field(max_length=40)
    zh: str
    en: str


class Source(Strict):
    """Where smart import finds a field's value: paths into the declaration and the rule that joins them."""

    paths: tuple[str, ...] = Field(min_length=1, alias="from")
    rule: str = "text"

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RequiredIf(Strict):
    """Require a field only while another field has this value."""

    field: Key
    equals: str = Field(alias="is")

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class FormatField(Strict):
    """One box of a format; `empty_text` is what it prints, and smart import proposes, when there is nothing."""

    key: Key
    zh: str
    en: str
    kind: FieldKind
    max_length: int | None = Field(default=None, ge=1, le=20000)
    required: bool = False
    required_if: RequiredIf | None = None
    repeats: Repeats = "none"
    entered_by: EnteredBy = "applicant"
    source: Source | None = None
    options: tuple[Option, ...] = ()
    code_list: str | None = None
    multiple: bool = False
    empty_text: str = Field(default="", max_length=40)
    std_term: str | None = None
    help_zh: str = ""
    help_en: str = ""


class Statement(Strict):
    """A fixed text: always printed, or one the applicant may choose (`optional`), or one of several (`default`)."""

    key: Key
    position: str
    zh: str
    en: str
    optional: bool = False
    default: bool | None = None


class Clause(Strict):
    key: Key
    zh: str
    en: str


class TableColumn(Strict):
    key: Key
    zh: str
    en: str
    kind: FieldKind = "text"
    max_length: int = 200
    required: bool = False
    entered_by: EnteredBy = "applicant"


class RowColumn(Strict):
    """A column of a document's rows, as a form shows it; `code_list` only suggests, the cell is free text."""

    group: Literal["goods_lines", "containers", "treatments", "test_items", "write_offs"]
    key: Key
    zh: str
    en: str
    kind: FieldKind = "text"
    max_length: int = Field(default=200, ge=1, le=20000)
    decimals: int | None = None
    required: bool = False
    entered_by: EnteredBy = "applicant"
    code_list: str | None = None


class Table(Strict):
    """Rows printed under one heading; a column is the key of a repeating field or a column of its own."""

    key: Key
    zh: str
    en: str
    repeats: Repeats
    min_rows: int = Field(default=0, ge=0, le=200)
    max_rows: int = Field(default=20, ge=1, le=200)
    columns: tuple[Key | TableColumn, ...] = Field(min_length=1)


class Cell(Strict):
    """One box of a row: `f` a field key or a pair of dates, `w` twelfths of the row, `label` mm of the label column."""

    f: str | tuple[str, str]
    w: int | None = Field(default=None, ge=1, le=12)
    label: float | None = None
    shown_as: Literal["checks", "range"] | None = Field(default=None, alias="as")
    hide: Literal["empty"] | None = None

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def cell_keys(cell: str | Cell) -> tuple[str, ...]:
    """Return the field keys that a cell prints."""
    if isinstance(cell, str):
        return (cell,)
    return (cell.f,) if isinstance(cell.f, str) else cell.f


class RowsBlock(Strict):
    rows: tuple[tuple[Key | Cell, ...], ...]
    hide: Literal["chosen"] | None = None


class TableBlock(Strict):
    table: str
    cols: tuple[float, ...]
    min: int = 0
    sets: int = Field(default=1, ge=1, le=3)
    hide: Literal["empty"] | None = None


class TextBlock(Strict):
    text: str  # a field key, or `@` and the key of a statement
    grow: bool = False
    run: bool = False
    hide: Literal["empty"] | None = None


class IssueCells(Strict):
    seal: str | None = None
    rows: tuple[tuple[Key | Cell, ...], ...]
    low: bool = False


class IssueBlock(Strict):
    issue: IssueCells


Block = RowsBlock | TableBlock | TextBlock | IssueBlock


class Head(Strict):
    title: str | None = None
    subtitle: str | None = None
    note: str | None = None


class GoodsList(Strict):
    """Columns of the goods list on continuation sheets: field key → mm."""

    cols: dict[str, float]


class Layout(Strict):
    label: float = 40
    head: Head = Head()
    goods: GoodsList | None = None
    blocks: tuple[Block, ...] = Field(min_length=1)


class Format(Strict):
    """A certificate format: its fields, fixed texts and printed layout."""

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,19}$")
    form_no: str
    type_codes: tuple[str, ...] = Field(min_length=1)
    title_zh: str
    title_en: str
    scheme: Key
    bilingual: bool = True
    fields: tuple[FormatField, ...] = Field(min_length=1)
    statements: tuple[Statement, ...] = ()
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()
    columns: tuple[RowColumn, ...] = ()  # filled by the loader, so a published version carries its own
    layout: Layout

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Format:
        keys = [field.key for field in self.fields]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise ValueError(twice)
        return self

    def field(self, key: str) -> FormatField:
        """Return the field with this key; raises KeyError when the format has none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    def optional_block_fields(self) -> frozenset[str]:
        """Return the keys of the fields that stand in blocks the applicant may leave out (blank form)."""
        chosen = (b for b in self.layout.blocks if isinstance(b, RowsBlock) and b.hide == "chosen")
        cells = (cell for block in chosen for row in block.rows for cell in row)
        return frozenset(key for cell in cells for key in cell_keys(cell))


class ValidFor(Strict):
    days: int | None = None
    rule: str = ""


class CertificateType(Strict):
    """A document type of the manual; `enabled` ones have a menu item, the others are listed but off."""

    code: str = Field(pattern=r"^[0-9A-Z]{2}$")
    key: Key
    zh: str
    en: str
    short_zh: str = ""
    kind: str = "certificate"
    enabled: bool = False
    manual_section: str = ""
    menu: Literal["exit_inspection", "packaging_inspection"] | None = None
    formats: tuple[str, ...] = ()
    signatory: str = "authorized_officer"
    originals: int = 1
    copies: int = 2
    validity: ValidFor = ValidFor()
    unece_1001: str | None = None
