"""From posted names to a document's contents."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError
from app.views.certificates.forms import Shown, posted, posted_header, typed

SPEC = catalogue().formats["c3-1"]
BEFORE = Shown(values={"consignor": "海盛", "consignee": "Kim"}, originals="1", copies="2")


def test_what_a_form_does_not_name_stays_as_it_was() -> None:
    shown = posted(MultiDict({"values.consignor": "北岸"}), SPEC, before=BEFORE)
    assert (shown.values, shown.originals) == ({"consignor": "北岸", "consignee": "Kim"}, "1")


def test_rows_come_from_the_grid_or_from_the_plain_table() -> None:
    grid = posted(MultiDict({"rows.goods_lines": '[{"weight": 5, "brand": null, "_at": "0"}]'}), SPEC, before=BEFORE)
    plain = posted(
        MultiDict({"has_goods_lines": "1", "goods_lines.1.weight": "6", "goods_lines.0.weight": "5"}),
        SPEC,
        before=BEFORE,
    )
    assert grid.rows["goods_lines"] == [{"weight": "5", "_at": "0"}]
    assert [row["weight"] for row in plain.rows["goods_lines"]] == ["5", "6"]


@pytest.mark.parametrize("text", ["[", "{}", "[1]"])
def test_rows_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(DomainError):
        posted(MultiDict({"rows.goods_lines": text}), SPEC, before=BEFORE)


def test_the_header_says_what_was_ticked_only_where_it_was_shown() -> None:
    assert posted_header({"header.producer": " 海盛 "}) == {"producer": "海盛"}
    assert posted_header({"has_header": "1"}) == {"needs_confirmation": False}


def test_the_service_keeps_contents_rows_with_their_places_and_numbers_in_range() -> None:
    shown = Shown(
        values={"consignor": "海盛", "certificate_no": "x"},
        rows={"goods_lines": [{"weight": "5", "_at": "1"}, {"_at": "0"}]},
        originals="1", copies="2",
    )  # fmt: skip
    kept, errors = typed(shown, SPEC)
    assert (dict(kept.content.values), kept.copies, errors) == ({"consignor": "海盛"}, (1, 2), [])
    assert (kept.content.rows["goods_lines"], kept.origins) == ([{"weight": "5"}], {"goods_lines": [1]})


@pytest.mark.parametrize(
    ("originals", "copies", "wrong"), [("0", "0", "originals"), ("1", "-1", "copies"), ("1", "", "copies")]
)
def test_numbers_of_papers_out_of_range_are_told(originals: str, copies: str, wrong: str) -> None:
    kept, errors = typed(Shown(originals=originals, copies=copies), SPEC)
    assert (kept.copies, [error.path for error in errors]) == (None, [wrong])
