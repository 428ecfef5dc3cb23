"""The rows behind the numbers that a history mentions, as far as the reader may see them."""

from __future__ import annotations

from typing import TypeVar

from flask_appbuilder import Model
from sqlalchemy import select

from app.catalogue.schema import Format, FormatField
from app.domain.document.application_header import HeaderValue
from app.domain.json_values import JsonValue
from app.extensions import db
from app.models import Certificate, CertificateFormat, FormatVersion, IssuedDocument, Organisation, User

MAX_ID = 2**31 - 1
Found = TypeVar("Found", bound=Model)


def person(number: JsonValue) -> str:
    """Return the name of a user, or an empty text for a number that is nobody's."""
    user = _get(User, number)
    return str(user.full_name) if user is not None else ""


def organisation(number: JsonValue) -> str:
    """Return the name of an organisation, or an empty text for a number that is none's."""
    found = _get(Organisation, number)
    return str(found.name) if found is not None else ""


def row(table: str, number: HeaderValue) -> Model | None:
    """Return a row by the name of its table, or None where there is none in the reader's sight."""
    model = models().get(table)
    return _get(model, number) if model is not None else None


def spec_of(table: str, number: JsonValue) -> Format | None:
    """Return the format that a certificate or an issued document was written with."""
    found = row(table, number)
    certificate = found.certificate if isinstance(found, IssuedDocument) else found
    return certificate.format_version.spec if isinstance(certificate, Certificate) else None


def format_title(code: str) -> tuple[str, str] | None:
    """Return the title of a format in Chinese and in English."""
    titles = CertificateFormat.title_zh, CertificateFormat.title_en
    found = db.session.execute(select(*titles).where(CertificateFormat.code == code)).first()
    return (found[0], found[1]) if found else None


def drawn_fields() -> dict[str, FormatField]:
    """Return the fields of every published format, as administrators last drew them."""
    current = select(FormatVersion.definition).join(
        CertificateFormat, CertificateFormat.current_version_id == FormatVersion.id
    )
    specs = (Format.model_validate(definition) for definition in db.session.scalars(current))
    return {field.key: field for spec in specs for field in spec.fields}


def models() -> dict[str, type[Model]]:
    """Return the model of each table."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Model.registry.mappers}


def _get(model: type[Found], number: HeaderValue) -> Found | None:
    key = int(number) if isinstance(number, str) and number.isdecimal() else number
    is_id = isinstance(key, int) and not isinstance(key, bool) and 0 < key <= MAX_ID
    return db.session.get(model, key) if is_id else None
