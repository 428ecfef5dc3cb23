"""What refusals and errors say: the sentences that many features need; each wing has its own in its `refusals`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from app.catalogue.faults import WORDS
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError
from app.views.words.formatting import country_name
from app.views.words.label import Label
from app.views.words.labels import ACTIONS, ORIGINAL_PLACES, RECORDS, REISSUE_KINDS, STATUSES
from app.views.words.punctuation import listed

#: refusals of many features: code of a DomainError, of a refusal of the workflow or of a FieldError → sentence;
#: %(name)s are its params
SHARED: dict[str, Label] = {
    "refused": _l("This cannot be done."),
    "not_found": _l("There is no such record, or it is not yours."),
    "registration_needed": _l(
        "Your enterprise has no inspection registration number yet, so it cannot declare. "
        "Your enterprise administrator can enter it."
    ),
    "not_permitted": _l("Your roles do not include this. Ask your administrator for the right you need."),
    "not_allowed_now": _l("The present status does not allow this."),
    "changed_meanwhile": _l("Somebody else changed this meanwhile. Look at the new state, then do it again."),
    "taken_meanwhile": _l("This number was taken by somebody else a moment ago. Choose the next free one."),
    "invalid": _l("Some entries are missing or wrong. They are marked below; everything you typed is kept."),
    "unknown_theme": _l("There is no theme of this name."),
    "wrong_status": _l("Not possible while the status is %(status)s."),
    "already_issued": _l("A certificate of this application is already issued."),
    "not_valid_any_more": _l("There is no issued certificate that is still valid."),
    "reason_needed": _l("Give a reason."),
    "reissue_open": _l("A reissue of %(number)s is open already. Finish or delete it first."),
    "file_damaged": _l("The stored file of %(number)s is not the one that was issued. Tell the administrator."),
    "no_such_format": _l("There is no format %(format)s for this document type."),
    "unknown_fields": _l("The form has entries that this format does not know. Load the page again."),
    "text_too_long": _l("A text is longer than %(limit)s characters."),
    "too_many_rows": _l("There are more rows than are allowed. Delete some, or make a second certificate."),
    "paper_failed": _l("The sheet could not be made. Try again; if it fails again, tell the administrator."),
    "paper_fonts_missing": _l(
        "This machine lacks the fonts of certificates: %(fonts)s. The administrator can install them."
    ),
    "paper_text_refused": _l(
        "“%(text)s” in the box “%(box)s” cannot be printed: no font shows it. Write it in another way."
    ),
    "paper_text_refused_somewhere": _l("“%(text)s” cannot be printed: no font shows it. Write it in another way."),
    "paper_timeout": _l("Making the sheet took too long. Shorten long texts, or try again later."),
    "pdf_failed": _l("The PDF could not be made. Try again; if it fails again, tell the administrator."),
    "pdf_engine_missing": _l("The program that draws PDFs is not installed. Tell the administrator."),
    "pdf_timeout": _l("Drawing the PDF took too long. Try again later."),
    "pdf_page_mismatch": _l("The PDF has %(made)s pages instead of %(expected)s. Tell the administrator."),
    "paper_unreadable": _l("The finished PDF cannot be read back, so it was not used. Tell the administrator."),
    "paper_sheet_count": _l(
        "The finished PDF was refused: it has %(made)s sheets instead of %(promised)s. Tell the administrator."
    ),
    "paper_sheet_size": _l(
        "The finished PDF was refused: sheet %(sheet)s measures %(width)s × %(height)s mm or is turned, "
        "instead of an upright A4. Tell the administrator."
    ),
    "paper_not_full_size": _l(
        "The finished PDF was refused: the frame of sheet %(sheet)s is %(width)s mm wide instead of %(promised)s mm. "
        "Tell the administrator."
    ),
    "paper_value_missing": _l(
        "The finished PDF was refused: “%(text)s” is missing in the box “%(box)s” on sheet %(sheet)s. "
        "Shorten the text or type it again; if that does not help, tell the administrator."
    ),
    "paper_value_outside": _l(
        "The finished PDF was refused: the text of the box “%(box)s” on sheet %(sheet)s goes %(amount)s mm beyond "
        "the box. Shorten it; if that does not help, tell the administrator."
    ),
    "paper_outside_frame": _l(
        "The finished PDF was refused: on sheet %(sheet)s something stands %(amount)s mm outside the frame "
        "(%(text)s). Tell the administrator."
    ),
    "paper_glyph_missing": _l(
        "The finished PDF was refused: sheet %(sheet)s shows a character that the fonts do not have (box “%(box)s”). "
        "Write it in another way."
    ),
    "paper_number_missing": _l(
        "The finished PDF was refused: the number %(number)s is missing on sheet %(sheet)s. Tell the administrator."
    ),
    "paper_font_not_embedded": _l(
        "The finished PDF was refused: the font %(font)s is not part of the file. Tell the administrator."
    ),
    "paper_standard_missing": _l(
        "The finished PDF was refused: it does not meet %(standard)s. Tell the administrator."
    ),
    "demo_data_needed": _l("Load the demo data first, then add certificates to it."),
    "demo_users_in_production": _l("Demo users are not made in production."),
    "password_too_short": _l("At least 10 characters are needed."),
    "password_too_long": _l("At most 256 characters are allowed."),
    "password_control_character": _l("Holds a character that keyboards cannot repeat. Leave it out."),
    "password_too_simple": _l("Mix at least three of: capitals, small letters, digits, other characters."),
    "password_contains_known": _l(
        "Holds your name, user name, telephone or enterprise. Choose something nobody connects with you."
    ),
    "passwords_differ": _l("The two new passwords differ."),
    "login_paused": _l("Too many wrong attempts. Wait ten minutes, then try again."),
    "organisation_not_yours": _l("You can only place accounts in your own organisation."),
    "not_your_own_account": _l("You cannot do this with your own account."),
    "required": _l("Fill this in."),
    "unknown_field": _l("This format has no such entry."),
    "set_by_system": _l("The system fills this in."),
    "unknown_group": _l("This format has no such table."),
    "too_few_rows": _l("At least %(min_rows)s rows are needed; there are %(rows)s."),
    "line_too_long": _l("This line has %(length)s characters; %(max_length)s fit."),
    "not_iso_6346": _l("Not a standard container number. You can declare it all the same."),
    "wrong_check_digit": _l(
        "Possibly a typing error; the check digit suggests %(corrected)s. You can declare it all the same."
    ),
    "unknown_statement": _l("This format has no such statement."),
    "only_one_of": _l("Only one of these statements can be chosen."),
    "control_character": _l(
        "Line %(line)s, character %(column)s: %(number)s is a control character, which no paper shows. "
        "Delete it; if letters are missing there, type them again."
    ),
    "damaged_character": _l(
        "Line %(line)s, character %(column)s: a character was lost on its way here (%(number)s). "
        "Look at the original and type what belongs there."
    ),
    "private_character": _l(
        "Line %(line)s, character %(column)s: %(number)s means a character only on the computer that it comes from. "
        "Type the character itself. If it stands in a firm's name, ask the firm for its name in standard characters."
    ),
    "unassigned_character": _l(
        "Line %(line)s, character %(column)s: %(number)s is not a character of the Unicode standard yet. "
        "Write it another way. If it stands in a firm's name, take the name's foreign or simplified form."
    ),
    "picture_sequence": _l(
        "Line %(line)s, character %(column)s: “%(character)s” (%(number)s) is part of a picture made of several "
        "characters, which certificates do not print. Delete it or say it in words."
    ),
    "no_glyph": _l(
        "Line %(line)s, character %(column)s: “%(character)s” (%(number)s, %(name)s) cannot be printed, since no font "
        "of this system has it. Write it another way. If it stands in a firm's name, take the name's foreign or "
        "simplified form, or ask the administrator to install a font that has the character."
    ),
    "no_glyph_together": _l(
        "Line %(line)s, character %(column)s: “%(character)s” (%(number)s, %(name)s) cannot be printed, since no font "
        "of this system has these characters together. Delete the mark and type the word again."
    ),
    "too_long": _l("%(length)s characters; %(max_length)s are allowed."),
    "not_a_date": _l("Not a date. Write it as 2026-11-23."),
    "not_a_number": _l("Not a number."),
    "too_many_decimals": _l("At most %(decimals)s decimal places."),
    "not_an_option": _l("“%(value)s” is not one of the choices."),
    "not_in_list": _l("“%(value)s” is not in the code list."),
    "not_a_country": _l("“%(value)s” is no country or region."),
    "not_entered": _l("Nothing is entered here."),
    "inspection_no": _l("An inspection number has 15 digits."),
    "bad_list_argument": _l("The list does not know “%(value)s” as %(name)s. Choose from what the page offers."),
    "no_rows_chosen": _l("No row is chosen. Tick the rows first."),
    "too_many_rows_chosen": _l("At most %(limit)s rows can be handled at once."),
    "unknown_action": _l("A list has no action called %(action)s."),
    "name_taken": _l("There is one called %(value)s already."),
    "parameter_is_declared": _l("%(name)s belongs to the program. Set it back to its default instead of deleting it."),
    "parameter_has_no_default": _l("%(name)s is your own parameter and has no default."),
    "no_such_user": _l("There is no user called %(login)s."),
    "import_missing": _l("Choose a file."),
    "import_empty": _l("The file has no rows below its headings."),
    "import_too_large": _l("The file is larger than %(limit)s MB. Import it in parts."),
    "import_too_many_rows": _l("The file has more than %(limit)s rows, or cells far apart. Import it in parts."),
    "import_unpacks_too_far": _l("The workbook unpacks to far more than a table needs. Copy its rows into a template."),
    "import_macros": _l("The workbook has macros or embedded programs. Save it as an ordinary workbook (xlsx)."),
    "import_encrypted": _l("The workbook is protected by a password. Save it without one."),
    "import_old_excel": _l("This is a workbook of Excel 97-2003. Save it as xlsx."),
    "import_damaged": _l("The file cannot be read to its end. Open it on your computer, save it anew and send that."),
    "import_no_text": _l("This is neither Excel, nor CSV or JSON in UTF-8 or GB18030."),
    "import_bad_json": _l("The JSON cannot be read. It must be a list of records, as in the template."),
    "import_has_errors": _l("%(count)s cells of the file are wrong. Nothing was imported."),
    "import_expired": _l("This file is no longer kept. Send it again."),
}
#: all sentences; `views/screens.py` gathers those of the wings
SENTENCES: dict[str, Label] = {**SHARED}


#: a parameter of an error, whatever its sentence says of it
Parameter: TypeAlias = object


class _Known(dict[str, Parameter]):
    """Show a missing parameter as a dash rather than fail while an error is being told."""

    def __missing__(self, key: str) -> str:
        return "—"


def worded(error: DomainError | FieldError | str, params: Mapping[str, Parameter] | None = None) -> str:
    """Return the sentence for an error, or for a code with its parameters, in the language of the page."""
    code, known = (error, params or {}) if isinstance(error, str) else (error.code, error.params)
    sentence = SENTENCES.get(code) or _of_format(code) or SENTENCES["refused"]
    return str(sentence) % _Known({name: _shown(name, value) for name, value in known.items()})


def _of_format(code: str) -> str:
    """Return the sentence for a fault of a format's definition, whose codes begin with "format."."""
    words = WORDS.get(code.removeprefix("format."), "") if code.startswith("format.") else ""
    return gettext(words) if words else ""


def _shown(name: str, value: Parameter) -> Parameter:
    """Write statuses, actions and countries in words."""
    if name == "status":
        return STATUSES.get(str(value), value)
    if name == "country":
        return country_name(str(value))
    if name == "action":
        return ACTIONS.get(str(value), value)
    if name == "reissue_kind":
        return REISSUE_KINDS.get(str(value), value)
    if name == "original_place":
        return ORIGINAL_PLACES.get(str(value), value)
    if name == "where":
        return RECORDS.get(str(value), value)
    return listed(value) if isinstance(value, (list, tuple, set, frozenset)) else value
