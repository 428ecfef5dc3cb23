"""Permissions against a table written role by role: who may use which screen, and whose verbs are whose."""

from __future__ import annotations

from app.domain import permissions
from app.domain.workflow import TRANSITIONS, Action, Side

#: role → resource → verbs, as an administrator of a new installation finds them
RIGHTS = {
    "system_administrator": {
        "organisations": "list show add edit delete export",
        "parameters": "list show add edit delete export",
        "dictionaries": "list show add edit delete export",
        "notices": "list show add edit delete export",
        "users": "list show add edit delete export reset_password lock",
        "roles": "list show add edit delete export",
        "menu_nodes": "list edit",
        "operation_history": "list show export",
        "registrations": "list show export edit",
        "identities": "list show add delete export",
        "outbox_messages": "list show export resend",
        "inbox_messages": "list show export reapply",
        "jobs": "list edit",
        "queries": "list show add edit delete export",
        "formats": "list show add edit delete export publish sync",
        "declarations": "list show export import",
        "packaging_applications": "list show export import",
        "issued_certificates": "list export",
        "document_query": "list export",
        "cloud_issuance": "list export",
        "statistics": "list export",
        "customs_prints": "list export import",
        "overseas_users": "list show add edit delete export reset_password lock",
        "overseas_lookups": "list show export",
        "applications": "list show export",
        "templates": "list show export",
        "scans": "list show export",
    },
    "enterprise_administrator": {
        "enterprise": "show edit",
        "queries": "list show export",
        "users": "list show add edit export reset_password lock",
        "overseas_users": "list show add edit delete export reset_password lock",
        "overseas_lookups": "list show export",
        "overseas_portal": "search",
        "scans": "list show export",
    },
    "reviewer": {
        "queries": "list show export",
        "applications": "list show export",
        "declarations": "list show export",
        "packaging_applications": "list show export",
        "review_desk": "list show",
    },
    "overseas": {
        "overseas_portal": "search",
    },
    "clerk": {
        "applications": "list show export add edit",
        "declarations": "list show export import",
        "packaging_applications": "list show export import",
        "returned": "list",
        "scans": "list show add edit delete export",
        "templates": "list show add edit delete export",
    },
}
READ = "list show preview export"
WRITE = f"{READ} add edit copy upload_scan"


def verbs(text: str) -> tuple[str, ...]:
    return tuple(f"can_{verb}" for verb in text.split())


def test_every_role_may_what_its_table_says_and_no_more() -> None:
    found: dict[str, dict[str, str]] = {}
    for grant in permissions.grants([]):
        told = " ".join(verb.removeprefix("can_") for verb in grant.verbs)
        assert found.setdefault(grant.role, {}).setdefault(grant.resource, told) == told
    assert found == RIGHTS
    assert len(permissions.GRANTS) == sum(len(resources) for resources in RIGHTS.values())


def test_documents_are_written_by_clerks_reviewed_by_reviewers_and_read_by_administrators() -> None:
    found = {grant.role: grant for grant in permissions.grants(["quality"]) if grant.resource == "certificate_quality"}
    assert set(found) == {"system_administrator", "clerk", "reviewer"}
    by_side = {side: [f"can_{a.value}" for a, t in TRANSITIONS.items() if t.side is side] for side in Side}
    assert found["system_administrator"].verbs == verbs(READ)
    assert found["clerk"].verbs == (*verbs(WRITE), *by_side[Side.ENTERPRISE])
    assert found["reviewer"].verbs == (*verbs(READ), *by_side[Side.CUSTOMS])
    assert (*verbs(WRITE), *(f"can_{action.value}" for action in TRANSITIONS)) == permissions.CERTIFICATE_VERBS


def test_a_permission_is_named_by_its_action() -> None:
    assert permissions.workflow_permission(Action.SUBMIT) == "can_submit"


def test_every_ready_made_role_works_on_one_side() -> None:
    assert permissions.SIDES == {
        "system_administrator": "platform", "reviewer": "customs", "enterprise_administrator": "enterprise",
        "clerk": "enterprise", "overseas": "overseas", "public": "nobody",
    }  # fmt: skip
    assert set(permissions.ROLES) == set(permissions.SIDES)
    assert permissions.OWN_SIDES == ("platform", "customs", "enterprise")
