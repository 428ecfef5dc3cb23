"""Dictionaries 字典: entries of a group; one that a record uses is disabled, not deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.catalogue.loader import catalogue
from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError
from app.extensions import db
from app.models import (
    Application,
    Certificate,
    CertificateFormat,
    Declaration,
    Dictionary,
    DictionaryEntry,
    FormatVersion,
    Organisation,
    PackagingApplication,
    User,
)  # fmt: skip
from app.services.base import records
from app.services.base.records import Columns, Values
from app.services.base.transaction import transaction

RESOURCE = "dictionaries"
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_./-]{0,19}")
#: Places leave room between entries, for those that come later.
STEP, MAX_POSITION = 10, 999_999
Coded: TypeAlias = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
#: Real columns that hold codes of a group; codes inside documents are found by the formats' fields.
COLUMNS: dict[str, tuple[Coded, ...]] = {
    "customs": (
        Application.declaring_customs, Certificate.declaring_customs, Declaration.declaring_customs,
        PackagingApplication.declaring_customs, Organisation.customs_code,
    ),
    "countries": (
        Application.destination_country, Certificate.destination_country, Declaration.destination_country, User.country,
    ),
    "schemes": (CertificateFormat.scheme,),
}  # fmt: skip


def groups(search: str = "") -> Sequence[tuple[Dictionary, int]]:
    """Return the groups whose name, or whose entries, hold a text, each with its number of entries."""
    statement = (
        select(Dictionary, func.count(DictionaryEntry.id))
        .outerjoin(DictionaryEntry)
        .group_by(Dictionary.id)
        .order_by(Dictionary.code)
    )
    if search:
        found = [
            column.icontains(search, autoescape=True)
            for column in (Dictionary.code, Dictionary.name_zh, Dictionary.name_en)
        ]
        inside = select(DictionaryEntry.dictionary_id).where(
            or_(*(c.icontains(search, autoescape=True) for c in (DictionaryEntry.code, DictionaryEntry.name_zh)))
        )
        statement = statement.where(or_(*found, Dictionary.id.in_(inside)))
    return [(group, count) for group, count in db.session.execute(statement)]


def create(actor: Actor, values: Values, *, now: datetime) -> DictionaryEntry:
    """Add an entry to a group; raises InvalidError."""
    del now
    records.require(actor, "add", RESOURCE)
    with transaction():
        group = db.session.get(Dictionary, values["dictionary_id"])
        if group is None:
            raise DomainError("no_such_group")
        records.refuse(_wrong(values, group.id, None))
        entry = DictionaryEntry(**{**_placed(values, group.id), "dictionary_id": group.id, "extra": {}})
        db.session.add(entry)
    return entry


def change(actor: Actor, number: int, values: Values, *, version: int | None, now: datetime) -> DictionaryEntry:
    """Change an entry; the code of one in use stays. Raises InvalidError."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        entry = records.load(DictionaryEntry, number, version=version)
        wanted = {name: value for name, value in values.items() if name != "dictionary_id"}
        wanted = _placed(wanted, entry.dictionary_id)
        errors = list(_wrong(wanted, entry.dictionary_id, entry))
        if wanted["code"] != entry.code and (where := used_by(entry)):
            errors.append(records.error("code", "code_in_use", entry=entry.code, where=where))
        records.refuse(errors)
        records.write(entry, wanted)
    return entry


def remove(actor: Actor, number: int, *, version: int | None, now: datetime) -> None:
    """Delete an entry; raises DomainError `entry_in_use` saying where it is used."""
    del now
    records.require(actor, "delete", RESOURCE)
    with transaction():
        entry = records.load(DictionaryEntry, number, version=version)
        where = used_by(entry)
        if where:
            raise DomainError("entry_in_use", name=str(entry), where=where)
        db.session.delete(entry)


def _placed(values: Values, group_id: int) -> Columns:
    """Give an entry without a place one behind all of its group."""
    if values.get("position") is not None:
        return dict(values)
    last = db.session.scalar(
        select(func.max(DictionaryEntry.position)).where(DictionaryEntry.dictionary_id == group_id)
    )
    return {**values, "position": min((last or 0) + STEP, MAX_POSITION)}


def used_by(entry: DictionaryEntry) -> str:
    """Return the code of the kind of record that uses an entry ("certificate", "format" …); empty when none does."""
    group = entry.dictionary.code
    for column in COLUMNS.get(group, ()):
        if _exists(select(column).where(column == entry.code)):
            return str(column.class_.__tablename__)
    if group == "countries":
        return _used_in_documents(group, entry.code, kinds=("country",))
    return _used_in_declarations(group, entry.code) or _used_in_documents(group, entry.code)


def _used_in_declarations(group: str, code: str) -> str:
    declared = catalogue().declaration
    for field in declared.header:
        if (
            field.code_list == group
            and field.kind == "code"
            and _exists(select(Declaration.id).where(Declaration.header[field.key].as_string() == code))
        ):
            return "declaration"
    return ""


def _used_in_documents(group: str, code: str, *, kinds: tuple[str, ...] = ("code", "codes")) -> str:
    """Look into the values of documents, by the fields of every published format that draw on the group."""
    for version in db.session.scalars(select(FormatVersion)):
        for field in version.spec.fields:
            draws = field.kind in kinds and (field.code_list == group or field.kind == "country")
            if draws and _exists(
                select(Certificate.id).where(
                    Certificate.format_version_id == version.id, Certificate.values[field.key].as_string() == code
                )
            ):
                return "certificate"
    return ""


def _exists(statement: Select[int] | Select[str] | Select[str | None]) -> bool:
    return db.session.execute(statement.limit(1).execution_options(unscoped=True)).first() is not None


def _wrong(values: Values, group_id: int, entry: DictionaryEntry | None) -> Iterator[FieldError]:
    if not CODE.fullmatch(values["code"]):
        yield records.error("code", "not_a_code")
    if not values["name_zh"]:
        yield records.error("name_zh", "required")
    taken = select(DictionaryEntry.id).where(
        DictionaryEntry.dictionary_id == group_id, DictionaryEntry.code == values["code"]
    )
    if entry is not None:
        taken = taken.where(DictionaryEntry.id != entry.id)
    if db.session.scalar(taken) is not None:
        yield records.error("code", "code_taken", value=values["code"])
