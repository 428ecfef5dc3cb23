"""What refusals say of formats of certificates: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "no_such_library_form": _l("The library has no form %(form)s. It has: %(known)s."),
    "format_unchanged": _l("Format %(format)s has not changed since it was last published."),
    "format_code_taken": _l("There is a format %(value)s already."),
    "format_published": _l("%(format)s was published and cannot be deleted. Retire it instead."),
    "format_too_large": _l("A format has at most %(limit)s fields, texts and blocks each."),
    "format_file_unreadable": _l("This is no format file: %(reason)s"),
    "format_file_no_text": _l("This is no format file: it is no text in UTF-8."),
    "format_file_wrong_at": _l("The file cannot be read from line %(line)s, character %(column)s on. Mend it there."),
    "format_file_key_twice": _l("The entry %(text)s stands twice (line %(line)s, character %(column)s)."),
    "format_file_key_no_text": _l(
        "The entry %(text)s must be a text. Put it in quotes (line %(line)s, character %(column)s)."
    ),
    "format_file_yes_or_no": _l(
        "%(text)s would be read as yes or no. Put it in quotes, or write true or false "
        "(line %(line)s, character %(column)s)."
    ),
    "format_file_without_code": _l("This is no format file: it has no valid format code (code)."),
    "date_in_the_past": _l("Choose today or a later day."),
    "format_code": _l("A format code has at most 20 small letters, digits and hyphens, such as c3-1."),
}
