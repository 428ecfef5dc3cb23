"""Chinese pages have Chinese punctuation: no half-width sign behind a Chinese character, no English list."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from app.views.words.punctuation import clauses, listed, says, sentences, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words of the catalogue; no query of its own")

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff]\s?[,;:!?(]|\)\s?[\u4e00-\u9fff]|[\u4e00-\u9fff] %|、 ")
UNREAD = re.compile(r"<(script|style|textarea)\b.*?</\1>|<!--.*?-->", re.DOTALL)
SPOKEN = re.compile(r'(?:aria-label|title|placeholder|data-confirm|alt)="([^"]*)"')
INLINE = re.compile(r"</?(?:a|b|i|small|span|bdi|del|ins|strong|em|code|label|kbd)\b[^>]*>")
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
#: what people typed, and proper names, keep their own signs
TYPED = re.compile(r"\(EXAMPLE\)")


def texts(page: str) -> list[str]:
    """Return what people read and hear on a page, block by block."""
    read = UNREAD.sub("", page)
    blocks = re.sub(r"<[^>]+>", "\n", INLINE.sub("", read)).split("\n")
    return [TYPED.sub("", html.unescape(text)) for text in (*SPOKEN.findall(read), *blocks)]


def pages(client: FlaskClient) -> dict[str, str]:
    """Return the pages of the menu, and of each the first record that it links to."""
    home = client.get("/").text
    menu = home[home.index('<nav class="side"') : home.index("</nav>")]
    found = {address: client.get(address).text for address in LINK.findall(menu)}
    for address, page in list(found.items()):
        records = [
            one for one in LINK.findall(page) if re.search(rf"^{re.escape(address)}.*\d", one) and "." not in one
        ]
        for record in records[:1]:
            answer = client.get(html.unescape(record))
            if answer.status_code == 200 and answer.mimetype == "text/html":
                found[record] = answer.text
    return found


@pytest.mark.parametrize("username", ["admin", "haian.clerk", "customs.0901"])
def test_no_page_mixes_half_width_signs_into_chinese(login: Callable[[str], FlaskClient], username: str) -> None:
    mixed = {
        (address, text[max(0, found.start() - 20) : found.end() + 20])
        for address, page in pages(login(username)).items()
        for text in texts(page)
        for found in HALF_WIDTH.finditer(text)
    }
    assert not mixed


@pytest.mark.parametrize(
    ("language", "pair", "items", "parts"),
    [("zh-CN", "状态：暂存中", "甲、乙", "甲；乙"), ("en", "状态: 暂存中", "甲, 乙", "甲; 乙")],
)
def test_texts_are_joined_as_the_language_does(app: Flask, language: str, pair: str, items: str, parts: str) -> None:
    with app.test_request_context("/", headers={"Accept-Language": language}):
        assert told("状态", "暂存中") == pair
        assert listed("甲乙") == items
        assert clauses("甲乙") == parts
        assert sentences("甲乙") == parts.translate({ord("；"): None, ord(";"): None})
        assert says("<b>", "&") == pair.replace("状态", "&lt;b&gt;").replace("暂存中", "&amp;")
