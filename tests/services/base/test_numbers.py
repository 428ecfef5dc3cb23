"""Sub-certificate numbers: the lowest free one of an inspection number, in each enterprise for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models import Certificate
from app.services.base import numbers
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


def of(inspection_no: str, *, documents: int, clerk: str = factory.CLERK) -> list[Certificate]:
    return list(factory.draft(inspection_no=inspection_no, documents=documents, clerk=clerk).certificates)


def test_the_lowest_free_number_is_the_next_one(context: Flask) -> None:
    first, second = of("926000012345678", documents=2)
    assert (first.sub_certificate_no, second.sub_certificate_no) == ("001", "002")
    assert numbers.next_sub_certificate_no(first.organisation_id, "926000012345678") == "003"
    assert numbers.next_sub_certificate_no(first.organisation_id, "926000012345679") == "001"
    assert numbers.next_sub_certificate_no(first.organisation_id, "") == ""


def test_a_number_is_taken_by_another_document_and_never_by_itself(context: Flask) -> None:
    first, second = of("926000012345678", documents=2)
    assert numbers.is_taken(first, "2")
    assert not numbers.is_taken(second, "002")
    assert not numbers.is_taken(first, "7")
