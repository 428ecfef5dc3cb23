"""What refusals say of accounts, roles and organisations: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "account_of_higher_rights": _l("This account has higher rights than you may manage. Ask the system administrator."),
    "last_administrator": _l("%(name)s is the last system administrator. Give somebody else this role first."),
    "role_is_ready_made": _l(
        "This role comes with the system and cannot be deleted. Take its functions or users away."
    ),
    "role_has_users": _l("Users with this role: %(count)s. Take it from them first."),
    "role_has_notices": _l("The notice “%(title)s” is for this role. Change the notice first."),
    "role_title_taken": _l("There is a role called %(value)s already."),
    "role_keeps_side": _l("A role that comes with the system stays where it is."),
    "password_unchanged": _l("The new password is the present one."),
    "current_password_wrong": _l("This is not your present password."),
    "login_invalid": _l("A user name has 3 to 64 small letters, digits, dots, hyphens or underscores."),
    "email_taken": _l("The e-mail address %(value)s belongs to another account."),
    "not_a_mail_address": _l("Not an e-mail address."),
    "login_taken": _l("The user name %(value)s is taken."),
    "role_unknown": _l("There is no role %(role)s."),
    "role_not_yours_to_give": _l("You cannot give or take rights that you do not have yourself."),
    "account_deregistered": _l("This account is deregistered for good."),
    "too_many_registrations": _l("Too many registrations came from your address. Try again in an hour."),
    "enterprise_is_registered": _l(
        "This enterprise is registered already. Ask its administrator for an account; customer service tells you who."
    ),
    "enterprise_is_waiting": _l("A registration of this enterprise waits already. Look at its state instead."),
    "registration_is_decided": _l("This registration is decided already."),
    "enterprise_has_number": _l("Your enterprise has its registration number already."),
    "number_is_waiting": _l("A number of your enterprise waits for approval already."),
    "number_taken": _l("%(value)s belongs to another organisation already."),
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
}
