"""The facts that formats of every language share."""

from __future__ import annotations

from pydantic import TypeAdapter

from app.catalogue.facts import Option, Table, When


def test_one_wanted_value_is_a_list_of_one() -> None:
    read = TypeAdapter(When).validate_python({"way": "sea", "owner": ["any"]})
    assert read == {"way": ("sea",), "owner": ("any",)}


def test_an_old_table_prints_the_rows_that_it_repeats_with() -> None:
    table = Table(key="tests", zh="检测", en="Tests", repeats="test_item", columns=("name",))
    assert (table.group, table.conditions) == ("test_items", ())
    assert table.model_copy(update={"repeats": "none"}).group == ""


def test_words_stand_by_their_language() -> None:
    assert Option(value="sea", zh="海运", en="by sea").words == {"zh": "海运", "en": "by sea"}
