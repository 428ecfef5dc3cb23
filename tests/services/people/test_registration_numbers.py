"""The registration number told later: by the administrator of an enterprise and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InvalidError, NotAllowedNowError, NotPermittedError
from app.services.people import registration_numbers

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

pytestmark = pytest.mark.function("2.2")


@pytest.mark.parametrize("name", ["haian.clerk", "customs.0901", "overseas.jpn"])
def test_who_is_no_enterprise_administrator_tells_no_number(
    actor: Callable[[str], Actor], now: datetime, name: str
) -> None:
    with pytest.raises(NotPermittedError):
        registration_numbers.ask(actor(name), "2100600777")


def test_an_enterprise_asks_once_for_a_number_that_nobody_has(actor: Callable[[str], Actor], now: datetime) -> None:
    mine = actor("xiaogang.admin")
    for wrong in ("12", "2100600118"):
        with pytest.raises(InvalidError):
            registration_numbers.ask(mine, wrong)
    row = registration_numbers.ask(mine, "2100600777")
    assert (row.kind, row.state, row.organisation_id) == ("number", "pending", mine.organisation_id)
    with pytest.raises(NotAllowedNowError) as refused:
        registration_numbers.ask(mine, "2100600778")
    assert refused.value.code == "number_is_waiting"
    assert [one.id for one in registration_numbers.requests(mine)] == [row.id]
    with pytest.raises(NotAllowedNowError) as refused:
        registration_numbers.ask(actor("haian.admin"), "2100600779")
    assert refused.value.code == "enterprise_has_number"
