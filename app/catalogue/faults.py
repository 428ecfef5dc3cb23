"""Faults of a format: where and what, by a code with parameters; the loader says them in English, screens translate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def N_(text: str) -> str:  # noqa: N802 the name that tools for translation look for
    """Mark a text for translation; the screen that shows it translates."""
    return text


#: What can be wrong, as a sentence; `%(…)s` are the parameters of the fault.
WORDS: dict[str, str] = {
    "needed": N_("This must be filled in."),
    "unknown_key": N_("There is no such entry."),
    "too_long": N_("This is longer than %(limit)s characters."),
    "too_many": N_("At most %(limit)s are allowed here."),
    "too_short": N_("At least %(limit)s is needed here."),
    "out_of_range": N_("This number is outside its limits."),
    "not_a_choice": N_("This is none of the choices: %(choices)s."),
    "not_a_key": N_("A key has small letters, digits and underscores, and begins with a letter."),
    "no_language": N_("A language is written with two small letters, such as zh, en or fr."),
    "no_country": N_("A country is written with three capital letters, such as CHN or KOR."),
    "no_day": N_("A day is written like 2026-11-30, in quotes."),
    "no_text_name": N_("A fixed text is named by @ and its key."),
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
    "needs_quotes": N_("This must be a text. Put it in quotes."),
    "comma_unquoted": N_("There is no such entry. Words with a comma must stand in quotes."),
    "block_unknown": N_("A block must say one of these: %(choices)s."),
    "key_no_text": N_("The name of an entry must be a text. Put it in quotes."),
    "language_unknown": N_("There is no language with the code %(language)s."),
    "words_missing": N_("The words are missing in these languages of the paper: %(languages)s."),
    "country_unknown": N_("There is no country with the code %(code)s."),
    "option_reserved": N_("An option must not be called %(value)s: no comma, and neither any nor none."),
    "option_unknown": N_("The field %(key)s has no option %(value)s."),
    "group_reserved": N_("A group of rows must not be called %(group)s."),
    "group_unknown": N_("There is no group of rows %(group)s."),
    "group_not_placed": N_("The rows %(group)s have no table in the layout, so they would not print."),
    "group_of_two_lists": N_("The columns of a group must all come from goods lines, or all from containers."),
    "column_kind": N_("A column cannot be of this kind."),
    "source_no_rows": N_("Its source %(path)s is not a part of the goods lines or containers."),
    "text_unknown": N_("There is no fixed text %(key)s."),
    "text_not_placed": N_("The fixed text %(key)s stands nowhere in the layout, so it would not print."),
    "piece_wrong": N_("The braces %(piece)s say nothing that can be printed."),
    "blank_width": N_("A blank must be between %(least)s and %(most)s mm wide."),
    "marks_differ": N_("The blanks, boxes and choices of this text must be the same in every language."),
    "conditions_in_circle": N_("The conditions of these fields wait for each other: %(keys)s."),
    "cell_empty": N_("A box needs a field, a text or rows inside."),
    "label_too_wide": N_("The label of %(name)s takes %(label)s mm of a box that is %(width)s mm wide."),
    "checks_without_options": N_("The field %(key)s has no options that could be printed as boxes to tick."),
    "span_of_no_dates": N_("Only dates can be printed as one span, and %(key)s is none."),
    "stack_too_deep": N_("Boxes may stand inside boxes up to %(most)s levels deep."),
    "clauses_too_deep": N_("Clauses may stand under clauses up to %(most)s levels deep."),
    "part_in_part": N_("A part cannot stand inside a part."),
    "issue_in_part": N_("Inside a part a signature block must stand in its place, not at the foot of every sheet."),
    "issue_twice": N_("Only one signature block can stand at the foot of every sheet."),
    "page_without_blocks": N_("A new sheet needs blocks before and after it, and cannot stand below the foot."),
    "sample_columns": N_("A row of the sample must have %(columns)s cells."),
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
