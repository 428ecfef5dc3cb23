"""Sample contents fill every box of every format, so that a preview shows the place of each."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.catalogue.samples import empty_content, longest_content, sample_content
from app.catalogue.schema import Format


@pytest.mark.parametrize("fmt", catalogue().formats.values(), ids=lambda fmt: fmt.code)
def test_every_box_and_column_is_filled_within_its_length(fmt: Format) -> None:
    sample = sample_content(fmt)
    single = {field.key: field for field in fmt.fields if field.repeats == "none" and field.kind != "image"}
    assert set(sample.values) == set(single)
    texts = [(text, single[key].max_length) for key, text in sample.values.items()]
    for column in fmt.columns:
        assert all(row[column.key] for row in sample.rows[column.group])
        texts += [(row[column.key], column.max_length) for row in sample.rows[column.group]]
    assert all(most is None or len(text) <= most for text, most in texts)


def test_a_text_shows_its_own_label_and_a_country_a_country() -> None:
    sample = sample_content(catalogue().formats["c3-1"])
    consignor = catalogue().formats["c3-1"].field("consignor")
    assert sample.values["consignor"] == f"{consignor.zh} {consignor.en}"
    assert len(sample.rows["goods_lines"]) == 2


@pytest.mark.parametrize("fmt", catalogue().formats.values(), ids=lambda fmt: fmt.code)
def test_the_longest_sample_fills_texts_to_their_ends_and_the_empty_one_has_labels_only(fmt: Format) -> None:
    usual, longest = sample_content(fmt), longest_content(fmt)
    for field in fmt.fields:
        if field.kind == "textarea" and field.repeats == "none":
            assert len(usual.values[field.key]) < len(longest.values[field.key]) <= (field.max_length or 0)
    assert empty_content(fmt).values == {}
    assert empty_content(fmt).statements == usual.statements
