"""The facts of a format that every version of the format language shares: its fields, rows, tables and fixed texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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

#: what a definition says before its shape is checked
Raw: TypeAlias = Any

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


def _listed(wanted: Raw) -> Raw:
    """Take one value for a list of one."""
    return (wanted,) if isinstance(wanted, str) else wanted


#: A condition: every field named must have one of its values; `any` is anything, `none` is nothing.
When = dict[Key, Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]]


class Strict(BaseModel):
    """Refuse what the schema does not name, and never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Strict):
    value: str = Field(max_length=40)
    zh: str
    en: str

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words by their language."""
        return {"zh": self.zh, "en": self.en}


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

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words by their language."""
        return {"zh": self.zh, "en": self.en}

    @property
    def conditions(self) -> tuple[When, ...]:
        """Return when the box is part of a document: while one of these holds; always when there is none."""
        return ()


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

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words by their language."""
        return {"zh": self.zh, "en": self.en}

    def text_in(self, languages: Sequence[str]) -> str:
        """Return the clause as it is inserted: a line a language of the paper."""
        return "\n".join(words for language in languages if (words := self.words.get(language)))


class TableColumn(Strict):
    key: Key
    zh: str
    en: str
    kind: FieldKind = "text"
    max_length: int = 200
    required: bool = False
    entered_by: EnteredBy = "applicant"

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words by their language."""
        return {"zh": self.zh, "en": self.en}


class RowColumn(Strict):
    """A column of a document's rows, as a form shows it; `code_list` only suggests, the cell is free text."""

    group: Key
    key: Key
    zh: str
    en: str
    kind: FieldKind = "text"
    max_length: int = Field(default=200, ge=1, le=20000)
    decimals: int | None = None
    required: bool = False
    entered_by: EnteredBy = "applicant"
    code_list: str | None = None
    source: tuple[str, ...] = ()  # paths of declared rows; without any, the declared row's key of the same name


class Table(Strict):
    """Rows printed under one heading; a column is the key of a repeating field or a column of its own."""

    key: Key
    zh: str
    en: str
    repeats: Repeats
    min_rows: int = Field(default=0, ge=0, le=200)
    max_rows: int = Field(default=20, ge=1, le=200)
    columns: tuple[Key | TableColumn, ...] = Field(min_length=1)

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words by their language."""
        return {"zh": self.zh, "en": self.en}

    @property
    def group(self) -> str:
        """Return the group of rows that the table prints, empty when it repeats with none."""
        return ROW_GROUPS.get(self.repeats, "")

    @property
    def conditions(self) -> tuple[When, ...]:
        """Return when the table is part of a document: while one of these holds; always when there is none."""
        return ()


class Head(Strict):
    title: str | None = None
    subtitle: str | None = None
    note: str | None = None


class GoodsList(Strict):
    """Columns of the goods list on continuation sheets: field key → mm."""

    cols: dict[str, float]
