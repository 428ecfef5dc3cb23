"""Permissions and resources in words, for the table of what a role opens."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.catalogue.loader import catalogue
from app.domain.permissions import certificate_resource
from app.views.frame import menu
from app.views.words.formatting import type_name
from app.views.workflow import table as workflow

#: resource → words, for those that are no screen of the menu
RESOURCES = {
    "enterprise": _l("My enterprise"),
    "identities": _l("Cards and outside accounts"),
    "jobs": _l("Scheduled jobs"),
    "overseas_portal": _l("Overseas portal"),
    "templates": _l("Templates"),
}
#: verb of a screen → words; those of the workflow's actions stand in app/views/workflow
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
    "import": _l("Import"),
    "publish": _l("Publish"),
    "reapply": _l("Apply again"),
    "resend": _l("Send again"),
    "search": _l("Search"),
    "sync": _l("Synchronise"),
}


def resource_label(name: str) -> str:
    """Return what people call a screen."""
    for group in menu.groups():
        for entry in group.entries:
            if entry.resource == name:
                return menu.entry_label(entry)
    if name in RESOURCES:
        return str(RESOURCES[name])
    for kind in catalogue().types.values():
        if certificate_resource(kind.key) == name:
            return type_name(kind.code)
    return name.replace("_", " ")


def verb_label(permission: str) -> str:
    """Return what a permission lets people do."""
    verb = permission.removeprefix("can_")
    return str(VERBS.get(verb) or workflow.right(verb) or verb.replace("_", " "))
