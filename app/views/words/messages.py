"""What refusals and errors say: one table from code to sentence; every service's codes stand here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from app.catalogue.faults import WORDS
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError
from app.views.words.check_messages import CHECK_MESSAGES
from app.views.words.door_messages import MESSAGES as DOOR_MESSAGES
from app.views.words.formatting import country_name
from app.views.words.label import Label
from app.views.words.labels import ACTIONS, ORIGINAL_PLACES, RECORDS, REISSUE_KINDS, STATUSES
from app.views.words.punctuation import listed
from app.views.words.query_messages import QUERY_MESSAGES

#: code of a DomainError, of a refusal of the workflow or of a FieldError → sentence; %(name)s are its params
MESSAGES: dict[str, Label] = {
    # requests
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
    **QUERY_MESSAGES,
    # accounts, roles, menu
    "account_of_higher_rights": _l("This account has higher rights than you may manage. Ask the system administrator."),
    "last_administrator": _l("%(name)s is the last system administrator. Give somebody else this role first."),
    "role_is_ready_made": _l(
        "This role comes with the system and cannot be deleted. Take its functions or users away."
    ),
    "role_has_users": _l("Users with this role: %(count)s. Take it from them first."),
    "role_has_notices": _l("The notice “%(title)s” is for this role. Change the notice first."),
    "role_title_taken": _l("There is a role called %(value)s already."),
    "role_keeps_side": _l("A role that comes with the system stays where it is."),
    "menu_node_needed": _l("This node cannot be hidden: without it nobody would find the way back."),
    "dictionary_columns_missing": _l("The file needs the headings Code and Chinese name, as in the export."),
    "import_row_wrong": _l("Row %(row)s is wrong in %(column)s. Nothing was imported."),
    # workflow
    "wrong_status": _l("Not possible while the status is %(status)s."),
    "already_issued": _l("A certificate of this application is already issued."),
    "no_confirmation_wanted": _l("The applicant did not ask to confirm before drafting."),
    "enterprise_must_confirm_first": _l("The enterprise must confirm first."),
    "second_person_needed": _l("A second reviewer must approve what the first one reviewed."),
    "customs_reviews_elsewhere": _l("Customs decides in its own system; its answer arrives here by itself."),
    "customs_other_text": _l("Customs has another text under this version. Ask customs before you go on."),
    "customs_lost_versions": _l("Customs does not have versions that it had; they are sent again."),
    "customs_lacks_previous": _l("Customs lacks the message before this one; that one is sent first."),
    "customs_answered_otherwise": _l("Customs answered about another text; the message is sent again."),
    "customs_cannot_connect": _l("No connection to customs could be made."),
    "customs_timed_out": _l("Customs did not answer in time."),
    "customs_broke_off": _l("The connection broke off before customs had answered."),
    "customs_answered_status": _l("Customs answered with HTTP status %(number)s instead of a signed answer."),
    "customs_unreadable": _l("The answer of customs cannot be read."),
    "customs_signature_wrong": _l("The signature under the answer of customs is wrong."),
    "customs_office_unknown": _l("A record names a customs office that is not in the dictionary."),
    "message_not_failed": _l("Only a failed message can be dealt with by hand."),
    "no_such_certificate": _l("There is no certificate %(number)s that waits to be issued."),
    "format_not_published": _l("Format %(format)s is not published yet. Publish it first."),
    "not_signed": _l("The request is not signed by customs."),
    "not_valid_any_more": _l("There is no issued certificate that is still valid."),
    "reason_needed": _l("Give a reason."),
    "already_yours": _l("You are its reviewer already."),
    "applicants_fields_are_closed": _l("These entries are the applicant's. Return the application with an opinion."),
    "not_customs_fields": _l("Customs does not fill in these entries: %(fields)s."),
    "unknown_reissue_kind": _l("There is no kind of reissue called %(kind)s."),
    # templates and reissues
    "template_unusable": _l("No document of this template can be used: not in force are %(formats)s."),
    "last_document_of_template": _l("A template keeps at least one document. Delete the template instead."),
    "default_needs_country_or_product": _l("Choose a destination, a product, or both."),
    "default_taken": _l("“%(name)s” is the default for these. Tick below to take it over, or choose something else."),
    "unknown_original_place": _l("Choose where the printed original is from the list."),
    "original_place_unfit": _l(
        "%(reissue_kind)s does not go with an original that is: %(original_place)s. Choose another kind, or say "
        "where the original really is."
    ),
    "closed_in_reissue": _l("This kind of reissue (%(reissue_kind)s) may not change: %(fields)s. Nothing was saved."),
    "reissue_open": _l("A reissue of %(number)s is open already. Finish or delete it first."),
    "reissue_origin_gone": _l("The old document %(number)s is not valid any more, so this cannot be issued."),
    "reissue_has_one_document": _l("A reissue has one document. Apply for others in an application of their own."),
    # documents, formats, declarations
    "file_damaged": _l("The stored file of %(number)s is not the one that was issued. Tell the administrator."),
    "reason_for_reprint_needed": _l("%(allowed)s originals are printed already. Give a reason for a further one."),
    "no_such_format": _l("There is no format %(format)s for this document type."),
    "no_documents_chosen": _l("No document is chosen. Choose at least one."),
    "too_many_documents": _l("An application has at most %(limit)s documents."),
    "documents_of_two_kinds": _l(
        "Certificates bear the number of the declaration, packaging slips that of the packaging application: "
        "apply for them separately."
    ),
    "last_document": _l("It is the only document. Delete the whole application instead."),
    "nothing_to_print": _l("None of the chosen documents has such a file."),
    "format_unchanged": _l("Format %(format)s has not changed since it was last published."),
    "declaration_not_known": _l("No inspection declaration is known under %(number)s."),
    "unknown_fields": _l("The form has entries that this format does not know. Load the page again."),
    "text_too_long": _l("A text is longer than %(limit)s characters."),
    "too_many_rows": _l("There are more rows than are allowed. Delete some, or make a second certificate."),
    # scans
    "document_no_unusable": _l(
        "This document number cannot be used. Compare it with the document: 6 to 32 letters, digits and hyphens."
    ),
    "scan_missing": _l("Choose a file."),
    "scan_too_many_files": _l("Send at most %(limit)s files at once."),
    "scan_empty": _l("The file is empty."),
    "scan_too_large": _l("The file is larger than %(limit)s MB. Scan it with fewer dots per inch, or in parts."),
    "scan_wrong_type": _l(
        "This is no PDF, JPEG, PNG or TIFF, whatever its name says. Save or scan it as one of these."
    ),
    "scan_damaged": _l(
        "The file is damaged and cannot be read to its end. Open it on your computer, save it anew and send that."
    ),
    "scan_encrypted": _l("The PDF is protected. Save it without a password and without restrictions, then send that."),
    "scan_too_many_pages": _l("The file has %(pages)s pages; %(limit)s are allowed. Send it in parts."),
    "scan_too_many_pixels": _l(
        "A picture in it has %(pixels)s million pixels; %(limit)s million are allowed. Scan it "
        "with fewer dots per inch."
    ),
    "scan_unpacks_too_far": _l("The file unpacks to far more than a scan needs. Print it to a new PDF and send that."),
    "scan_active_content": _l(
        "The file has active content that cannot be removed. Print it to a new PDF and send that."
    ),
    "scan_too_complex": _l(
        "Checking the file took too long or too much memory. Scan the document anew, or print it to a new PDF."
    ),
    "scan_already_there": _l("This very file is under %(number)s already."),
    "scan_unchanged": _l("This is the very file that %(number)s has now."),
    "scan_file_damaged": _l("The stored file of %(number)s is not the one that was uploaded. Tell the administrator."),
    "demo_users_in_production": _l("Demo users are not made in production."),
    # accounts
    "password_too_short": _l("At least 10 characters are needed."),
    "password_too_long": _l("At most 256 characters are allowed."),
    "password_control_character": _l("Holds a character that keyboards cannot repeat. Leave it out."),
    "password_too_simple": _l("Mix at least three of: capitals, small letters, digits, other characters."),
    "password_contains_known": _l(
        "Holds your name, user name, telephone or enterprise. Choose something nobody connects with you."
    ),
    "password_easy_to_guess": _l("Too easy to guess. Add a word or two that do not belong together."),
    "passwords_differ": _l("The two new passwords differ."),
    "password_unchanged": _l("The new password is the present one."),
    "current_password_wrong": _l("This is not your present password."),
    "login_paused": _l("Too many wrong attempts. Wait ten minutes, then try again."),
    "login_invalid": _l("A user name has 3 to 64 small letters, digits, dots, hyphens or underscores."),
    "login_taken": _l("The user name %(value)s is taken."),
    "email_taken": _l("The e-mail address %(value)s belongs to another account."),
    "role_unknown": _l("There is no role %(role)s."),
    "role_not_yours_to_give": _l("You cannot give or take rights that you do not have yourself."),
    "organisation_not_yours": _l("You can only place accounts in your own organisation."),
    "not_your_own_account": _l("You cannot do this with your own account."),
    "account_deregistered": _l("This account is deregistered for good."),
    **DOOR_MESSAGES,
    # fields of a document
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
    "control_character": _l("Holds a character that cannot be printed. Delete it and type it again."),
    "too_long": _l("%(length)s characters; %(max_length)s are allowed."),
    "not_a_date": _l("Not a date. Write it as 2026-11-23."),
    "not_a_number": _l("Not a number."),
    "too_many_decimals": _l("At most %(decimals)s decimal places."),
    "not_an_option": _l("“%(value)s” is not one of the choices."),
    "not_in_list": _l("“%(value)s” is not in the code list."),
    "country_required": _l("Choose the country whose documents the official may see."),
    "not_a_language": _l("“%(value)s” is not one of the languages of the overseas portal."),
    "not_a_country": _l("“%(value)s” is no country or region."),
    "not_entered": _l("Nothing is entered here."),
    "inspection_no": _l("An inspection number has 15 digits."),
    "sub_certificate_no": _l("A sub-number has three digits, 001 to 999."),
    "not_in_range": _l("A number from %(fewest)s to %(most)s."),
    "taken": _l("%(value)s is taken already under this inspection number."),
    # lists and reference records
    "bad_list_argument": _l("The list does not know “%(value)s” as %(name)s. Choose from what the page offers."),
    "no_rows_chosen": _l("No row is chosen. Tick the rows first."),
    "too_many_rows_chosen": _l("At most %(limit)s rows can be handled at once."),
    "unknown_action": _l("A list has no action called %(action)s."),
    "not_issued_yet": _l("It is not issued yet; there is nothing to print."),
    "name_taken": _l("There is one called %(value)s already."),
    "number_taken": _l("%(value)s belongs to another organisation already."),
    "code_taken": _l("This group has an entry with the code %(value)s already."),
    "code_in_use": _l("%(entry)s is in use (%(where)s); its code cannot change."),
    "entry_in_use": _l("%(name)s is in use (%(where)s) and cannot be deleted. Disable it instead."),
    "no_such_group": _l("There is no such group."),
    "not_a_code": _l("A code has letters, digits, dots or hyphens, at most 20 of them."),
    "parameter_is_declared": _l("%(name)s belongs to the program. Set it back to its default instead of deleting it."),
    "parameter_has_no_default": _l("%(name)s is your own parameter and has no default."),
    "parameter_is_default": _l("It has its default."),
    "ends_before_it_begins": _l("It ends before it begins."),
    "not_a_mail_address": _l("Not an e-mail address."),
    "not_a_credit_code": _l("A unified social credit code has 18 digits and capital letters."),
    "not_a_registration_no": _l("An inspection registration number has 10 digits."),
    "not_a_customs_code": _l("A customs code has 4 or 6 digits."),
    "platform_stays_on_top": _l("The platform stays at the top of the tree."),
    "only_one_platform": _l("There is only one platform."),
    "parent_is_below": _l("%(name)s stands below this organisation and cannot be its parent."),
    "tree_too_deep": _l("The tree is at most %(limit)s levels deep."),
    "organisation_is_platform": _l("%(name)s is the platform and cannot be deleted."),
    "organisation_has_children": _l("%(name)s has %(count)s organisations below it. Move or delete them first."),
    "organisation_has_users": _l("%(name)s has %(count)s users. Move them to another organisation first."),
    "organisation_has_documents": _l("%(name)s has documents and cannot be deleted. Close it instead."),
    "public_has_no_rights": _l("Visitors who are not logged in get no rights and no users."),
    "administrator_keeps_roles": _l(
        "The system administrator must be able to list, view and edit roles; otherwise nobody "
        "could give rights any more."
    ),
    "format_code": _l("A format code has at most 20 small letters, digits and hyphens, such as c3-1."),
    "format_code_taken": _l("There is a format %(value)s already."),
    "format_published": _l("%(format)s was published and cannot be deleted. Retire it instead."),
    "format_too_large": _l("A format has at most %(limit)s fields, texts and blocks each."),
    "format_file_unreadable": _l("This is no format file: %(reason)s"),
    "format_file_no_text": _l("This is no format file: it is no text in UTF-8."),
    "format_file_wrong_at": _l("The file cannot be read from line %(line)s, character %(column)s on. Mend it there."),
    "format_file_without_code": _l("This is no format file: it has no valid format code (code)."),
    "date_in_the_past": _l("Choose today or a later day."),
    "no_such_user": _l("There is no user called %(login)s."),
}


MESSAGES.update(CHECK_MESSAGES)

#: a parameter of an error, whatever its sentence says of it
Parameter: TypeAlias = object


class _Known(dict[str, Parameter]):
    """Show a missing parameter as a dash rather than fail while an error is being told."""

    def __missing__(self, key: str) -> str:
        return "—"


def message(error: DomainError | FieldError | str, params: Mapping[str, Parameter] | None = None) -> str:
    """Return the sentence for an error, or for a code with its parameters, in the language of the page."""
    code, known = (error, params or {}) if isinstance(error, str) else (error.code, error.params)
    sentence = MESSAGES.get(code) or _of_format(code) or MESSAGES["refused"]
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
