"""Customer service stands on its page before and after login."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import SystemParameter
from app.services.base.transaction import transaction

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


Login = Callable[..., "FlaskClient"]


CLERK = "haian.clerk"


@pytest.mark.function("6")
def test_customer_service_stands_on_its_page_before_and_after_login(
    app: Flask, client: FlaskClient, login: Login
) -> None:
    told = {
        "service_hotline": "0411-0000 0000（示例）",
        "service_groups": "QQ 群 100000001（示例）\nQQ 群 100000002（示例）",
        "service_hours": "工作日 8:30–17:30", "service_address": "大连市（示例）",
    }  # fmt: skip
    with app.app_context(), transaction():
        for row in db.session.scalars(select(SystemParameter).where(SystemParameter.name.in_(told))):
            row.value = told[row.name]
    for one in (client, login(CLERK)):
        page = one.get("/service/").get_data(as_text=True)
        assert all(line in page for text in told.values() for line in text.splitlines())
    assert 'href="/service/"' in client.get("/login/").get_data(as_text=True)
    assert 'href="/service/"' in login(CLERK).get("/").get_data(as_text=True)
