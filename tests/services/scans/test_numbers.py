"""Numbers of scans: whose a number is, and what is said to whoever has no right to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.domain.errors import InvalidError
from app.domain.scans import Upload
from app.domain.workflow import Status
from app.extensions import db
from app.gateways import gateways
from app.services.scans import numbers as scan_numbers
from app.services.scans import scans
from tests.factories import applications as factory
from tests.factories import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

    from app.domain.actor import Actor
    from app.models import Scan

NUMBER = "PAPER-2019-0001"


def _upload(data: bytes | None = None, name: str = "scan.pdf") -> Upload:
    return Upload(name=name, data=files.pdf() if data is None else data)


def _add(actor: Actor, number: str = NUMBER, *, data: bytes | None = None, now: datetime = factory.NOW) -> Scan:
    return scans.add(actor, number, _upload(data), now=now)


def _stored() -> list[str]:
    return gateways().files.keys("scans")


def _refused(actor: Actor, number: str) -> tuple[str, ...]:
    with pytest.raises(InvalidError) as refused:
        _add(actor, number)
    return tuple((error.path, error.code, *error.params.items()) for error in refused.value.errors)  # type: ignore[misc]


def test_a_number_with_another_enterprise_s_scan_is_refused_like_an_invalid_one(actor: Callable[[str], Actor]) -> None:
    _add(actor(factory.CLERK))
    other = actor(factory.OTHER_CLERK)
    assert _refused(other, NUMBER) == _refused(other, "no number!") == _refused(other, "")
    assert len(_stored()) == 1


def test_a_number_is_free_again_when_its_last_scan_is_deleted(actor: Callable[[str], Actor], now: datetime) -> None:
    clerk = actor(factory.CLERK)
    first, second = _add(clerk).id, _add(clerk, data=files.pdf(2)).id
    scans.remove(clerk, first, version=None, now=now)
    _refused(actor(factory.OTHER_CLERK), NUMBER)
    scans.remove(actor(factory.CLERK), second, version=None, now=now)
    assert _add(actor(factory.OTHER_CLERK)).document_no == NUMBER


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.ISSUED])
def test_the_number_of_another_enterprise_s_document_is_refused(context: Flask, status: Status) -> None:
    certificate = factory.make(status=status).certificates[0]
    number = scan_numbers.of_certificate(certificate)
    inspection_no = certificate.inspection_no
    assert len(number) == 18
    other = factory.act_as(factory.OTHER_CLERK)
    assert _refused(other, number) == _refused(other, inspection_no) == _refused(other, "?")
    clerk = factory.act_as(factory.CLERK)
    assert _add(clerk, number).document_no == number


def test_the_number_of_another_enterprise_s_declaration_is_refused(actor: Callable[[str], Actor]) -> None:
    actor(factory.ADMINISTRATOR)
    from app.models import Declaration

    clerk = actor(factory.CLERK)
    own = db.session.scalars(select(Declaration.inspection_no)).first()
    assert own
    other = actor(factory.OTHER_CLERK)
    assert _refused(other, own) == _refused(other, f"{own}009") == _refused(other, "?")
    assert _add(actor(clerk.login), f"{own}009").id


def test_who_came_before_the_certificate_does_not_keep_its_owner_out(context: Flask) -> None:
    squatter = factory.act_as(factory.OTHER_CLERK)
    inspection_no = factory.new_inspection_no()
    number = f"{inspection_no}001"
    squatted = _add(squatter, number).id
    factory.make(status=Status.ISSUED, inspection_no=inspection_no)
    clerk = factory.act_as(factory.CLERK)
    assert _add(clerk, number, data=files.pdf(2)).id
    squatter = factory.act_as(factory.OTHER_CLERK)
    _refused(squatter, number)
    with pytest.raises(InvalidError):
        scans.replace(squatter, squatted, _upload(files.pdf(3)), version=None, now=factory.NOW)
