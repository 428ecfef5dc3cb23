"""Declarations as smart import reads them: by number, of the own enterprise, packaging slips with both papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.extensions import db
from app.models import Declaration, PackagingApplication
from app.services.base.transaction import transaction
from app.services.declarations import declarations
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


def test_a_number_fills_the_header_of_its_own_enterprise_only(context: Flask) -> None:
    factory.act_as(factory.CLERK)
    declared = db.session.scalars(db.select(Declaration).limit(1)).one()
    number, owner = declared.inspection_no, declared.organisation_id
    header = declarations.header(number, scheme="quarantine")
    assert header is not None
    assert header["declaring_customs"] == declared.declaring_customs
    assert header["consignor_name_zh"] == declared.consignor_name_zh
    assert not declarations.is_foreign(number, owner)
    other = factory.act_as(factory.OTHER_CLERK)
    assert declarations.find(number) is None
    assert declarations.header(number, scheme="quarantine") is None
    assert declarations.is_foreign(number, other.organisation_id)


def test_a_packaging_application_brings_its_declaration_along(context: Flask) -> None:
    factory.act_as(factory.CLERK)
    with transaction():
        packaging = db.session.scalars(db.select(PackagingApplication).limit(1)).one()
        declared = db.session.scalars(db.select(Declaration).limit(1)).one()
        packaging.inspection_no = declared.inspection_no
    source = declarations.source(packaging.application_no, scheme=declarations.PACKAGING_SCHEME)
    assert source is not None
    assert source["packaging_application"] == dict(packaging.entries)
    assert source["goods_lines"] == list(declared.goods_lines)
    header = declarations.header(packaging.application_no, scheme=declarations.PACKAGING_SCHEME)
    assert header is not None
    assert header["declaring_customs"]


def test_an_unknown_number_is_nobody_s_and_fills_nothing(context: Flask) -> None:
    clerk = factory.act_as(factory.CLERK)
    for number in ("", "999999999999999"):
        assert declarations.source(number, scheme="quarantine") is None
        assert declarations.header(number, scheme=declarations.PACKAGING_SCHEME) is None
        assert not declarations.is_foreign(number, clerk.organisation_id)
