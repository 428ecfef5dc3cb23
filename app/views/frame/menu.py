"""The menu as in the manual: one table of groups and items; each actor sees the items that his roles open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l

from app.catalogue.loader import catalogue
from app.domain.actor import Actor
from app.domain.permissions import certificate_resource
from app.services.home import home
from app.views.frame import menu_arrangement
from app.views.frame.actor import current_actor
from app.views.frame.fab import screens
from app.views.words.formatting import type_name
from app.views.words.label import Label
from app.views.words.once import once_a_request
from app.views.words.punctuation import listed


def _always(_actor: Actor) -> bool:
    return True


def is_registered_enterprise(actor: Actor) -> bool:
    """Tell whether the actor's enterprise may do business: it has an inspection registration number (manual 5.1)."""
    return not actor.organisation_ids or actor.has_registration


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """Declare one item: the resource whose screen it opens, and who sees it; `count` names its number."""

    label: Label
    resource: str
    permission: str | None = "can_list"
    condition: Callable[[Actor], bool] = _always
    count: str | None = None


@dataclass(frozen=True)
class Group:
    """Declare one group of the menu; administrators arrange it under its key (services/home/menu_nodes.py)."""

    key: str
    label: Label
    entries: tuple[MenuEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """Hold one item as the template shows it."""

    label: str
    address: str
    is_current: bool
    count: int = 0


def _documents(menu: str) -> tuple[MenuEntry, ...]:
    return tuple(
        MenuEntry(
            label=kind.code,
            resource=certificate_resource(kind.key),
            condition=is_registered_enterprise,
            count=kind.code,
        )
        for kind in catalogue().types.values()
        if kind.enabled and kind.menu == menu
    )


def _business(label: Label, resource: str) -> MenuEntry:
    return MenuEntry(label=label, resource=resource, condition=is_registered_enterprise)


#: Groups above and below the document types, which come from the catalogue.
FIRST = (
    Group(
        "start",
        "",
        (
            MenuEntry(label=_l("Home"), resource="home", permission=None),
            MenuEntry(
                label=_l("Returned and to confirm"),
                resource="returned",
                condition=is_registered_enterprise,
                count="returned",
            ),
        ),
    ),
    Group(
        "review", _l("Customs review"), (MenuEntry(label=_l("Review desk"), resource="review_desk", count="review"),)
    ),
)
LAST = (
    Group(
        "declarations",
        _l("Declarations"),
        (
            _business(_l("Inspection declarations"), "declarations"),
            _business(_l("Packaging applications"), "packaging_applications"),
        ),
    ),
    Group("upload", _l("Document upload"), (_business(_l("Scanned documents"), "scans"),)),
    Group("formats", _l("Formats"), (MenuEntry(label=_l("Maintain formats"), resource="formats"),)),
    Group(
        "portal",
        _l("Overseas portal"),
        (
            _business(_l("Overseas users"), "overseas_users"),
            _business(_l("Searches on the overseas portal"), "overseas_lookups"),
        ),
    ),
    Group(
        "applications",
        _l("Document application 2.0"),
        (_business(_l("Document applications"), "applications"), _business(_l("Templates"), "templates")),
    ),
    Group(
        "statistics",
        _l("Statistics"),
        (
            MenuEntry(label=_l("Issued certificates"), resource="issued_certificates"),
            MenuEntry(label=_l("Certificate query"), resource="document_query"),
            MenuEntry(label=_l("Cloud issuance"), resource="cloud_issuance"),
            MenuEntry(label=_l("More statistics"), resource="statistics"),
            MenuEntry(label=_l("Printed by customs"), resource="customs_prints"),
        ),
    ),
    Group(
        "system",
        _l("System configuration"),
        (
            MenuEntry(label=_l("System parameters"), resource="parameters"),
            MenuEntry(label=_l("Function permissions"), resource="menu_nodes"),
            MenuEntry(label=_l("Users"), resource="users"),
            MenuEntry(label=_l("Organisations"), resource="organisations"),
            MenuEntry(label=_l("Registrations"), resource="registrations", count="registrations"),
            MenuEntry(label=_l("Outside accounts and cards"), resource="identities"),
            MenuEntry(label=_l("Dictionaries"), resource="dictionaries"),
            MenuEntry(label=_l("Roles"), resource="roles"),
            MenuEntry(label=_l("Manage notices"), resource="notices"),
            _business(_l("Queries"), "queries"),
            MenuEntry(label=_l("Operation history"), resource="operation_history"),
        ),
    ),
    Group(
        "exchange",
        _l("Exchange with customs"),
        (
            MenuEntry(label=_l("Messages to customs"), resource="outbox_messages"),
            MenuEntry(label=_l("Answers of customs"), resource="inbox_messages"),
            MenuEntry(label=_l("Scheduled jobs"), resource="jobs"),
        ),
    ),
    Group(
        "service",
        _l("Account and service"),
        (
            MenuEntry(label=_l("My enterprise"), resource="enterprise", permission="can_show"),
            MenuEntry(label=_l("My account"), resource="account", permission=None),
            MenuEntry(label=_l("Customer service"), resource="customer_service", permission=None),
        ),
    ),
)


def groups() -> tuple[Group, ...]:
    """Return the whole menu in the order of the manual."""
    documents = (
        Group("exit", _l("Exit inspection"), _documents("exit_inspection")),
        Group("packaging", _l("Packaging inspection"), _documents("packaging_inspection")),
    )
    return (*FIRST, *documents, *LAST)


def group_code(group: Group) -> str:
    """Return the code that administrators arrange a group under."""
    return f"group.{group.key}"


def entry_code(entry: MenuEntry) -> str:
    """Return the code that administrators arrange an item under: its screen's."""
    return entry.resource


def group_label(group: Group) -> str:
    """Return the name of a group in the reader's language."""
    return menu_arrangement.label(group_code(group), str(group.label))


def group_of(resource: str) -> str:
    """Return the name of the group that a screen stands in, in the reader's language; empty outside the menu."""
    return next((group_label(group) for group in groups() if resource in {one.resource for one in group.entries}), "")


def entry_label(entry: MenuEntry) -> str:
    """Return the name of an item in the reader's language."""
    return menu_arrangement.label(entry_code(entry), program_label(entry))


def program_label(entry: MenuEntry) -> str:
    """Return the name that the program gives an item."""
    label = str(entry.label)
    return type_name(label) if label in catalogue().types else label


def visible(actor: Actor) -> list[tuple[str, list[Item]]]:
    """Return the groups and items that an actor sees on this page; empty groups and unbuilt screens stay out."""
    counts = waiting()
    arranged = menu_arrangement.in_order(groups(), group_code)
    shown = ((group_label(group), list(_items(group, actor, counts))) for group in arranged)
    return [(label, items) for label, items in shown if items]


def _items(group: Group, actor: Actor, counts: Mapping[str, int]) -> Iterator[Item]:
    screens = _screens()
    for entry in menu_arrangement.in_order(group.entries, entry_code):
        endpoint = screens.get(entry.resource)
        if endpoint is None or not entry.condition(actor):
            continue
        if entry.permission is not None and not actor.may(entry.permission, entry.resource):
            continue
        address = url_for(endpoint)
        yield Item(
            label=entry_label(entry),
            address=address,
            is_current=_is_current(endpoint, address),
            count=counts.get(entry.count or "", 0),
        )


def screen_address(resource: str) -> str | None:
    """Return the address of a resource's screen, or None while there is none."""
    endpoint = _screens().get(resource)
    return url_for(endpoint) if endpoint else None


def _screens() -> dict[str, str]:
    """Map each resource to the endpoint of its screen, from the registered views."""
    known: dict[str, str] | None = current_app.extensions.get("screens")
    if known is None:
        known = {}
        for view in screens():
            endpoint = f"{view.endpoint}.{view.default_view}"
            if endpoint in current_app.view_functions:
                known.setdefault(view.class_permission_name, endpoint)
        current_app.extensions["screens"] = known
    return known


def _is_current(endpoint: str, address: str) -> bool:
    """Mark the item of this screen, its forms and its single records included."""
    if endpoint == "HomeView.index":  # every other address begins with its own
        return request.endpoint == endpoint
    return request.path.startswith(address.removesuffix("list/"))


@once_a_request
def waiting() -> Mapping[str, int]:
    """Return what waits for the actor, by document type and as "review"; asked once a request."""
    return home.waiting_counts(current_actor())


def document_types(recent: Sequence[tuple[str, str, Label]] = (), *, shown: int = 5) -> list[tuple[str, str, str]]:
    """Return document types to start anew (key, name, format): what was used last, else the first of the menu."""
    actor = current_actor()
    if "WizardView.new" not in current_app.view_functions:
        return []
    types = catalogue().types
    used = [(code, format_code) for code, format_code, _when in recent]
    used = used or [(kind.code, listed(kind.formats)) for kind in types.values() if kind.enabled]
    return [
        (types[code].key, type_name(code), formats)
        for code, formats in used
        if actor.may("can_add", certificate_resource(types[code].key))
    ][:shown]
