"""The overseas portal in a browser: accessible in four scripts, light and dark, narrow, and without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.workflow import Status
from app.extensions import db
from app.models import User
from app.services.base.transaction import transaction
from app.services.demo import demo
from tests.browser.test_axe import overflow, violations
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask

OFFICIAL = "overseas.kor"
DOOR, HOME = "/overseas/login/", "/overseas/"
NOT_THERE = "926000099999999001"


@pytest.fixture
def number(app: Flask) -> str:
    """Issue a certificate that goes to Korea, and return its number."""
    with app.app_context():
        found = factory.make(status=Status.ISSUED, destination_country="KOR").certificates[0].number
    return str(found)


def enter(app: Flask, page: Any, *, language: str) -> None:
    """Log in at the portal as an official who has chosen a language."""
    with app.app_context(), transaction():
        db.session.scalars(select(User).where(User.username == OFFICIAL)).one().locale = language
    page.goto(DOOR)
    page.fill("#username", OFFICIAL)
    page.fill("#password", demo.password())
    page.click("main form button")
    page.wait_for_url(f"**{HOME}")


def look_up(page: Any, number: str) -> None:
    page.goto(HOME)
    page.fill("#document_no", number)
    page.click("form[aria-labelledby=by1] button")
    page.wait_for_load_state()


@pytest.mark.function("5.7-search")
@pytest.mark.bar("U1")
@pytest.mark.bar("U3")
@pytest.mark.bar("U5")
@pytest.mark.parametrize("language", ["zh_Hans", "ar", "ja", "ru"])
def test_the_portal_is_accessible_and_fits(app: Flask, page: Any, number: str, language: str) -> None:
    page.set_extra_http_headers({"Accept-Language": language.replace("_", "-")})
    page.goto(DOOR)
    told = violations(page) + overflow(page)
    enter(app, page, language=language)
    page.click("details.tongue summary")
    told += violations(page) + overflow(page)
    for searched in (NOT_THERE, number):
        look_up(page, searched)
        told += violations(page) + overflow(page)
    assert page.get_attribute("html", "lang") == language.replace("_", "-")
    assert told == []


@pytest.mark.bar("U5")
def test_arabic_is_mirrored_and_numbers_stay_left_to_right(app: Flask, page: Any, number: str) -> None:
    enter(app, page, language="ar")
    look_up(page, number)
    brand, account = (page.locator(part).bounding_box() for part in (".brandmark", ".account"))
    assert brand["x"] > account["x"]
    assert page.eval_on_selector("h1 bdi", "element => getComputedStyle(element).direction") == "ltr"
    assert page.inner_text("h1 bdi") == number


@pytest.mark.function("5.7-login")
@pytest.mark.function("5.7-search")
def test_the_portal_works_without_scripts(app: Flask, browser: Any, live_server: str, number: str) -> None:
    plain = browser.new_context(base_url=live_server, locale="de-DE", java_script_enabled=False)
    try:
        page = plain.new_page()
        page.goto(DOOR)
        assert page.get_attribute("html", "lang") == "de"
        enter(app, page, language="")
        assert page.get_attribute("html", "lang") == "ko"
        page.click("details.tongue summary")
        page.click("button[name=language][value=ru]")
        assert page.get_attribute("html", "lang") == "ru"
        look_up(page, number)
        assert page.inner_text("#verdict") == "Действителен"
        assert page.get_attribute("img.paper", "src") == f"/overseas/documents/{number}/original/pages/1"
        assert page.evaluate("document.querySelector('img.paper').decode().then(() => true)")
    finally:
        plain.close()
