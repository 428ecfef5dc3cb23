"""Faults of a format: where and what, by a code with parameters; the loader says them in English, screens translate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError


def N_(text: str) -> str:  # noqa: N802 the name that tools for translation look for
    """Mark a text for translation; the screen that shows it translates."""
    return text


#: What can be wrong, as a sentence; `%(…)s` are the parameters of the fault.
WORDS: dict[str, str] = {
    "needed": N_("This must be filled in."),
    "unknown_key": N_("There is no such entry."),
    "too_long": N_("This is longer than %(limit)s characters."),
    "too_short": N_("At least %(limit)s is needed here."),
    "out_of_range": N_("This number is outside its limits."),
    "not_a_choice": N_("This is none of the choices: %(choices)s."),
    "not_a_key": N_("A key has small letters, digits and underscores, and begins with a letter."),
    "wrong_kind": N_("This has not the right form."),
    "key_twice": N_("The key %(key)s stands twice."),
    "label_missing": N_("The label in both languages is needed."),
    "limit_missing": N_("A text needs its greatest length."),
    "unknown_type": N_("The document type %(code)s does not exist."),
    "unknown_scheme": N_("The scheme %(scheme)s is not in the dictionary."),
    "enum_without_options": N_("A choice needs options."),
    "code_without_list": N_("A code needs a code list."),
    "unknown_code_list": N_("The code list %(name)s does not exist."),
    "required_by_unknown": N_("It is required by the field %(key)s, which does not exist."),
    "unknown_rule": N_("The rule %(rule)s does not exist."),
    "rule_prints_rows": N_("The rule %(rule)s only prints rows, and the field does not repeat."),
    "rule_prints_no_rows": N_("The rule %(rule)s does not print rows, and the field repeats."),
    "unknown_source": N_("Its source %(path)s is not in the inspection declaration."),
    "source_of_other_rows": N_("Its source %(path)s does not belong to the rows that the field repeats with."),
    "table_must_repeat": N_("A table must repeat with some rows."),
    "more_needed_than_allowed": N_("More rows are needed than allowed."),
    "column_does_not_repeat": N_("The column %(key)s is not a field that repeats with the table."),
    "field_unknown": N_("The layout places %(key)s, which does not exist."),
    "field_of_head": N_("%(key)s is printed by the head of the sheet; the layout must not place it."),
    "placed_twice": N_("%(key)s is placed %(count)s times in the layout."),
    "not_placed": N_("%(key)s is not placed in the layout, so it would not print."),
    "column_placed": N_("%(key)s is a column of a table; the layout must not place it again."),
    "statement_unknown": N_("The layout prints the statement %(key)s, which does not exist."),
    "row_empty": N_("A row of the layout is empty."),
    "row_widths": N_("The widths of the row %(name)s do not add up to twelve twelfths."),
    "table_unknown": N_("The layout prints the table %(key)s, which does not exist."),
    "table_columns": N_("The table %(key)s has %(columns)s columns, its layout has %(widths)s."),
    "table_width": N_("The table %(key)s is %(width)s mm wide, not %(sheet)s mm."),
    "goods_without_columns": N_("The goods list of continuation sheets has no columns."),
    "goods_column_unknown": N_("The goods list's column %(key)s is not a field of the goods lines."),
    "goods_width": N_("The goods list is %(width)s mm wide with its number column, not %(sheet)s mm."),
    "sample_faulty": N_("A printed sample shows something else than it must (%(code)s)."),
    "sample_lacks": N_("In a printed sample “%(text)s” is missing in the box “%(box)s” on sheet %(sheet)s."),
    "sample_outside": N_("In a printed sample the text of “%(box)s” goes %(amount)s mm beyond the box."),
    "renders_not": N_("The sample could not be printed: %(reason)s"),
}


@dataclass(frozen=True)
class Fault:
    """Hold one fault; `place` is a path into the definition, such as "fields.3.max_length", or empty for the whole."""

    place: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Say it in English, with its place."""
        words = WORDS[self.code] % self.params
        return f"{self.place}: {words}" if self.place else words


#: pydantic's names of what is wrong → ours, and the parameter that goes along.
_OF_SCHEMA: dict[str, tuple[str, str]] = {
    "missing": ("needed", ""),
    "extra_forbidden": ("unknown_key", ""),
    "string_too_long": ("too_long", "max_length"),
    "string_too_short": ("needed", ""),
    "too_short": ("too_short", "min_length"),
    "literal_error": ("not_a_choice", "expected"),
    "string_pattern_mismatch": ("not_a_key", ""),
    "greater_than_equal": ("out_of_range", ""),
    "less_than_equal": ("out_of_range", ""),
}
_PARAMETER = {"too_long": "limit", "too_short": "limit", "not_a_choice": "choices"}
#: Names of models that pydantic puts into a place when it tried several.
_TRIED = ("RowsBlock", "TableBlock", "TextBlock", "IssueBlock", "Cell", "TableColumn")


def of_schema(error: ValidationError) -> list[Fault]:
    """Return what a definition's shape has wrong, each place once."""
    found: dict[str, Fault] = {}
    for one in error.errors(include_url=False):
        context = one.get("ctx", {})
        place = ".".join(str(part) for part in one["loc"] if not _is_tried(part))
        if one["type"] == "value_error":
            found.setdefault(place, Fault(place, "key_twice", {"key": str(context.get("error", ""))}))
            continue
        code, parameter = _OF_SCHEMA.get(one["type"], ("wrong_kind", ""))
        params = {_PARAMETER[code]: context.get(parameter, "")} if code in _PARAMETER else {}
        found.setdefault(place, Fault(place, code, params))
    return list(found.values())


def _is_tried(part: object) -> bool:
    """Tell the name of a tried shape from a key of the definition."""
    return isinstance(part, str) and (part in _TRIED or "[" in part or "(" in part)
