"""Tables are called by their records."""

from __future__ import annotations

import pytest

from app.views.words.labels import table_label

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_a_table_is_called_by_its_records_and_an_unknown_one_by_its_name() -> None:
    assert table_label("draft_template") == "Template"
    assert table_label("no_such_table") == "no such table"
