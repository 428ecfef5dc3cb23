"""Check what a form says of its languages, fields, groups and texts; its layout is checked in `layout_checks`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from babel import Locale

from app.catalogue import countries
from app.catalogue.declaration import DeclarationKeys
from app.catalogue.facts import ROW_GROUPS
from app.catalogue.faults import Fault
from app.catalogue.forms.circles import circle
from app.catalogue.forms.definition import FormDefinition, FormField, GroupColumn, RowGroup
from app.catalogue.forms.layout_checks import layout_faults
from app.catalogue.forms.shape import format_facts
from app.catalogue.forms.uses import Use, uses
from app.catalogue.forms.wording import LEAST_BLANK_MM, WIDEST_BLANK_MM, Words, lacking, pieces
from app.domain.document.conditions import ANY, NONE

#: Paths into a document begin with these words, so no group of rows may be called so.
RESERVED_GROUPS = frozenset({"values", "statements", "hidden", "header", "rows"})
#: A condition says these of a field, so no option may be called so.
RESERVED_OPTIONS = frozenset({ANY, NONE})
#: Rows that a declaration brings, by the beginning of their paths.
DECLARED_ROWS = ("goods_lines[].", "containers[].")
#: A cell of a row has no choices and no picture.
_NO_COLUMN_KINDS = frozenset({"enum", "image", "richtext"})
#: Printed by the head of every sheet; a layout may print them once more.
HEAD_FIELDS = frozenset({"certificate_no", "copy_mark", "page_no"})


def form_faults(form: FormDefinition, *, code_lists: Collection[str], declaration: DeclarationKeys) -> Iterator[Fault]:
    """Yield what is wrong with a form whose shape is right."""
    found = list(uses(form))
    yield from _key_faults(form)
    yield from _language_faults(form)
    yield from _destination_faults(form)
    for number, field in enumerate(form.fields):
        yield from _option_faults(field, f"fields.{number}")
    for number, group in enumerate(form.groups):
        yield from _group_faults(group, f"groups.{number}", code_lists, declaration)
    for use in dict.fromkeys(Use(use.what, use.key, use.place, None, use.option) for use in found):
        yield from _use_faults(form, use)
    yield from _blank_faults(form)
    yield from _unused_faults(form, found)
    yield from _circle_faults(form)
    yield from layout_faults(form)
    yield from _sample_faults(form)


def _key_faults(form: FormDefinition) -> Iterator[Fault]:
    yield from _twice("languages", form.languages)
    yield from _twice("texts", (one.key for one in form.texts))
    yield from _twice("clauses", (one.key for one in form.clauses))
    yield from _twice("groups", (one.key for one in form.groups))
    for number, field in enumerate(form.fields):
        yield from _twice(f"fields.{number}.options", (one.value for one in field.options))
    for number, group in enumerate(form.groups):
        yield from _twice(f"groups.{number}.columns", (one.key for one in group.columns))


def _twice(place: str, keys: Iterable[str]) -> Iterator[Fault]:
    return (Fault(place, "key_twice", {"key": key}) for key, count in Counter(keys).items() if count > 1)


def _language_faults(form: FormDefinition) -> Iterator[Fault]:
    known = Locale("en").languages
    for number, language in enumerate(form.languages):
        if language not in known:
            yield Fault(f"languages.{number}", "language_unknown", {"language": language})
    for place, words in _worded(form):
        missing = lacking(words, form.languages)
        if missing:
            yield Fault(place, "words_missing", {"languages": ", ".join(missing)})


def _worded(form: FormDefinition) -> Iterator[tuple[str, Words]]:
    """Yield all words that the paper prints in each of its languages, with their places."""
    yield "title", form.title
    yield "letterhead", form.letterhead
    if form.number_label:
        yield "number_label", form.number_label
    if isinstance(form.mark, dict):
        yield from ((f"mark.{kind}", words) for kind, words in form.mark.items())
    for number, field in enumerate(form.fields):
        yield f"fields.{number}", field.words
        yield from ((f"fields.{number}.options.{at}", one.words) for at, one in enumerate(field.options))
    for number, group in enumerate(form.groups):
        yield f"groups.{number}.label", group.label
        yield from ((f"groups.{number}.columns.{at}", one.words) for at, one in enumerate(group.columns))
    yield from ((f"texts.{number}", one.words) for number, one in enumerate(form.texts))
    yield from ((f"clauses.{number}", one.words) for number, one in enumerate(form.clauses))


def _destination_faults(form: FormDefinition) -> Iterator[Fault]:
    known = frozenset(countries.codes()) if form.destinations else frozenset()
    for number, code in enumerate(form.destinations):
        if code not in known:
            yield Fault(f"destinations.{number}", "country_unknown", {"code": code})


def _option_faults(field: FormField, place: str) -> Iterator[Fault]:
    for number, option in enumerate(field.options):
        if option.value in RESERVED_OPTIONS or "," in option.value or option.value != option.value.strip():
            yield Fault(f"{place}.options.{number}", "option_reserved", {"value": option.value})


def _group_faults(
    group: RowGroup, place: str, code_lists: Collection[str], declaration: DeclarationKeys
) -> Iterator[Fault]:
    if group.key in RESERVED_GROUPS or group.key in ROW_GROUPS:
        yield Fault(place, "group_reserved", {"group": group.key})
    if group.min_rows > group.max_rows:
        yield Fault(place, "more_needed_than_allowed")
    for number, column in enumerate(group.columns):
        at = f"{place}.columns.{number}"
        if column.kind in _NO_COLUMN_KINDS:
            yield Fault(f"{at}.kind", "column_kind")
        if column.code_list and column.code_list not in code_lists:
            yield Fault(f"{at}.code_list", "unknown_code_list", {"name": column.code_list})
        yield from _source_faults(column, at, declaration)
    lists = {path.partition(".")[0] for column in group.columns for path in column.source}
    if len(lists) > 1:
        yield Fault(place, "group_of_two_lists")


def _source_faults(column: GroupColumn, place: str, declaration: DeclarationKeys) -> Iterator[Fault]:
    for path in column.source:
        if declaration.at(path) is None:
            yield Fault(f"{place}.source", "unknown_source", {"path": path})
        elif not path.startswith(DECLARED_ROWS):
            yield Fault(f"{place}.source", "source_no_rows", {"path": path})


def _use_faults(form: FormDefinition, use: Use) -> Iterator[Fault]:
    if use.what == "text" and not form.words_of(use.key):
        yield Fault(use.place, "text_unknown", {"key": use.key})
    elif use.what == "table" and form.group(use.key) is None:
        yield Fault(use.place, "group_unknown", {"group": use.key})
    elif use.what == "wrong":
        yield Fault(use.place, "piece_wrong", {"piece": use.key})
    elif use.what in ("field", "option", "condition"):
        field = form.field(use.key)
        if field is None:
            yield Fault(use.place, "field_unknown", {"key": use.key})
        elif use.what != "field":
            yield from _choice_faults(field, use)


def _choice_faults(field: FormField, use: Use) -> Iterator[Fault]:
    """Yield what a condition, a tick or a choice asks that its field cannot answer."""
    if use.what == "condition" and (use.option in RESERVED_OPTIONS or not field.options):
        return
    if use.option not in {option.value for option in field.options}:
        yield Fault(use.place, "option_unknown", {"key": field.key, "value": use.option})


def _blank_faults(form: FormDefinition) -> Iterator[Fault]:
    """Yield blanks of a width that no line has, and marks that not every language has alike."""
    for number, text in enumerate(form.texts):
        place = f"texts.{number}"
        for words in text.words.values():
            for piece in pieces(words):
                if piece.width and not LEAST_BLANK_MM <= piece.width <= WIDEST_BLANK_MM:
                    yield Fault(place, "blank_width", {"least": LEAST_BLANK_MM, "most": WIDEST_BLANK_MM})
        marks = {
            frozenset((p.kind, p.key, p.option) for p in pieces(text.words.get(one, ""))) for one in form.languages
        }
        if len(marks) > 1:
            yield Fault(place, "marks_differ")


def _unused_faults(form: FormDefinition, found: list[Use]) -> Iterator[Fault]:
    used = {(use.what, use.key) for use in found}
    for number, field in enumerate(form.fields):
        is_used = any((what, field.key) in used for what in ("field", "option", "condition"))
        if not is_used and field.key not in HEAD_FIELDS:
            yield Fault(f"fields.{number}", "not_placed", {"key": field.key})
    for number, group in enumerate(form.groups):
        if ("table", group.key) not in used:
            yield Fault(f"groups.{number}", "group_not_placed", {"group": group.key})
    for number, text in enumerate(form.texts):
        if ("text", text.key) not in used:
            yield Fault(f"texts.{number}", "text_not_placed", {"key": text.key})


def _circle_faults(form: FormDefinition) -> Iterator[Fault]:
    asks = {box.key: {key for when in box.conditions for key in when} for box in format_facts(form)["fields"]}
    found = circle(asks)
    if found:
        yield Fault("layout", "conditions_in_circle", {"keys": ", ".join(found)})


def _sample_faults(form: FormDefinition) -> Iterator[Fault]:
    known = {field.key for field in form.fields}
    for key in (*form.sample.values, *form.sample.chosen):
        if key not in known:
            yield Fault("sample", "field_unknown", {"key": key})
    # rows that boxes repeat with have no group of their own: their cells follow the columns of those boxes
    boxed = {ROW_GROUPS[field.repeats] for field in form.fields if field.repeats in ROW_GROUPS}
    for key, rows in form.sample.rows.items():
        group = form.group(key)
        if group is None:
            if key not in boxed:
                yield Fault(f"sample.rows.{key}", "group_unknown", {"group": key})
        elif any(len(row) != len(group.columns) for row in rows):
            yield Fault(f"sample.rows.{key}", "sample_columns", {"columns": len(group.columns)})
