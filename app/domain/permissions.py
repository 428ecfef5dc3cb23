"""Roles and permissions: who may use which screen or verb. Seeding grants each right once, and takes none away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.workflow import TRANSITIONS, Action, Side

SYSTEM_ADMINISTRATOR = "system_administrator"
ENTERPRISE_ADMINISTRATOR = "enterprise_administrator"
CLERK = "clerk"
REVIEWER = "reviewer"
OVERSEAS = "overseas"
PUBLIC = "public"
ROLES = (SYSTEM_ADMINISTRATOR, ENTERPRISE_ADMINISTRATOR, CLERK, REVIEWER, OVERSEAS, PUBLIC)

#: Which side each ready-made role works on; administrators choose one of the first three for roles of their own.
SIDES = {
    SYSTEM_ADMINISTRATOR: "platform",
    REVIEWER: "customs",
    ENTERPRISE_ADMINISTRATOR: "enterprise",
    CLERK: "enterprise",
    OVERSEAS: "overseas",
    PUBLIC: "nobody",
}
OWN_SIDES = ("platform", "customs", "enterprise")

READING = ("can_list", "can_show", "can_preview", "can_export")
CLERK_VERBS = (*READING, "can_add", "can_edit", "can_copy", "can_upload_scan")


def certificate_resource(type_key: str) -> str:
    """Name the resource of a document type; its permissions are its screen's and its workflow's verbs."""
    return f"certificate_{type_key}"


def workflow_permission(action: Action) -> str:
    """Name the permission to do a workflow action."""
    return f"can_{action.value}"


def _workflow_verbs(side: Side) -> tuple[str, ...]:
    return tuple(workflow_permission(a) for a, t in TRANSITIONS.items() if t.side is side)


CERTIFICATE_VERBS = (*CLERK_VERBS, *(workflow_permission(action) for action in TRANSITIONS))

#: Permissions on every document type, by role.
CERTIFICATE_GRANTS: dict[str, tuple[str, ...]] = {
    SYSTEM_ADMINISTRATOR: READING,
    CLERK: (*CLERK_VERBS, *_workflow_verbs(Side.ENTERPRISE)),
    REVIEWER: (*READING, *_workflow_verbs(Side.CUSTOMS)),
}


@dataclass(frozen=True)
class Grant:
    """Give a role some verbs on a resource."""

    role: str
    resource: str
    verbs: tuple[str, ...]


_CRUD = ("can_list", "can_show", "can_add", "can_edit", "can_delete", "can_export")
_READ = ("can_list", "can_show", "can_export")

#: Permissions on all other resources.
GRANTS: tuple[Grant, ...] = (
    Grant(SYSTEM_ADMINISTRATOR, "organisations", _CRUD),
    Grant(SYSTEM_ADMINISTRATOR, "parameters", _CRUD),
    Grant(SYSTEM_ADMINISTRATOR, "dictionaries", _CRUD),
    Grant(SYSTEM_ADMINISTRATOR, "notices", _CRUD),
    Grant(SYSTEM_ADMINISTRATOR, "users", (*_CRUD, "can_reset_password", "can_lock")),
    Grant(SYSTEM_ADMINISTRATOR, "roles", _CRUD),
    Grant(SYSTEM_ADMINISTRATOR, "menu_nodes", ("can_list", "can_edit")),
    Grant(SYSTEM_ADMINISTRATOR, "operation_history", _READ),
    Grant(SYSTEM_ADMINISTRATOR, "registrations", (*_READ, "can_edit")),
    Grant(SYSTEM_ADMINISTRATOR, "identities", ("can_list", "can_show", "can_add", "can_delete", "can_export")),
    Grant(ENTERPRISE_ADMINISTRATOR, "enterprise", ("can_show", "can_edit")),
    Grant(SYSTEM_ADMINISTRATOR, "outbox_messages", (*_READ, "can_resend")),
    Grant(SYSTEM_ADMINISTRATOR, "inbox_messages", (*_READ, "can_reapply")),
    Grant(SYSTEM_ADMINISTRATOR, "jobs", ("can_list", "can_edit")),
    Grant(SYSTEM_ADMINISTRATOR, "queries", _CRUD),
    Grant(ENTERPRISE_ADMINISTRATOR, "queries", _READ),
    Grant(REVIEWER, "queries", _READ),
    Grant(SYSTEM_ADMINISTRATOR, "formats", (*_CRUD, "can_publish", "can_sync")),
    Grant(SYSTEM_ADMINISTRATOR, "declarations", (*_READ, "can_import")),
    Grant(SYSTEM_ADMINISTRATOR, "packaging_applications", (*_READ, "can_import")),
    Grant(SYSTEM_ADMINISTRATOR, "issued_certificates", ("can_list", "can_export")),
    Grant(SYSTEM_ADMINISTRATOR, "document_query", ("can_list", "can_export")),
    Grant(SYSTEM_ADMINISTRATOR, "cloud_issuance", ("can_list", "can_export")),
    Grant(SYSTEM_ADMINISTRATOR, "statistics", ("can_list", "can_export")),
    Grant(SYSTEM_ADMINISTRATOR, "customs_prints", ("can_list", "can_export", "can_import")),
    Grant(SYSTEM_ADMINISTRATOR, "overseas_users", (*_CRUD, "can_reset_password", "can_lock")),
    Grant(SYSTEM_ADMINISTRATOR, "overseas_lookups", _READ),
    Grant(
        ENTERPRISE_ADMINISTRATOR,
        "users",
        ("can_list", "can_show", "can_add", "can_edit", "can_export", "can_reset_password", "can_lock"),
    ),
    Grant(ENTERPRISE_ADMINISTRATOR, "overseas_users", (*_CRUD, "can_reset_password", "can_lock")),
    Grant(ENTERPRISE_ADMINISTRATOR, "overseas_lookups", _READ),
    # nobody gives rights that he does not hold; that the portal is for officials alone, views/frame/access.py says
    Grant(ENTERPRISE_ADMINISTRATOR, "overseas_portal", ("can_search",)),
    Grant(OVERSEAS, "overseas_portal", ("can_search",)),
    Grant(SYSTEM_ADMINISTRATOR, "applications", _READ),
    Grant(REVIEWER, "applications", _READ),
    Grant(CLERK, "applications", (*_READ, "can_add", "can_edit")),
    Grant(CLERK, "declarations", (*_READ, "can_import")),
    Grant(CLERK, "packaging_applications", (*_READ, "can_import")),
    Grant(CLERK, "returned", ("can_list",)),
    Grant(CLERK, "scans", _CRUD),
    Grant(CLERK, "templates", _CRUD),
    Grant(SYSTEM_ADMINISTRATOR, "templates", _READ),
    Grant(ENTERPRISE_ADMINISTRATOR, "scans", _READ),
    Grant(SYSTEM_ADMINISTRATOR, "scans", _READ),
    Grant(REVIEWER, "declarations", _READ),
    Grant(REVIEWER, "packaging_applications", _READ),
    Grant(REVIEWER, "review_desk", ("can_list", "can_show")),
)


def grants(type_keys: Iterable[str]) -> list[Grant]:
    """Return every grant, the document types' included."""
    rows = list(GRANTS)
    for key in type_keys:
        for role, verbs in CERTIFICATE_GRANTS.items():
            rows.append(Grant(role, certificate_resource(key), tuple(verbs)))
    return rows
