"""First contents: roles, permissions, the platform, dictionaries, formats. Runs again safely and takes nothing away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from flask_appbuilder.security.sqla.models import Permission, ViewMenu
from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.permissions import CERTIFICATE_VERBS, ROLES, SIDES, certificate_resource, grants
from app.extensions import db
from app.models import Dictionary, DictionaryEntry, Organisation, PermissionView, Role, SeededDefault, User
from app.services.base import parameters
from app.services.base.transaction import transaction
from app.services.formats import formats


def seed() -> list[str]:
    """Add what is missing and say in lines what was added."""
    now = datetime.now(UTC)
    told = []
    with transaction():
        told += _roles_and_permissions()
        told += _platform()
        told += _dictionaries()
        told += [f"parameter {name}" for name in parameters.take_in_declared()]
        told += [f"format {code}" for code in formats.take_in_catalogue(now=now)]
    return told


def is_seeded() -> bool:
    """Tell whether the first contents are there."""
    return db.session.scalar(select(Organisation.id).where(Organisation.kind == "platform")) is not None


def has_users() -> bool:
    """Tell whether anybody can log in yet."""
    return db.session.scalar(select(User.id).limit(1)) is not None


def _roles_and_permissions() -> list[str]:
    """Make roles and permissions, and grant each default once: what was taken away since stays away."""
    roles = {role.name: role for role in db.session.scalars(select(Role))}
    new_roles = {name for name in ROLES if name not in roles}
    for name in sorted(new_roles):
        roles[name] = Role(name=name, side=SIDES[name])
        db.session.add(roles[name])
    for name in ROLES:
        roles[name].side = SIDES[name]
    pairs, new_pairs = _pairs()
    known = _handed_out("grant")
    if not known:  # a database from before there was this record: what could have been granted was
        known = {key for key, pair in _defaults() if key.split("/")[0] not in new_roles and pair not in new_pairs}
        _remember("grant", known)
    for key, pair in _defaults():
        role = roles[key.split("/")[0]]
        if (key not in known or pair in new_pairs) and pairs[pair] not in role.permissions:
            role.permissions.append(pairs[pair])
    _remember("grant", {key for key, _pair in _defaults()} - known)
    return [f"role {name}" for name in sorted(new_roles)] + ([f"{len(new_pairs)} permissions"] if new_pairs else [])


def _defaults() -> list[tuple[str, tuple[str, str]]]:
    """Return every right of a ready-made role: the key that it is remembered by, and the permission."""
    rows = [(grant.role, verb, grant.resource) for grant in grants(_type_keys()) for verb in grant.verbs]
    return [(f"{role}/{verb}/{resource}", (verb, resource)) for role, verb, resource in dict.fromkeys(rows)]


def _pairs() -> tuple[dict[tuple[str, str], PermissionView], set[tuple[str, str]]]:
    """Return every permission on every resource, and which of them are new."""
    pairs = {(row.permission.name, row.view_menu.name): row for row in db.session.scalars(select(PermissionView))}
    names = {row.name: row for row in db.session.scalars(select(Permission))}
    resources = {row.name: row for row in db.session.scalars(select(ViewMenu))}
    new_pairs = set()
    for verb, resource in _wanted_pairs():
        if (verb, resource) in pairs:
            continue
        names.setdefault(verb, Permission(name=verb))
        resources.setdefault(resource, ViewMenu(name=resource))
        pairs[verb, resource] = PermissionView(permission=names[verb], view_menu=resources[resource])
        db.session.add(pairs[verb, resource])
        new_pairs.add((verb, resource))
    return pairs, new_pairs


def _handed_out(kind: str) -> set[str]:
    return set(db.session.scalars(select(SeededDefault.key).where(SeededDefault.kind == kind)))


def _remember(kind: str, keys: Iterable[str]) -> None:
    db.session.add_all([SeededDefault(kind=kind, key=key) for key in sorted(keys)])


def _wanted_pairs() -> list[tuple[str, str]]:
    wanted = [(verb, grant.resource) for grant in grants(_type_keys()) for verb in grant.verbs]
    wanted += [(verb, certificate_resource(key)) for key in _type_keys() for verb in CERTIFICATE_VERBS]
    return list(dict.fromkeys(wanted))


def _type_keys() -> list[str]:
    return [kind.key for kind in catalogue().types.values() if kind.enabled]


def _platform() -> list[str]:
    if is_seeded():
        return []
    platform = Organisation(kind="platform", name="平台", name_en="Platform")
    db.session.add(platform)
    db.session.flush()
    platform.path = f"{platform.id}/"
    return ["organisation 平台"]


def _dictionaries() -> list[str]:
    """Fill dictionaries from the catalogue; an entry comes once: what was changed or deleted since stays so."""
    groups = {row.code: row for row in db.session.scalars(select(Dictionary))}
    handed_out = _handed_out("entry")
    told: set[str] = set()
    added = 0
    for code_list in catalogue().codes.values():
        group, is_new = groups.get(code_list.key), code_list.key not in groups
        if group is None:
            group = Dictionary(code=code_list.key, name_zh=code_list.zh, name_en=code_list.en)
            db.session.add(group)
        known = {entry.code for entry in group.entries}
        for position, entry in enumerate(code_list.entries, start=1):
            key = f"{code_list.key}/{entry.code}"
            if key in handed_out:
                continue
            told.add(key)
            if entry.code in known or not (handed_out or is_new):  # the record may be younger than the dictionary
                continue
            added += 1
            group.entries.append(
                DictionaryEntry(
                    code=entry.code,
                    name_zh=entry.zh,
                    name_en=entry.en,
                    extra=dict(entry.extra),
                    position=position * 10,
                )
            )
    _remember("entry", told)
    return [f"{added} dictionary entries"] if added else []
