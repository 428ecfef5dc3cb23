"""Ways to begin: blank with several documents, or like earlier ones, without their numbers, days and seals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError, NotFoundError, NotPermittedError
from app.domain.workflow import Status
from app.services.applications import starts
from app.services.applications.documents import Wanted
from app.services.applications.starts import Wishes
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_a_blank_application_has_all_wanted_documents_and_is_made_once(context: Flask, now: datetime) -> None:
    code = factory.draft().certificates[0].format_code
    wishes = Wishes(header={"inspection_no": "926000033330001", "declaring_customs": "0901"}, shares_goods=True)
    wanted = [Wanted("14", code), Wanted("14", code)]
    clerk = factory.act_as(factory.CLERK)
    made = starts.blank(clerk, wanted, wishes, now=now, client_token="t")
    assert starts.blank(clerk, wanted, wishes, now=now, client_token="t").id == made.id
    assert [one.sub_certificate_no for one in made.certificates] == ["001", "002"]
    assert (made.entry_mode, made.shares_goods, made.status) == ("blank", True, Status.DRAFT)
    with pytest.raises(DomainError):
        starts.blank(clerk, [], wishes, now=now)


def test_a_similar_one_takes_contents_and_no_numbers(context: Flask, now: datetime) -> None:
    origin = factory.make(status=Status.SUBMITTED)
    certificate = origin.certificates[0]
    clerk = factory.act_as(factory.CLERK)
    assert [one.id for one in starts.earlier(clerk, origin.inspection_no)] == [origin.id]
    assert "values.date_of_despatch" in starts.left_behind(certificate)
    made = starts.like(clerk, [certificate.id], Wishes(), now=now)
    (copied,) = made.certificates
    assert (made.entry_mode, made.inspection_no, made.declaration_date) == ("similar", "", None)
    assert copied.values["consignee"] == certificate.values["consignee"]
    assert "date_of_despatch" not in copied.values
    with pytest.raises(DomainError) as refused:
        starts.like(clerk, [], Wishes(), now=now)
    assert refused.value.code == "no_documents_chosen"


def test_foreign_papers_are_neither_found_nor_copied(context: Flask, now: datetime) -> None:
    origin = factory.make(status=Status.SUBMITTED)
    number, document = origin.inspection_no, origin.certificates[0].id
    stranger = factory.act_as(factory.OTHER_CLERK)
    assert starts.earlier(stranger, number) == []
    with pytest.raises(NotFoundError):
        starts.like(stranger, [document], Wishes(), now=now)
    reviewer = factory.act_as(factory.REVIEWER)
    assert not starts.may_start(reviewer)
    with pytest.raises((NotFoundError, NotPermittedError)):
        starts.like(reviewer, [document], Wishes(), now=now)
