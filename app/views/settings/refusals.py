"""What refusals say of dictionaries and parameters: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "dictionary_columns_missing": _l("The file needs the headings Code and Chinese name, as in the export."),
    "import_row_wrong": _l("Row %(row)s is wrong in %(column)s. Nothing was imported."),
    "code_taken": _l("This group has an entry with the code %(value)s already."),
    "code_in_use": _l("%(entry)s is in use (%(where)s); its code cannot change."),
    "entry_in_use": _l("%(name)s is in use (%(where)s) and cannot be deleted. Disable it instead."),
    "no_such_group": _l("There is no such group."),
    "not_a_code": _l("A code has letters, digits, dots or hyphens, at most 20 of them."),
    "parameter_is_default": _l("It has its default."),
}
