"""A form (format language 2): its languages, fields, row groups, fixed texts, head, foot and layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from app.catalogue.facts import EnteredBy, FieldKind, Key, Raw, Repeats, RequiredIf, RowColumn, Source, Strict, When
from app.catalogue.forms.layout import SheetLayout
from app.catalogue.forms.short import written_out
from app.catalogue.forms.wording import Language, TextKey, Worded, Words

#: The word that tells a definition's language, and the number of this one.
VERSION_WORD, VERSION = "format", 2
COUNTRY_PATTERN = r"^[A-Z]{3}$"
DAY_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"

CopyKind = Literal["original", "copy", "second_original"]
DEFAULT_NUMBER_LABEL: Mapping[str, str] = {
    "zh": "编号", "en": "No.", "ru": "№", "fr": "N°", "es": "N.º", "de": "Nr.", "pt": "N.º", "it": "N.",
}  # fmt: skip


class ChoiceOption(Worded):
    """One choice of a field, as it is stored (`value`) and as it is printed."""

    value: str = Field(min_length=1, max_length=40)


class FormField(Worded):
    """One box or blank: its words in the languages of the paper, and the facts that fields have in every language.

    Words in Chinese and English beyond those of the paper are what the screens show. `max_length` may be left out.
    """

    key: Key
    kind: FieldKind = "text"
    max_length: int | None = Field(default=None, ge=1, le=20000)
    required: bool = False
    required_if: RequiredIf | None = None
    repeats: Repeats = "none"
    entered_by: EnteredBy = "applicant"
    source: Source | None = None
    options: tuple[ChoiceOption, ...] = Field(default=(), max_length=80)
    code_list: str | None = None
    multiple: bool = False
    empty_text: str = Field(default="", max_length=40)
    std_term: str | None = None
    help: Words = Field(default_factory=dict)


class GroupColumn(Worded):
    """One column of a group of rows; `source` names the keys of the declared row that smart import joins in it."""

    key: Key
    kind: FieldKind = "text"
    max_length: int = Field(default=200, ge=1, le=20000)
    decimals: int | None = Field(default=None, ge=0, le=9)
    required: bool = False
    entered_by: EnteredBy = "applicant"
    code_list: str | None = None
    source: tuple[str, ...] = ()
    std_term: str | None = None


class RowGroup(Strict):
    """Rows of a document that this form has: goods_lines, containers … with the declared rows, or rows of its own."""

    key: Key
    label: Words
    columns: tuple[GroupColumn, ...] = Field(min_length=1, max_length=20)
    min_rows: int = Field(default=0, ge=0, le=500)
    max_rows: int = Field(default=200, ge=1, le=500)


class FixedText(Worded):
    """A fixed text; its braces are blanks, boxes to tick and alternatives, see `wording`."""

    key: Key


class ReadyClause(Worded):
    """A ready sentence that clerks may insert into a long text."""

    key: Key


class FootText(Strict):
    """A fixed text at the foot of every sheet, printed only `when`."""

    text: TextKey
    when: When | None = None


def _foot_shape(item: Raw) -> str:
    return "(key)" if isinstance(item, str) else "(text)"


class About(Strict):
    """Where a form comes from.

    source  the official document
    url     where it is published
    date    the day of that document
    state   `official`: its words are the official ones; `abridged`: structure after it, wording abbreviated
    """

    source: str = Field(max_length=400)
    url: str = Field(default="", max_length=400)
    date: str = Field(pattern=DAY_PATTERN)
    state: Literal["official", "abridged"]
    note: str = Field(default="", max_length=1000)


class Sample(Strict):
    """Usual contents for previews: values, chosen options, rows as cells in the order of their columns."""

    values: dict[Key, str] = Field(default_factory=dict)
    chosen: dict[Key, tuple[str, ...]] = Field(default_factory=dict)
    rows: dict[Key, tuple[tuple[str, ...], ...]] = Field(default_factory=dict)


class FormDefinition(Strict):
    """A form of any authority in any languages.

    languages     the languages of the paper in their order; the first is printed large
    destinations  the countries that the form is for (ISO 3166 alpha-3); none: all
    mark          prints whether it is an original or a copy; or the words of each
    emblem        keeps the emblem's place
    number_label  what stands before the certificate's number
    foot          fixed texts at the foot of every sheet
    """

    version: Literal[2] = Field(alias=VERSION_WORD)
    code: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,19}$")
    form_no: str = Field(max_length=60)
    type_codes: tuple[str, ...] = Field(min_length=1)
    scheme: Key
    languages: tuple[Language, ...] = Field(min_length=1, max_length=4)
    destinations: tuple[Annotated[str, Field(pattern=COUNTRY_PATTERN)], ...] = ()
    about: About | None = None
    title: Words
    letterhead: Words
    number_label: Words = Field(default_factory=dict)
    emblem: bool = True
    mark: bool | dict[CopyKind, Words] = True
    foot: tuple[
        Annotated[Annotated[Key, Tag("(key)")] | Annotated[FootText, Tag("(text)")], Discriminator(_foot_shape)], ...
    ] = Field(default=(), max_length=12)
    fields: tuple[FormField, ...] = Field(min_length=1, max_length=400)
    groups: tuple[RowGroup, ...] = Field(default=(), max_length=20)
    texts: tuple[FixedText, ...] = Field(default=(), max_length=400)
    clauses: tuple[ReadyClause, ...] = Field(default=(), max_length=100)
    columns: tuple[RowColumn, ...] = ()  # filled by the loader, so a published version carries its own
    layout: SheetLayout
    sample: Sample = Sample()

    @model_validator(mode="before")
    @classmethod
    def _written_out(cls, data: Raw) -> Raw:
        return written_out(data)

    def words_of(self, text: str) -> Words:
        """Return the words of a fixed text by its key, with or without `@`; none where it is unknown."""
        key = text.removeprefix("@")
        return next((one.words for one in self.texts if one.key == key), {})

    def field(self, key: str) -> FormField | None:
        """Return the field with this key, or None."""
        return next((field for field in self.fields if field.key == key), None)

    def group(self, key: str) -> RowGroup | None:
        """Return the group of rows with this key, or None."""
        return next((group for group in self.groups if group.key == key), None)
