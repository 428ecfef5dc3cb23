"""Certificate formats: publish immutable versions, and find the one that a new document is written with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.domain.days import china_day
from app.domain.errors import DomainError, NotFoundError
from app.domain.format_differences import Definition
from app.domain.json_values import JsonObject
from app.extensions import db
from app.models import CertificateFormat, FormatVersion
from app.services.base.transaction import transaction

#: what was made for the destination stands before what is for all, and that before what was made for others
_ORDER = {True: 0, None: 1, False: 2}


def of_type(type_code: str, *, code_part: str = "", destination: str = "") -> Sequence[CertificateFormat]:
    """Return the active, published formats of a document type whose code or title holds `code_part` (manual 5.3.1).

    Those made for the destination (ISO 3166 alpha-3) come first, those made for other countries last.
    """
    rows = db.session.scalars(
        select(CertificateFormat)
        .where(CertificateFormat.status == "active", CertificateFormat.current_version_id.is_not(None))
        .order_by(CertificateFormat.code)
    )
    wanted = code_part.strip().lower()
    found = [
        row
        for row in rows
        if type_code in row.type_codes and wanted in f"{row.code} {row.title_zh} {row.title_en}".lower()
    ]
    return sorted(found, key=lambda row: _ORDER[suits(row, destination)])


def suits(row: CertificateFormat, destination: str) -> bool | None:
    """Tell whether a format was made for a destination; None for one made for all, or while there is no destination."""
    made_for = row.current_version.definition.get("destinations") if row.current_version else None
    return destination in made_for if destination and isinstance(made_for, list) and made_for else None


def current(format_code: str, *, type_code: str) -> FormatVersion:
    """Return the version in force of a format of this type; raises NotFoundError."""
    row = db.session.scalar(select(CertificateFormat).where(CertificateFormat.code == format_code))
    if row is None or row.status != "active" or row.current_version is None or type_code not in row.type_codes:
        raise NotFoundError("no_such_format", format=format_code)
    return row.current_version


def publish(
    row: CertificateFormat,
    *,
    now: datetime,
    reason: str,
    user_id: int | None = None,
    effective_date: date | None = None,
) -> FormatVersion:
    """Freeze the working copy as a new version; commits nothing. Raises DomainError when nothing changed."""
    definition = as_data(catalogue().parse_format(row.definition, name=row.code))
    digest = fingerprint(definition)
    latest = row.versions[-1] if row.versions else None
    if latest is not None and latest.sha256 == digest:
        raise DomainError("format_unchanged", format=row.code)
    version = FormatVersion(
        number=latest.number + 1 if latest else 1,
        definition=definition,
        sha256=digest,
        effective_date=effective_date or china_day(now),
        reason=reason,
        published_at=now,
        published_by_id=user_id,
    )
    row.versions.append(version)
    db.session.flush()
    row.is_changed = False
    enforce(row, now=now)
    return version


def enforce(row: CertificateFormat, *, now: datetime) -> bool:
    """Let the newest version whose day has come be the one of new documents; commits nothing, tells of a change."""
    due = [version for version in row.versions if version.effective_date <= china_day(now)]
    if not due or row.current_version is due[-1]:
        return False
    row.current_version = due[-1]
    return True


def put_in_force(now: datetime) -> list[str]:
    """Put into force what was published for a day that has come (a scheduled job), and return the formats' codes."""
    with transaction():
        rows = db.session.scalars(select(CertificateFormat).options(selectinload(CertificateFormat.versions)))
        return [row.code for row in rows if enforce(row, now=now)]


def take_in(spec: Format, *, now: datetime, reason: str, user_id: int | None = None) -> CertificateFormat:
    """Add a format of the catalogue or of the library as working copy and first version; commits nothing."""
    row = CertificateFormat(
        code=spec.code,
        type_codes=list(spec.type_codes),
        title_zh=spec.title_zh,
        title_en=spec.title_en,
        scheme=spec.scheme,
        definition=as_data(spec),
    )
    db.session.add(row)
    db.session.flush()
    publish(row, now=now, reason=reason, user_id=user_id)
    return row


def take_in_catalogue(*, now: datetime) -> list[str]:
    """Take in the formats that the database does not have yet, and return their codes; commits nothing."""
    known = set(db.session.scalars(select(CertificateFormat.code)))
    added = [spec for code, spec in catalogue().formats.items() if code not in known]
    for spec in added:
        take_in(spec, now=now, reason="catalogue")
    return [spec.code for spec in added]


def as_data(spec: Format) -> JsonObject:
    """Return a format as plain data, without what it leaves at its default."""
    return spec.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def fingerprint(definition: Definition) -> str:
    """Return the SHA-256 of a definition in canonical JSON."""
    text = json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
