"""Names of types and formats as statistics write them."""

from __future__ import annotations

import pytest

from app.views.statistics.words import format_label, reissue_label, type_choices, type_label

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("chinese"),
]


def test_a_type_stands_behind_its_code() -> None:
    assert (type_label("14"), type_label("77")) == ("[14] - 兽医卫生证书", "[77]")
    assert ("14", type_label("14")) in type_choices()


def test_formats_and_reissues_are_named() -> None:
    assert (format_label("c3-1"), format_label("x-9")) == ("c3-1 兽医（卫生）证书", "x-9")
    assert reissue_label("change:收货人更改") == "更改 · 收货人更改"
