"""The rows behind the numbers of a history: named as far as the reader may see them, empty for everything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.services.base import record_names
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def test_people_and_organisations_are_named_by_number_or_its_text(actor: ActorOf) -> None:
    clerk = actor("haian.clerk")
    assert record_names.person(clerk.user_id) == record_names.person(str(clerk.user_id)) == clerk.name
    assert record_names.organisation(clerk.organisation_id) == clerk.organisation_name


@pytest.mark.parametrize("number", [None, "", "x", 0, -1, True, 2**31, 999_999, "٣x"])
def test_what_is_no_number_of_a_row_has_no_name(context: Flask, number: object) -> None:
    assert record_names.person(number) == record_names.organisation(number) == ""
    assert record_names.row("certificate", number) is None


def test_a_document_of_another_enterprise_is_not_named(actor: ActorOf) -> None:
    number = factory.draft().certificates[0].id
    actor("haian.clerk")
    own = record_names.spec_of("certificate", number)
    assert own is not None
    assert record_names.format_title(own.code) == (own.title_zh, own.title_en)
    actor("beifang.clerk")
    assert record_names.row("certificate", number) is None
    assert record_names.row("no_such_table", number) is None


def test_the_fields_are_those_that_administrators_drew_last(context: Flask) -> None:
    drawn = record_names.drawn_fields()
    assert {"consignor", "consignee", "official_veterinarian"} <= set(drawn)
