"""Contents for looking at a form: none, its own, and every text as long as its box takes."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.catalogue.sample_contents import content_of, contents_named
from tests.factories import paper_forms


def test_labels_alone_fill_nothing() -> None:
    assert content_of(catalogue().formats["c3-1"], "labels").values == {}


@pytest.mark.parametrize("code", ["c3-1", "c5-1"])
def test_the_longest_contents_fill_every_text_and_stay_inside_its_length(code: str) -> None:
    spec = catalogue().formats[code]
    content = content_of(spec, "longest")
    texts = [field for field in spec.fields if field.kind == "textarea" and field.repeats == "none"]
    assert texts
    assert all(
        0.8 * (field.max_length or 0) < len(content.values[field.key]) <= (field.max_length or 0) for field in texts
    )


def test_a_form_shows_its_own_sample_and_every_option_at_its_longest() -> None:
    spec = paper_forms.form("ippc-reexport")
    assert content_of(spec, "usual").values["packed"] == "repacked,new"
    longest = content_of(spec, "longest")
    assert longest.values["packed"] == "packed,repacked,orig,new"
    assert len(longest.rows["treatments"][0]["treatment"]) > 150


def test_an_unknown_name_means_the_usual_contents() -> None:
    assert [contents_named(name) for name in ("longest", "labels", "", "all")] == [
        "longest",
        "labels",
        "usual",
        "usual",
    ]
