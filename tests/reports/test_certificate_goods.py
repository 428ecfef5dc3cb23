"""Goods lines: up to three in the boxes, more on a list with totals to which the boxes point."""

from __future__ import annotations

import pytest

from tests.factories.contents import SAMPLES, with_goods
from tests.support.papers import data_of, pages_of, printed, text_of


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_goods_lines_stand_in_the_boxes(count: int) -> None:
    made = printed(data_of("c3-1", with_goods(SAMPLES["c3-1"], count)))
    assert made.pages == 1
    assert "续页" not in text_of(made.pdf)


@pytest.mark.parametrize("count", [4, 28, 29, 200])
def test_more_goods_lines_are_listed_in_order_with_totals(count: int) -> None:
    data = data_of("c3-1", with_goods(SAMPLES["c3-1"], count))
    table = data["tables"]["goods"]
    assert [row[0] for row in table["rows"]] == [*map(str, range(1, count + 1)), ""]
    assert table["rows"][-1][1] == "合计 TOTAL"
    assert [row[2] for row in table["rows"]].count(table["rows"][-1][2]) == 1
    assert data["after"] == [{"table": "goods", "sheet": True}]


def test_the_boxes_point_to_the_list_and_no_amount_is_said_twice() -> None:
    data = data_of("c3-1", with_goods(SAMPLES["c3-1"], 40))
    assert data["lines"]["description_of_goods"][0] == {"see": "goods", "text": "共 40 项，见续页货物清单（第 {} 页）"}
    assert data["lines"]["weight_declared"][1] == {"see": "goods", "text": "see list of goods, p. {}"}
    assert data["lines"]["place_of_origin"] == ["大连 DALIAN"]
    made = printed(data)
    total = "".join(data["tables"]["goods"]["rows"][-1][2].split())
    assert text_of(made.pdf).count(total) == 1
    assert "seelistofgoods,p.2–3" in pages_of(made.pdf)[0]


def test_three_hundred_lines_repeat_their_heads_and_every_sheet_is_signed() -> None:
    made = printed(data_of("c3-1", with_goods(SAMPLES["c3-1"], 300)))
    pages = pages_of(made.pdf)
    assert len(pages) == made.pages <= 13
    for number, page in enumerate(pages, start=1):
        assert f"Page{number}of{made.pages}" in page
        assert "OfficialVeterinarian" in page
        assert ("EstablishmentNo." in page) == (number > 1)
        assert (f"Continuedonpage{number + 1}" in page) == (number < made.pages)
    assert "LISTOFGOODS(continued)" in pages[2]
    assert pages[-1].count("合计TOTAL") == text_of(made.pdf).count("合计TOTAL") == 1
    rows = [box for box in made.boxes if box.key.startswith("goods.")]
    assert len({box.key.split(".")[1] for box in rows}) == 301
