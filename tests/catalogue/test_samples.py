"""Sample contents fill every box of every format, so that a preview shows the place of each."""

from __future__ import annotations

import pytest

from app.catalogue.library import library
from app.catalogue.loader import catalogue
from app.catalogue.samples import sample_content, usual_content
from app.catalogue.schema import Format
from tests.factories.paper_forms import small


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


@pytest.mark.parametrize("code", library())
def test_a_form_brings_its_own_usual_contents(code: str) -> None:
    spec = library()[code]
    assert spec.form is not None
    usual = usual_content(spec)
    assert {key: usual.values[key] for key in spec.form.sample.values} == dict(spec.form.sample.values)
    for group, rows in spec.form.sample.rows.items():
        assert [list(row.values()) for row in usual.rows[group]] == [list(cells) for cells in rows]


def test_a_format_without_contents_of_its_own_shows_its_labels() -> None:
    old = catalogue().formats["c3-1"]
    assert usual_content(old) == sample_content(old)
    bare = Format.model_validate(small())
    assert usual_content(bare) == sample_content(bare)
    assert sample_content(bare).values["owner"] == "所有人 Owner"


def test_an_unfinished_form_shows_what_of_its_contents_has_a_place() -> None:
    made = small(sample={"rows": {"animals": [["REX", "900012", "too many"]], "birds": [["POLLY"]]}})
    usual = usual_content(Format.model_validate(made))
    assert usual.rows == {"animals": [{"name": "REX", "chip": "900012"}], "birds": [{}]}
