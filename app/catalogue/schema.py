"""The shape of a certificate format and of a document type: what a YAML file of the catalogue may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import (
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)  # fmt: skip

from app.catalogue.facts import (
    ROW_GROUPS,
    Clause,
    EnteredBy,
    FieldKind,
    FormatField,
    GoodsList,
    Head,
    Key,
    Option,
    Raw,
    Repeats,
    RequiredIf,
    RowColumn,
    Source,
    Statement,
    Strict,
    Table,
    TableColumn,
)  # fmt: skip
from app.catalogue.forms.definition import VERSION, VERSION_WORD, FormDefinition
from app.catalogue.forms.shape import format_facts

__all__ = [
    "ROW_GROUPS", "Block", "Cell", "CertificateType", "Clause", "EnteredBy", "FieldKind", "Format", "FormatField",
    "GoodsList", "Head", "IssueBlock", "IssueCells", "Key", "Layout", "Option", "Repeats", "RequiredIf", "RowColumn",
    "RowsBlock", "Source", "Statement", "Strict", "Table", "TableBlock", "TableColumn", "TextBlock", "ValidFor",
    "cell_keys",
]  # fmt: skip


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


class Layout(Strict):
    label: float = 40
    head: Head = Head()
    goods: GoodsList | None = None
    blocks: tuple[Block, ...] = Field(min_length=1)


class Format(Strict):
    """A certificate format: its fields, fixed texts and printed layout.

    A definition that says `format: 2` is a form: it is read as one (`form`), and its facts fill the entries here, so
    that screens, checks and rules need not ask in which language a format is written. Only printing reads the form.
    """

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

    _form: FormDefinition | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _of_either_language(cls, data: Raw, handler: ModelWrapValidatorHandler[Format]) -> Format:
        if not isinstance(data, Mapping) or VERSION_WORD not in data:
            return handler(data)
        form = FormDefinition.model_validate(data)
        fmt = handler(format_facts(form))
        fmt._form = form  # noqa: SLF001 its own
        return fmt

    @model_serializer(mode="wrap")
    def _as_written(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> dict[str, Raw]:
        if self._form is None:
            plain: dict[str, Raw] = handler(self)
            return plain
        form = self._form.model_copy(update={"columns": self.columns})
        written = form.model_dump(mode=info.mode, by_alias=info.by_alias, exclude_defaults=info.exclude_defaults)
        return {VERSION_WORD: VERSION, **written}

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Format:
        keys = [field.key for field in self.fields]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise ValueError(twice)
        return self

    @property
    def form(self) -> FormDefinition | None:
        """Return the form of format language 2 that this is, or None for the formats before."""
        return self._form

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the paper, the first one printed large."""
        if self._form is not None:
            return self._form.languages
        return ("zh", "en") if self.bilingual else ("zh",)

    @property
    def has_mark(self) -> bool:
        """Tell whether the paper says that it is an original or a copy."""
        if self._form is not None:
            return self._form.mark is not False
        return any(field.key == "copy_mark" for field in self.fields)

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
