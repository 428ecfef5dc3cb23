"""A working copy is tried on the last documents of its format: what prints otherwise is found, nothing is changed."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import InvalidError, NotFoundError, NotPermittedError
from app.extensions import db
from app.models import Certificate, CertificateFormat
from app.services.base.transaction import transaction
from app.services.certificates import format_trials as trials
from tests.factories import applications as factory

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from app.domain.actor import Actor


@pytest.fixture
def certificate(context: Flask) -> Certificate:
    return factory.draft().certificates[0]


@pytest.fixture
def admin(certificate: Certificate) -> Actor:
    return factory.act_as("admin")


def edited(certificate: Certificate, edit: Callable[[dict[str, Any]], object]) -> int:
    """Change the working copy of the document's format and return the format's id."""
    with transaction():
        row = db.session.query(CertificateFormat).filter_by(code=certificate.format_code).one()
        definition = copy.deepcopy(row.definition)
        edit(definition)
        row.definition = definition
    return row.id


def test_a_working_copy_like_the_version_in_force_changes_nothing(certificate: Certificate, admin: Actor) -> None:
    number = edited(certificate, lambda _definition: None)
    found = trials.trial(admin, number, certificate.id)
    assert (found.differs, found.pages[0]) == (False, found.pages[1])
    assert [one.id for one in trials.documents(admin, number)] == [certificate.id]


def test_another_title_is_seen_at_the_head_of_the_sheet(certificate: Certificate, admin: Actor) -> None:
    number = edited(certificate, lambda definition: definition.update(title_en="QUITE ANOTHER TITLE"))
    (sheet,) = trials.trial(admin, number, certificate.id).sheets
    assert sheet.page == 1
    assert all(20 <= area.y <= 70 for area in sheet.areas)


def test_a_box_that_goes_is_told_with_what_it_printed(certificate: Certificate, admin: Actor) -> None:
    def take_out(definition: dict[str, Any]) -> None:
        rows = next(block["rows"] for block in definition["layout"]["blocks"] if "rows" in block)
        gone = rows.pop(0)
        assert gone == ["consignor"]
        definition["fields"] = [field for field in definition["fields"] if field["key"] != "consignor"]

    (change,) = trials.trial(admin, edited(certificate, take_out), certificate.id).texts
    assert (change.key, change.new) == ("consignor", ())
    assert "DALIAN" in "".join(change.old)


def test_the_pictures_of_both_sides_are_drawn(certificate: Certificate, admin: Actor) -> None:
    number = edited(certificate, lambda definition: definition.update(title_en="QUITE ANOTHER TITLE"))
    old, new = (trials.picture(admin, number, certificate.id, side=side, page=1).data for side in ("old", "new"))
    assert old[:4] == new[:4] == b"\x89PNG"
    assert old != new


def test_a_working_copy_with_faults_is_mended_first(certificate: Certificate, admin: Actor) -> None:
    number = edited(certificate, lambda definition: definition.update(fields=[]))
    with pytest.raises(InvalidError):
        trials.trial(admin, number, certificate.id)


def test_only_who_publishes_tries_and_only_on_documents_of_the_format(certificate: Certificate, admin: Actor) -> None:
    number = edited(certificate, lambda _definition: None)
    other = db.session.query(CertificateFormat).filter(CertificateFormat.id != number).first()
    assert other is not None
    with pytest.raises(NotFoundError):
        trials.trial(admin, other.id, certificate.id)
    clerk = factory.act_as(factory.CLERK)
    with pytest.raises(NotPermittedError):
        trials.documents(clerk, number)
    with pytest.raises(NotPermittedError):
        trials.picture(clerk, number, certificate.id, side="new", page=1)
