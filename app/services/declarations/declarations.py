"""Inspection declarations and packaging applications: what smart import reads."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.document.application_header import HeaderValue
from app.domain.json_values import JsonObject, object_of, rows_of
from app.extensions import db
from app.models import Declaration, PackagingApplication

PACKAGING_SCHEME = "packaging"


def find(inspection_no: str) -> Declaration | None:
    """Return the declaration with this number in the session's scope; a foreign number is like an unknown one."""
    return db.session.scalar(select(Declaration).where(Declaration.inspection_no == inspection_no))


def find_packaging(application_no: str) -> PackagingApplication | None:
    """Return the packaging application with this number in the session's scope."""
    return db.session.scalar(select(PackagingApplication).where(PackagingApplication.application_no == application_no))


def is_foreign(number: str, organisation_id: int | None) -> bool:
    """Tell whether a number belongs to the declaration or packaging application of another enterprise."""
    owners = (
        select(Declaration.organisation_id).where(Declaration.inspection_no == number),
        select(PackagingApplication.organisation_id).where(PackagingApplication.application_no == number),
    )
    found = (db.session.scalar(statement.execution_options(unscoped=True)) for statement in owners if number)
    return any(owner is not None and owner != organisation_id for owner in found)


def source(number: str, *, scheme: str) -> JsonObject | None:
    """Return everything declared under a number, as smart import reads it; None when nothing is known.

    Keys are those of the declaration's header, plus goods_lines, containers and, for packaging slips,
    packaging_application.
    """
    if not number:
        return None
    if scheme == PACKAGING_SCHEME:
        packaging = find_packaging(number)
        if packaging is None:
            return None
        declaration = find(packaging.inspection_no) if packaging.inspection_no else None
        return {**(_declared(declaration) if declaration else {}), "packaging_application": dict(packaging.entries)}
    declaration = find(number)
    return _declared(declaration) if declaration else None


def header(number: str, *, scheme: str) -> dict[str, HeaderValue] | None:
    """Return the columns of an application's header that a number fills; None when nothing is known."""
    declared = source(number, scheme=scheme)
    if declared is None:
        return None
    packaging = object_of(declared.get("packaging_application"))
    lines = rows_of(declared.get("goods_lines")) or [{}]
    return {
        "declaring_customs": declared.get("declaring_customs") or packaging.get("declaring_customs") or "",
        "declaration_date": declared.get("declaration_date") or None,
        "consignor_name_zh": declared.get("consignor_name_zh") or packaging.get("applicant_name") or "",
        "consignor_name_foreign": declared.get("consignor_name_en") or "",
        "consignee_name_zh": declared.get("consignee_name_zh") or "",
        "consignee_name_foreign": declared.get("consignee_name_en") or "",
        "destination_country": declared.get("destination_country") or "",
        "producer": lines[0].get("manufacturer_name") or packaging.get("applicant_name") or "",
    }


def _declared(declaration: Declaration) -> JsonObject:
    return {
        **declaration.header,
        "goods_lines": list(declaration.goods_lines),
        "containers": list(declaration.containers),
    }
