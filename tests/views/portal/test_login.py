"""The portal's door: it speaks the visitor's language and lets officials in and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.catalogue import languages
from tests.support.forms import post
from tests.support.portal import DOOR, HOME, enter
from tools import translations

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

KOREA, OF_HAIAN = "overseas.kor", "overseas.jpn"


def _text(client: FlaskClient, path: str, **options: Any) -> str:
    answer = client.get(path, **options)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


@pytest.mark.function("5.7-login")
@pytest.mark.bar("U4")
@pytest.mark.parametrize("code", languages.languages())
def test_before_login_the_door_speaks_the_language_of_the_browser(client: FlaskClient, code: str) -> None:
    language, texts = languages.languages()[code], translations.read(code, domain="portal")
    page = _text(client, DOOR, headers={"Accept-Language": f"{language.tag},en;q=0.1"})
    assert f'<html lang="{language.tag}" dir="{language.direction}">' in page
    for english in ("User name", "Password", "Overseas portal", "Skip to the content"):
        assert str(texts.get(english).string) in page.replace("&#39;", "'")  # type: ignore[union-attr]


@pytest.mark.function("5.7-login")
def test_nobody_else_comes_in_and_officials_reach_nothing_else(app: Flask, login: Login) -> None:
    stranger = app.test_client()
    wrong = post(stranger, DOOR, data={"username": KOREA, "password": "wrong"})
    clerk = post(stranger, DOOR, data={"username": "haian.clerk", "password": "wrong"})
    assert wrong.status_code == clerk.status_code == 401
    from app.services.demo.demo import password

    assert post(stranger, DOOR, data={"username": "haian.clerk", "password": password()}).status_code == 401
    assert stranger.get(HOME).headers["Location"].endswith(DOOR)
    assert login("haian.clerk").get(HOME).status_code == 403
    official = enter(app, KOREA)
    for path in ("/certificates/veterinary_health/", "/scans/", "/overseas-users/", "/overseas-lookups/", "/search/"):
        assert official.get(path).status_code == 403, path
    post(stranger, "/login/", data={"username": KOREA, "password": password()})
    assert stranger.get("/").headers["Location"] == HOME  # by the other door he comes to the portal all the same
    assert stranger.get("/scans/").status_code == 403
    post(official, "/overseas/logout/", form_on=HOME)
    assert official.get(HOME).status_code == 302
