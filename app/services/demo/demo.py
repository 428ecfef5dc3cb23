"""Demo data: two exporters, a customs district, declarations; for development and tests only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from sqlalchemy import select
from werkzeug.security import generate_password_hash

from app.domain.errors import DomainError
from app.domain.json_values import JsonValue
from app.extensions import db
from app.models import Declaration, Notice, Organisation, PackagingApplication, Role, User
from app.services.base.transaction import transaction

FOLDER = Path(__file__).parents[2] / "demo"
#: the mark of a demo account: nobody can own an address of this reserved domain
DOMAIN = "@example.invalid"
#: what a file of demo data says of one thing
Entry: TypeAlias = Mapping[str, Any]


def load(*, now: datetime) -> list[str]:
    """Add the demo data and say in lines what was added; does nothing where it already is."""
    if has_demo_users():
        return []
    data = _read("organisations.yaml")
    with transaction():
        organisations = _organisations(data["organisations"])
        _users(data["users"], organisations, data["password"])
        declarations = [_declaration(row, organisations, now) for row in _declarations()]
        packaging = [
            _packaging(row, organisations) for row in _read("packaging_applications.yaml")["packaging_applications"]
        ]
        notices = [Notice(**_dated(row)) for row in _read("notices.yaml")["notices"]]
        db.session.add_all([*declarations, *packaging, *notices])
    return [
        f"{len(organisations)} organisations",
        f"{len(data['users'])} users",
        f"{len(declarations)} inspection declarations",
        f"{len(packaging)} packaging applications",
        f"{len(notices)} notices",
    ]


def password() -> str:
    """Return the password of every demo account."""
    return str(_read("organisations.yaml")["password"])


def logins() -> list[tuple[str, str, str]]:
    """Return (login, role, organisation) of the demo accounts, for the line that `make run` prints."""
    data = _read("organisations.yaml")
    names = {row["key"]: row.get("short_name") or row["name"] for row in data["organisations"]}
    return [(row["login"], row["role"], names.get(row.get("organisation"), "")) for row in data["users"]]


def attestations() -> list[Entry]:
    """Return what smart import cannot fill for each of each type, and customs' part (attestations.yaml)."""
    rows: list[Entry] = _read("attestations.yaml")["attestations"]
    return rows


def has_demo_users() -> bool:
    """Tell whether a demo account exists."""
    return db.session.scalar(select(User.id).where(User.email.endswith(DOMAIN)).limit(1)) is not None


def refuse_in_production() -> None:
    """Raise DomainError when demo accounts exist: their password is public."""
    if has_demo_users():
        raise DomainError("demo_users_in_production")


@cache
def _read(name: str) -> Entry:
    found: Entry = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def _declarations() -> Iterator[Entry]:
    for path in sorted((FOLDER / "declarations").glob("*.yaml")):
        yield from _read(f"declarations/{path.name}")["declarations"]


def _organisations(rows: list[Entry]) -> dict[str, Organisation]:
    """Make the organisations below the platform that seeding made."""
    platform = db.session.scalars(select(Organisation).where(Organisation.kind == "platform")).one()
    made = {"platform": platform}
    for position, row in enumerate(rows):
        if row["key"] == "platform":
            continue
        columns = {key: value for key, value in row.items() if key not in {"key", "parent"}}
        organisation = Organisation(parent=made[row["parent"]], position=position, **columns)
        db.session.add(organisation)
        db.session.flush()
        organisation.path = f"{made[row['parent']].path}{organisation.id}/"
        made[row["key"]] = organisation
    return made


def _users(rows: list[Entry], organisations: Mapping[str, Organisation], secret: str) -> None:
    roles = {role.name: role for role in db.session.scalars(select(Role))}
    by_login: dict[str, User] = {}
    for row in rows:
        opener = by_login.get(row.get("opened_by", ""))
        organisation = organisations.get(row.get("organisation", "")) or _of_opener(opener)
        user = User(
            username=row["login"],
            first_name=row["first_name"],
            last_name=row["last_name"],
            email=row["email"],
            phone=str(row.get("phone", "")),
            locale=row.get("locale"),
            country=row.get("country"),
            active=True,
            organisation=organisation,
            password=generate_password_hash(secret),
            roles=[roles[name] for name in (row["role"], *row.get("also", ()))],
            created_by=opener,
        )
        db.session.add(user)
        by_login[row["login"]] = user


def _of_opener(opener: User | None) -> Organisation | None:
    """Return the enterprise that opened an overseas account; one opened by the administrator belongs to none."""
    organisation: Organisation | None = opener.organisation if opener else None
    return organisation if organisation is not None and organisation.kind == "enterprise" else None


def _declaration(row: Entry, organisations: Mapping[str, Organisation], now: datetime) -> Declaration:
    header = {key: _text(value) for key, value in row["header"].items()}
    lines = [{key: _text(value) for key, value in line.items()} for line in row["goods_lines"]]
    return Declaration(
        organisation=organisations[row["enterprise"]],
        inspection_no=header["inspection_no"],
        declaring_customs=header["declaring_customs"],
        declaration_date=datetime.fromisoformat(str(header["declaration_date"])).date(),
        destination_country=header["destination_country"],
        consignor_name_zh=header["consignor_name_zh"],
        consignee_name_foreign=header["consignee_name_en"],
        goods_name="、".join(dict.fromkeys(str(line["goods_name_zh"]) for line in lines))[:255],
        header=header,
        goods_lines=lines,
        containers=[{key: _text(value) for key, value in item.items()} for item in row.get("containers") or []],
        received_at=now,
    )


def _packaging(row: Entry, organisations: Mapping[str, Organisation]) -> PackagingApplication:
    entries = {key: _text(value) for key, value in row.items() if key not in {"enterprise", "inspection_no"}}
    return PackagingApplication(
        organisation=organisations[row["enterprise"]],
        application_no=entries["application_no"],
        inspection_no=row.get("inspection_no"),
        declaring_customs=entries.get("declaring_customs", ""),
        applicant_name=entries["applicant_name"],
        container_name_and_spec=entries["container_name_and_spec"],
        entries=entries,
    )


def _text(value: JsonValue) -> JsonValue:
    """Keep lists and flags, and write everything else as the declaration's text."""
    return value if isinstance(value, list | dict | bool) or value is None else str(value)


def _dated(row: Entry) -> Entry:
    return {
        key: datetime.fromisoformat(value).date() if key.startswith("valid_") and value else value
        for key, value in row.items()
    }
