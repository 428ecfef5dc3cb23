"""What refusals say of declarations and the files they come in: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "enterprise_needed": _l("Choose the enterprise whose declarations these are."),
    "unknown_column": _l("There is no column of this name. Compare the headings with the template."),
    "column_twice": _l("This column stands twice."),
    "column_missing": _l("This column is missing."),
    "differs_from_first_row": _l("Says something else than the first row of this number."),
    "not_in_first_sheet": _l("The first sheet has no row with this number."),
    "no_goods_lines": _l("This declaration has no goods."),
    "line_twice": _l("Line number %(value)s stands twice."),
    "not_a_text": _l("Write a text or a number here."),
    "too_many_items": _l("At most %(limit)s entries fit into one cell."),
    "not_such_an_item": _l("Write %(form)s."),
    "item_part_missing": _l("“%(part)s” is missing in an entry."),
    "not_an_hs_code": _l("An HS code has 8 or 10 digits. Excel drops leading zeros of numbers: make the column text."),
    "not_a_whole_number": _l("Not a whole number."),
    "not_yes_or_no": _l("Neither yes nor no."),
}
