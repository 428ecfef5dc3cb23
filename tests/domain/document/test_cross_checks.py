"""Cross-checks: each finds what it is for, says nothing where nothing is wrong, and never stands in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.catalogue.loader import catalogue
from app.domain.document import cross_checks
from app.domain.document.content import Content
from app.domain.document.cross_checks import CHECKS, Papers
from app.views.screens import SENTENCES

LINE = {"weight": "12000", "weight_unit": "kg", "package_count": "1200", "package_type": "纸箱 CARTONS"}
CONTENT = Content(
    values={"consignee": "HANBIT SEAFOOD CO., LTD (EXAMPLE)\nBUSAN", "date_of_despatch": "2026-11-29"},
    rows={"goods_lines": [LINE, LINE], "containers": [{"container_no": "HAEU3001281"}]},
)
DECLARATION = {"destination_country": "KOR", "despatch_date": "2026-11-29", "declaration_date": "2026-11-20 09:12:00"}


def papers(content: Content = CONTENT, **given: Any) -> Papers:
    known = {"proposed": CONTENT, "declaration": DECLARATION, "country": "KOR", **given}
    return Papers(fmt=catalogue().formats["c3-1"], content=content, **known)


def changed(path: str, text: str) -> Content:
    group, _, rest = path.partition(".")
    if group == "values":
        return replace(CONTENT, values={**CONTENT.values, rest: text})
    number, _, key = rest.partition(".")
    rows = [dict(row) for row in CONTENT.rows[group]]
    rows[int(number)][key] = text
    return replace(CONTENT, rows={**CONTENT.rows, group: rows})


def test_papers_that_agree_with_their_declaration_give_no_warning() -> None:
    assert cross_checks.run(papers()) == []


def test_a_document_without_a_declaration_gives_no_warning() -> None:
    assert cross_checks.run(papers(proposed=None, declaration={})) == []


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("goods_lines.1.weight", "1200", "differs_from_declaration"),
        ("goods_lines.0.weight_unit", "t", "differs_from_declaration"),
        ("goods_lines.0.package_count", "12", "differs_from_declaration"),
        ("goods_lines.0.gross_weight", "9", "gross_below_net"),
        ("goods_lines.0.production_date", "2026-10-01, 2026-12-24", "produced_after_despatch"),
        ("values.date_of_despatch", "2026-11-28", "differs_from_declaration"),
        ("containers.0.container_no", "HAEU3001342", "container_not_declared"),
        ("values.consignee", "HANBIT SEAFOOD CO,LTD (EXAMPLE)\nBUSAN", "name_nearly_used"),
    ],
)
def test_what_differs_is_told_at_its_place(path: str, text: str, code: str) -> None:
    (warning,) = cross_checks.run(papers(changed(path, text)))
    assert (warning.path, warning.code, warning.severity) == (path, code, "warning")


def test_despatch_before_the_declaration_is_told() -> None:
    codes = [warning.code for warning in cross_checks.run(papers(changed("values.date_of_despatch", "2026-11-01")))]
    assert codes == ["differs_from_declaration", "despatch_before_declaration"]


@pytest.mark.parametrize("text", ["12000.00", "12,000"])
def test_the_way_a_number_is_written_is_no_difference(text: str) -> None:
    assert cross_checks.run(papers(changed("goods_lines.0.weight", text))) == []


def test_other_rows_are_compared_by_their_sums() -> None:
    content = replace(CONTENT, rows={**CONTENT.rows, "goods_lines": [{**LINE, "weight": "24000"}]})
    found = {(warning.code, warning.path.rpartition(".")[2]) for warning in cross_checks.run(papers(content))}
    assert found == {("other_row_count", "goods_lines"), ("total_differs", "package_count")}


def test_another_destination_is_told_in_the_basic_data() -> None:
    (warning,) = cross_checks.run(papers(country="JPN"))
    assert (warning.path, warning.code, warning.params) == (
        "application.destination_country", "country_differs", {"country": "KOR"},
    )  # fmt: skip


def test_a_container_that_stands_twice_is_told() -> None:
    twice = replace(CONTENT, rows={**CONTENT.rows, "containers": [{"container_no": "HAEU3001281"}] * 2})
    assert [warning.code for warning in cross_checks.run(papers(twice))] == ["container_twice"]


def test_a_name_of_the_last_documents_is_suggested_and_a_quite_other_one_is_not() -> None:
    used = {"consignee": ["HANBIT SEAFOOD CO., LTD (EXAMPLE)\nSEOUL"]}
    near = changed("values.consignee", "HANBIT SEAFOD CO., LTD (EXAMPLE)\nSEOUL")
    (warning,) = cross_checks.run(papers(near, proposed=None, used=used))
    assert warning.params["corrected"] == used["consignee"][0]
    other = changed("values.consignee", "NIPPON MARINE K.K. (EXAMPLE)\nTOKYO")
    assert cross_checks.run(papers(other, proposed=None, used=used)) == []


def test_every_warning_has_its_sentence() -> None:
    codes = {
        "differs_from_declaration", "other_row_count", "total_differs", "gross_below_net", "country_differs",
        "despatch_before_declaration", "produced_after_despatch", "container_twice", "container_not_declared",
        "name_nearly_used",
    }  # fmt: skip
    assert codes <= set(SENTENCES)
    assert len({check.name for check in CHECKS}) == len(CHECKS)
