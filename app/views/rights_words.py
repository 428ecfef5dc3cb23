"""Permissions and resources in words, for the table of what a role opens."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.catalogue.loader import catalogue
from app.domain.permissions import certificate_resource
from app.views.formatting import type_name
from app.views.labels import ACTIONS

#: resource → the screen's name
RESOURCES = {
    "organisations": _l("Organisations"),
    "parameters": _l("System parameters"),
    "dictionaries": _l("Dictionaries"),
    "notices": _l("Notices"),
    "users": _l("Users"),
    "roles": _l("Roles"),
    "operation_history": _l("Operation history"),
    "formats": _l("Certificate formats"),
    "declarations": _l("Inspection declarations"),
    "packaging_applications": _l("Packaging applications"),
    "review_desk": _l("Review desk"),
    "overseas_users": _l("Overseas users"),
    "overseas_lookups": _l("Searches on the overseas portal"),
    "overseas_portal": _l("Overseas portal"),
}
#: verb of a screen → words; the workflow's verbs stand in `labels.ACTIONS`
VERBS = {
    "list": _l("List"),
    "show": _l("View"),
    "add": _l("New"),
    "edit": _l("Edit"),
    "delete": _l("Delete"),
    "export": _l("Export"),
    "copy": _l("Copy"),
    "preview": _l("Preview"),
    "upload_scan": _l("Upload a scan"),
    "reset_password": _l("Reset password"),
    "lock": _l("Lock and deregister"),
}


def resource_label(name: str) -> str:
    """Return what people call a screen."""
    if name in RESOURCES:
        return str(RESOURCES[name])
    for kind in catalogue().types.values():
        if certificate_resource(kind.key) == name:
            return type_name(kind.code)
    return name.replace("_", " ")


def verb_label(permission: str) -> str:
    """Return what a permission lets people do."""
    verb = permission.removeprefix("can_")
    return str(VERBS.get(verb) or ACTIONS.get(verb) or verb.replace("_", " "))
