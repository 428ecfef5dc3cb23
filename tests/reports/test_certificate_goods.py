"""Goods lines: up to three in the boxes, more on continuation sheets with totals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.catalogue.loader import catalogue
from app.reports.certificate import (
    CertificatePages,
    Printout,
    certificate_html,
    document_of,
)
from app.reports.sheets import Grid
from tests.factories.contents import SAMPLES, with_goods

if TYPE_CHECKING:
    from app.domain.document.content import Content

NUMBER = "221000004178628001"


def lay_out(code: str, content: Content | None = None, **options: object) -> CertificatePages:
    options.setdefault("certificate_no", NUMBER)
    return certificate_html(catalogue().formats[code], content or SAMPLES[code], **options)  # type: ignore[arg-type]


def words(pages: CertificatePages) -> str:
    body = re.sub(r"</?span>", "", pages.html.partition("<body>")[2])
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_goods_lines_stand_in_the_boxes(count: int) -> None:
    pages = lay_out("c3-1", with_goods(SAMPLES["c3-1"], count))
    assert pages.pages == 1
    assert "续页" not in pages.html


@pytest.mark.parametrize("count", [4, 28, 29, 200])
def test_more_goods_lines_continue_in_order_with_totals_and_every_sheet_is_signed(count: int) -> None:
    content = with_goods(SAMPLES["c3-1"], count)
    document = document_of(Printout(format=catalogue().formats["c3-1"], content=content, certificate_no=NUMBER))
    grids = [block for sheet in document.sheets[1:] for block in sheet.blocks if isinstance(block, Grid)]
    rows = [row for grid in grids for row in grid.rows]
    assert [row[0] for row in rows] == [*map(str, range(1, count + 1)), ""]
    assert rows[-1][1] == "合计 TOTAL"
    assert grids[0].caption.zh == "货物清单"
    assert all(grid.caption.zh == "货物清单（续）" for grid in grids[1:])
    assert [grid.ending for grid in grids] == ["continued"] * (len(grids) - 1) + ["mark"]
    assert all(any(block.kind == "issue" for block in sheet.blocks) for sheet in document.sheets)
    assert f"共 {count} 项" in words(lay_out("c3-1", content))
