"""Printed lists: the pages they were laid out on, across the paper where they are wide, escaped and cut."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from app.gateways.pdf import engine
from app.reports import list_pdf
from app.reports.list_sheet import ColumnHead, ListSheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def sheet(rows: Iterable[Sequence[Any]], *, columns: int = 1, limit: int = 1000, title: str = "List") -> ListSheet:
    heads = [ColumnHead(f"Column {number}", 20) for number in range(columns)]
    return ListSheet(title=title, heads=heads, rows=rows, limit=limit, cut_note="cut here")


@pytest.mark.parametrize("name", ["wkhtmltopdf", "weasyprint"])
def test_a_printed_list_has_the_pages_it_was_laid_out_on(name: Any) -> None:
    name_zh, name_en = "冻明太鱼片（示例）", "HANBIT SEAFOOD CO., LTD (EXAMPLE) "
    rows = [[f"226000004178{n:03d}", name_en * (n % 4), name_zh * (n % 3), n] for n in range(120)]
    made = list_pdf.write(sheet(rows, columns=4))
    assert made.pages > 1
    with pikepdf.open(io.BytesIO(engine(name).render(made.html, pages=made.pages))) as pdf:
        assert len(pdf.pages) == made.pages


@pytest.mark.parametrize("name", ["wkhtmltopdf", "weasyprint"])
@pytest.mark.parametrize(("columns", "is_across"), [(4, False), (11, True)])
def test_a_list_of_many_columns_is_printed_across_the_paper(name: Any, columns: int, *, is_across: bool) -> None:
    rows = [["[0901] - 大连港湾（示例）"] * columns for _ in range(90)]
    made = list_pdf.write(sheet(rows, columns=columns))
    with pikepdf.open(io.BytesIO(engine(name).render(made.html, pages=made.pages))) as pdf:
        boxes = {tuple(round(float(edge)) for edge in page.mediabox) for page in pdf.pages}
    assert boxes == {(0, 0, 842, 595) if is_across else (0, 0, 595, 842)}


def test_a_printed_list_escapes_what_it_prints_and_says_where_it_was_cut() -> None:
    made = list_pdf.write(sheet([["<script>alert(1)</script>"]] * 20, limit=10))
    assert "<script" not in made.html
    assert made.html.count("&lt;script&gt;") == 10
    assert "cut here" in made.html
