"""Suggestions of free cells: the names of a list as the document prints them, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue.loader import catalogue
from app.services.base import suggestions
from app.services.base.names import Names

if TYPE_CHECKING:
    from flask import Flask


def test_each_list_of_a_format_s_columns_is_offered_and_each_text_once(context: Flask) -> None:
    names = Names()
    for spec in catalogue().formats.values():
        found = suggestions.for_format(spec, names)
        assert set(found) == {column.code_list for column in spec.columns if column.code_list}
        for texts in found.values():
            assert texts
            assert all(texts)
            assert len(texts) == len(set(texts))
