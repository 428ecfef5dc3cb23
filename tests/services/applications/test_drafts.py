"""A clerk's form as one piece: header, contents and numbers are saved together, on what the form was filled from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InvalidError, StaleError
from app.extensions import db
from app.models import Certificate
from app.services.applications import drafts
from app.services.applications.drafts import Typed
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def typed(certificate: Certificate, **header: str) -> Typed:
    return Typed(content=certificate.content, header={**factory.HEADER, **header}, copies=(2, 3))


def test_header_contents_and_copies_are_saved_in_one_piece(context: Flask, now: datetime) -> None:
    found = factory.draft().certificates[0]
    clerk, version = factory.act_as(factory.CLERK), drafts.version_of(found)
    saved, _errors = drafts.save(clerk, found.id, typed(found, consignee_name_zh="新收货人（示例）"), version=version)
    assert saved.application.consignee_name_zh == "新收货人（示例）"
    assert (saved.originals, saved.copies) == (2, 3)
    assert drafts.version_of(saved) != version
    with pytest.raises(StaleError):
        drafts.require_version(saved, version)


def test_a_header_that_no_column_holds_leaves_the_contents_alone_too(context: Flask, now: datetime) -> None:
    found = factory.draft().certificates[0]
    number, version, copies = found.id, drafts.version_of(found), (found.originals, found.copies)
    with pytest.raises(InvalidError):
        drafts.save(factory.act_as(factory.CLERK), number, typed(found, producer="x" * 10_000), version=version)
    db.session.expire_all()
    kept = db.session.get_one(Certificate, number)
    assert (kept.originals, kept.copies) == copies
    assert drafts.version_of(kept) == version


def test_a_number_that_was_saved_twice_is_told(context: Flask, now: datetime) -> None:
    first, second = factory.draft(documents=2).certificates
    wanted = Typed(content=second.content, sub_certificate_no=first.sub_certificate_no)
    saved, errors = drafts.save(factory.act_as(factory.CLERK), second.id, wanted, version=drafts.version_of(second))
    assert saved.sub_certificate_no == "002"
    assert errors != []
