"""Cards and outside accounts: their list, for those who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("haian.clerk", 403)])
def test_administrators_see_the_list_and_clerks_do_not(
    login: Callable[[str], FlaskClient], who: str, status: int
) -> None:
    assert login(who).get("/identities/").status_code == status
