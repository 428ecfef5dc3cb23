"""What a form says, as the facts that screens, checks and rules read of every format, old or new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.catalogue.facts import Clause, FormatField, Key, Option, Raw, Table, TableColumn, When
from app.catalogue.forms.definition import FormDefinition, FormField, GroupColumn, RowGroup
from app.catalogue.forms.layout import BoxCell, BoxesBlock
from app.catalogue.forms.uses import Use, uses
from app.catalogue.forms.wording import Words, read_in

#: The greatest length of a text that its field does not tell.
LENGTHS: Mapping[str, int] = {
    "text": 200, "textarea": 1000, "richtext": 8000, "quantity": 200, "money": 200, "date_or_text": 100,
}  # fmt: skip


class FormOption(Option):
    own_words: Words

    @property
    def words(self) -> Mapping[str, str]:
        return self.own_words


class FormClause(Clause):
    own_words: Words

    @property
    def words(self) -> Mapping[str, str]:
        return self.own_words


class FormBox(FormatField):
    """A field of a form: part of a document while one of its conditions holds."""

    own_words: Words
    own_conditions: tuple[When, ...]

    @property
    def words(self) -> Mapping[str, str]:
        return self.own_words

    @property
    def conditions(self) -> tuple[When, ...]:
        return self.own_conditions


class GroupTableColumn(TableColumn):
    own_words: Words

    @property
    def words(self) -> Mapping[str, str]:
        return self.own_words


class GroupTable(Table):
    """A group of rows of a form."""

    own_words: Words
    own_group: Key
    own_conditions: tuple[When, ...]

    @property
    def words(self) -> Mapping[str, str]:
        return self.own_words

    @property
    def group(self) -> str:
        return self.own_group

    @property
    def conditions(self) -> tuple[When, ...]:
        return self.own_conditions


@dataclass(frozen=True)
class _Conditions:
    """When fields and groups are part of a document, from where the form uses them."""

    uses: tuple[Use, ...]

    def of_field(self, key: str) -> tuple[When, ...]:
        """Return when a field is asked for: where it is printed, or else where a condition asks it."""
        found = self._of(key, "field", "option")
        return self._either(found or self._of(key, "condition"), key)

    def of_group(self, key: str) -> tuple[When, ...]:
        """Return when a group of rows is asked for: where its tables are printed."""
        return self._either(self._of(key, "table"), key)

    def _of(self, key: str, *whats: str) -> list[Use]:
        return [use for use in self.uses if use.key == key and use.what in whats and use.under is not None]

    def _either(self, places: list[Use], key: str) -> tuple[When, ...]:
        found: list[When] = []
        for use in places:
            # a choice that decides about its own place is asked for everywhere
            under = {name: wanted for name, wanted in (use.under or {}).items() if name != key}
            if not under:
                return ()
            if under not in found:
                found.append(under)
        return tuple(found)


def format_facts(form: FormDefinition) -> dict[str, Raw]:
    """Return a form as the facts of a format: fields, tables, clauses and the little of the layout that is read."""
    conditions = _Conditions(tuple(uses(form)))
    return {
        "code": form.code,
        "form_no": form.form_no,
        "type_codes": form.type_codes,
        "title_zh": read_in(form.title, "zh"),
        "title_en": read_in(form.title, "en"),
        "scheme": form.scheme,
        "bilingual": form.languages != ("zh",),
        "fields": tuple(_box(field, conditions.of_field(field.key)) for field in form.fields),
        "clauses": tuple(
            FormClause(key=one.key, zh=one.zh, en=one.en, own_words=one.words) for one in form.clauses
        ),
        "tables": tuple(_table(group, conditions.of_group(group.key)) for group in form.groups),
        "columns": form.columns,
        "layout": {
            "head": form.layout.head, "goods": form.layout.goods, "blocks": list(_rows(form)) or [{"rows": []}],
        },
    }  # fmt: skip


def _box(field: FormField, conditions: tuple[When, ...]) -> FormBox:
    options = tuple(FormOption(value=one.value, zh=one.zh, en=one.en, own_words=one.words) for one in field.options)
    return FormBox(
        key=field.key,
        zh=field.zh,
        en=field.en,
        kind=field.kind,
        max_length=field.max_length or LENGTHS.get(field.kind),
        required=field.required,
        required_if=field.required_if,
        repeats=field.repeats,
        entered_by=field.entered_by,
        source=field.source,
        options=options,
        code_list=field.code_list,
        multiple=field.multiple,
        empty_text=field.empty_text,
        std_term=field.std_term,
        help_zh=read_in(field.help, "zh"),
        help_en=read_in(field.help, "en"),
        own_words=field.words,
        own_conditions=conditions,
    )


def _table(group: RowGroup, conditions: tuple[When, ...]) -> GroupTable:
    return GroupTable(
        key=group.key,
        zh=read_in(group.label, "zh"),
        en=read_in(group.label, "en"),
        repeats="none",
        min_rows=group.min_rows,
        max_rows=group.max_rows,
        columns=tuple(_column(column) for column in group.columns),
        own_words=group.label,
        own_group=group.key,
        own_conditions=conditions,
    )


def _column(column: GroupColumn) -> GroupTableColumn:
    return GroupTableColumn(
        key=column.key,
        zh=column.zh,
        en=column.en,
        kind=column.kind,
        max_length=column.max_length,
        required=column.required,
        entered_by=column.entered_by,
        own_words=column.words,
    )


def _rows(form: FormDefinition) -> Iterator[dict[str, Raw]]:
    """Yield the blocks of boxes as plain rows of keys; screens read which of them may be left out."""
    for block in form.layout.placed():
        if isinstance(block, BoxesBlock):
            rows = [list(_keys(row)) for row in block.rows]
            yield {"rows": [row for row in rows if row], **({"hide": block.hide} if block.hide else {})}


def _keys(row: tuple[str | BoxCell, ...]) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, str):
            yield cell
        else:
            yield from cell.keys
            for inner in cell.stack:
                yield from _keys(inner)
