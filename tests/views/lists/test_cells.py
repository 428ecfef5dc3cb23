"""Cells of a list's table: escaped, linked, and numbers left to right."""

from __future__ import annotations

import pytest

from app.models import Notice
from app.views.lists.cells import cell, cells
from app.views.lists.columns import Column

TITLE = Column(key="title", label="Title", is_link=True)

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_what_people_typed_is_escaped_inside_a_link_too() -> None:
    row = Notice(title="<b>")
    assert cell(TITLE, row) == "&lt;b&gt;"
    assert cell(TITLE, row, '/x?"') == '<a href="/x?&#34;">&lt;b&gt;</a>'
    assert cell(TITLE, Notice(title=""), "/x") == '<a href="/x">—</a>'


def test_a_state_is_a_chip_and_an_official_number_keeps_its_direction() -> None:
    chip = Column(key="title", label="Title", chip=lambda code: ("ok", code))
    official = Column(key="title", label="No.", kind="official")
    row = Notice(title="1<2")
    assert cell(chip, row) == '<span class="chip ok">1&lt;2</span>'
    assert cells((TITLE, official), row, "/x") == (
        '<td class="words"><a href="/x">1&lt;2</a></td><td class="num"><bdi dir="ltr">1&lt;2</bdi></td>'
    )
