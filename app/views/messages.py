"""What refusals and errors say: one table from code to sentence; every service's codes stand here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.errors import DomainError
from app.domain.fields import FieldError
from app.views.labels import ACTIONS, STATUSES

#: code of a DomainError, of a refusal of the workflow or of a FieldError → sentence; %(name)s are its params
MESSAGES: dict[str, Any] = {
    # requests
    "refused": _l("This cannot be done."),
    "not_found": _l("There is no such record, or it is not yours."),
    "not_permitted": _l("Your roles do not include this. Ask your administrator for the right you need."),
    "not_allowed_now": _l("The present status does not allow this."),
    "changed_meanwhile": _l("Somebody else changed this meanwhile. Look at the new state, then do it again."),
    "taken_meanwhile": _l("This number was taken by somebody else a moment ago. Choose the next free one."),
    "invalid": _l("Some entries are missing or wrong. They are marked below; everything you typed is kept."),
    # workflow
    "wrong_status": _l("Not possible while the status is %(status)s."),
    "already_issued": _l("A certificate of this application is already issued."),
    "no_confirmation_wanted": _l("The applicant did not ask to confirm before drafting."),
    "enterprise_must_confirm_first": _l("The enterprise must confirm first."),
    "second_person_needed": _l("A second reviewer must approve what the first one reviewed."),
    "not_valid_any_more": _l("There is no issued certificate that is still valid."),
    "reason_needed": _l("Give a reason."),
    "already_yours": _l("You are its reviewer already."),
    "applicants_fields_are_closed": _l("These entries are the applicant's. Return the application with an opinion."),
    "not_customs_fields": _l("Customs does not fill in these entries: %(fields)s."),
    "unknown_reissue_kind": _l("There is no kind of reissue called %(kind)s."),
    # documents, formats, declarations
    "file_damaged": _l("The stored file of %(number)s is not the one that was issued. Tell the administrator."),
    "reason_for_reprint_needed": _l("%(allowed)s originals are printed already. Give a reason for a further one."),
    "no_such_format": _l("There is no format %(format)s for this document type."),
    "format_unchanged": _l("Format %(format)s has not changed since it was last published."),
    "declaration_not_known": _l("No inspection declaration is known under %(number)s."),
    "unknown_fields": _l("The form has entries that this format does not know. Load the page again."),
    "text_too_long": _l("A text is longer than %(limit)s characters."),
    "too_many_rows": _l("There are more rows than are allowed. Delete some, or make a second certificate."),
    "demo_users_in_production": _l("Demo users are not made in production."),
    # fields of a document
    "required": _l("Fill this in."),
    "unknown_field": _l("This format has no such entry."),
    "set_by_system": _l("The system fills this in."),
    "unknown_group": _l("This format has no such table."),
    "too_few_rows": _l("At least %(min_rows)s rows are needed; there are %(rows)s."),
    "line_too_long": _l("This line has %(length)s characters; %(max_length)s fit."),
    "not_iso_6346": _l("Not a standard container number. You can declare it all the same."),
    "wrong_check_digit": _l("Possibly a typing error; the check digit suggests %(corrected)s. You can declare it all the same."),
    "unknown_statement": _l("This format has no such statement."),
    "only_one_of": _l("Only one of these statements can be chosen."),
    "control_character": _l("Holds a character that cannot be printed. Delete it and type it again."),
    "too_long": _l("%(length)s characters; %(max_length)s are allowed."),
    "not_a_date": _l("Not a date. Write it as 2026-11-23."),
    "not_a_number": _l("Not a number."),
    "too_many_decimals": _l("At most %(decimals)s decimal places."),
    "not_an_option": _l("“%(value)s” is not one of the choices."),
    "not_in_list": _l("“%(value)s” is not in the code list."),
    "not_a_country": _l("“%(value)s” is no country or region."),
    "not_entered": _l("Nothing is entered here."),
    "inspection_no": _l("An inspection number has 15 digits."),
    "sub_certificate_no": _l("A sub-number has three digits, 001 to 999."),
    "taken": _l("%(value)s is taken already under this inspection number."),
}


class _Known(dict[str, Any]):
    """Show a missing parameter as a dash rather than fail while an error is being told."""

    def __missing__(self, key: str) -> str:
        return "—"


def message(error: DomainError | FieldError | str, params: Mapping[str, object] | None = None) -> str:
    """Return the sentence for an error, or for a code with its parameters, in the language of the page."""
    code, known = (error, params or {}) if isinstance(error, str) else (error.code, error.params)
    sentence = MESSAGES.get(code) or MESSAGES["refused"]
    return str(sentence) % _Known({name: _shown(name, value) for name, value in known.items()})


def _shown(name: str, value: object) -> object:
    """Write statuses and actions in words."""
    if name == "status":
        return STATUSES.get(str(value), value)
    if name == "action":
        return ACTIONS.get(str(value), value)
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple, set, frozenset)) else value
