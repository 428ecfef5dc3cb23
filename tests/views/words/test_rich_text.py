"""A notice's text becomes markup in one place, cleaned once more."""

from __future__ import annotations

import pytest

from app.views.words.rich_text import rich_text

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_rich_text_is_cleaned_and_plain_text_keeps_its_lines() -> None:
    assert "script" not in rich_text("<p>示例<script>alert(1)</script></p>")
    assert rich_text("<p>示例</p>") == "<p>示例</p>"
    assert rich_text("a < b\nc") == "a &lt; b<br>c"
    assert rich_text(None) == ""
