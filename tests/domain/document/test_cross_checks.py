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
from tests.factories.shapes import box, form, source

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


#: A small form whose boxes come from the header of a declaration.
FORM = form(
    box("buyer", source=source("party", "consignee_name_en")),
    box("maker", source=source("text", "goods_lines[].manufacturer_name")),
    box("bound_for", "country", source=source("country_name", "destination_country")),
    box("place", source=source("country_place", "destination_country", "place")),
    box("despatched", "date", source=source("date", "despatch_date")),
    box("despatched_by_customs", "date", source=source("date", "despatch_date"), entered_by="customs"),
    box("despatched_in_rows", "date", source=source("date", "despatch_date"), repeats="goods_line"),
    box("remark"),
)


def told(values: dict[str, str] | None = None, **given: Any) -> list[tuple[str, str, dict[str, object]]]:
    """Check a small document; rows of goods and containers are given by name."""
    rows = {group: given.pop(group) for group in ("goods_lines", "containers") if group in given}
    found = cross_checks.run(Papers(fmt=FORM, content=Content(values=values or {}, rows=rows), **given))
    return [(one.path, one.code, dict(one.params)) for one in found]


def declared(**rows: Any) -> Content:
    return Content(rows=rows)


def test_lines_are_compared_with_those_of_the_declaration_and_blank_ones_do_not_count() -> None:
    goods = [{"weight": " "}, {"weight": "10", "quantity": "5", "gross_weight": "12", "package_count": " 7 "}]
    wanted = declared(goods_lines=[{"weight": "11", "quantity": "6", "gross_weight": "13", "package_count": "8"}])
    assert told(goods_lines=goods, proposed=wanted) == [
        ("goods_lines.1.quantity", "differs_from_declaration", {"declared": "6", "corrected": "6"}),
        ("goods_lines.1.weight", "differs_from_declaration", {"declared": "11", "corrected": "11"}),
        ("goods_lines.1.gross_weight", "differs_from_declaration", {"declared": "13", "corrected": "13"}),
        ("goods_lines.1.package_count", "differs_from_declaration", {"declared": "8", "corrected": "8"}),
    ]


def test_units_are_compared_too() -> None:
    goods, wanted = [{"weight_unit": "kg", "quantity_unit": "cases"}], [{"weight_unit": "t", "quantity_unit": "bags"}]
    assert [path for path, _, _ in told(goods_lines=goods, proposed=declared(goods_lines=wanted))] == [
        "goods_lines.0.weight_unit", "goods_lines.0.quantity_unit",
    ]  # fmt: skip


def test_what_one_side_does_not_say_is_no_difference() -> None:
    assert told(goods_lines=[{"weight": "10"}], proposed=declared(goods_lines=[{"quantity": "5"}])) == []
    assert told(goods_lines=[], proposed=declared(goods_lines=[{"weight": "10"}])) == []
    assert told(goods_lines=[{"weight": "10"}], proposed=declared()) == []


KG = {"weight": "10.0", "weight_unit": "kg"}


def test_sums_are_compared_when_the_lines_are_others() -> None:
    goods = [{}, KG, {**KG, "package_count": "3"}, {**KG, "quantity": "1"}]
    wanted = declared(goods_lines=[{**KG, "weight": "15"}, {**KG, "weight": "16.50"}])
    assert told(goods_lines=goods, proposed=wanted) == [
        ("goods_lines", "other_row_count", {"rows": 3, "declared": 2}),
        ("goods_lines.1.weight", "total_differs", {"total": "30", "declared": "31.5"}),
    ]


@pytest.mark.parametrize(
    "line",
    [
        {"weight": "20", "weight_unit": "t"},
        {"weight": "much", "weight_unit": "kg"},
        {"weight": "", "weight_unit": "kg"},
    ],
)
def test_no_sum_is_made_of_two_units_or_of_words(line: dict[str, str]) -> None:
    wanted = declared(goods_lines=[{**KG, "weight": "99"}])
    assert [code for _, code, _ in told(goods_lines=[KG, line], proposed=wanted)] == ["other_row_count"]
    swapped = told(goods_lines=[KG], proposed=declared(goods_lines=[KG, line]))
    assert [code for _, code, _ in swapped] == ["other_row_count"]


def test_packages_have_no_unit_of_their_own() -> None:
    goods = [{"package_count": "3", "weight_unit": "kg"}, {"package_count": "4", "weight_unit": "t"}]
    found = told(goods_lines=goods, proposed=declared(goods_lines=[{"package_count": "8"}]))
    assert ("goods_lines.0.package_count", "total_differs", {"total": "7", "declared": "8"}) in found


def test_gross_may_equal_net_and_is_told_below_it() -> None:
    assert told(goods_lines=[{"weight": "10.50", "gross_weight": "10.5"}, {"gross_weight": "1"}, {"weight": "1"}]) == []
    assert told(goods_lines=[{"weight": "10.50", "gross_weight": " 10 "}]) == [
        ("goods_lines.0.gross_weight", "gross_below_net", {"net": "10.5"})
    ]


def test_the_country_of_the_document_and_of_the_basic_data_is_that_of_the_declaration() -> None:
    header = {"destination_country": "KOR"}
    assert told({"bound_for": "JPN", "place": "东京 TOKYO"}, declaration=header) == [
        ("values.bound_for", "country_differs", {"country": "KOR", "corrected": "KOR"})
    ]
    assert told({"bound_for": "KOR"}, declaration=header, country="KOR") == []
    assert told({"bound_for": " "}, declaration=header) == []
    assert told({"bound_for": "JPN"}, declaration={"destination_country": None}, country="JPN") == []


def test_days_are_compared_with_the_declaration_and_with_each_other() -> None:
    header = {"despatch_date": "2026-11-29 08:00:00", "declaration_date": "2026-11-20 09:12:00"}
    goods = [{"production_date": "2026-11-19"}, {"production_date": "2026-11-18，2026-11-20、2026-11-21"}]
    assert told({"despatched": "2026-11-19"}, declaration=header, goods_lines=goods) == [
        ("values.despatched", "differs_from_declaration", {"declared": "2026-11-29", "corrected": "2026-11-29"}),
        ("values.despatched", "despatch_before_declaration", {"declared": "2026-11-20"}),
        ("goods_lines.1.production_date", "produced_after_despatch", {"despatch": "2026-11-19"}),
    ]


def test_goods_may_be_despatched_on_the_day_of_their_declaration() -> None:
    header = {"despatch_date": "2026-11-20", "declaration_date": "2026-11-20 09:12:00"}
    assert told({"despatched": "2026-11-20"}, declaration=header) == []


def test_days_of_customs_and_days_that_are_none_are_not_compared() -> None:
    header = {"despatch_date": "2026-11-29"}
    assert told({"despatched_by_customs": "2026-11-01", "despatched_in_rows": "2026-11-01"}, declaration=header) == []
    late = {**header, "declaration_date": "2026-11-30"}
    assert told({"despatched": "SOON"}, declaration=late, goods_lines=[{"production_date": "2027-01-01"}]) == []


def test_a_document_without_a_day_in_the_first_box_is_checked_in_the_next_one() -> None:
    two = form(*(box(key, "date", source=source("date", "despatch_date")) for key in ("first", "second")))
    content = Content(values={"second": "2026-11-28"})
    found = cross_checks.run(Papers(fmt=two, content=content, declaration={"despatch_date": "2026-11-29"}))
    assert [one.path for one in found] == ["values.second"]


def test_a_container_is_told_once_more_or_not_declared() -> None:
    boxes = [{"container_no": "haeu 3001281"}, {"spec": "22"}, {"container_no": "HAEU3001281"}, {"container_no": "X"}]
    wanted = declared(containers=[{"container_no": "TCLU0009120"}, {"container_no": " HAEU3001281"}, {"spec": "22"}])
    assert told(containers=boxes, proposed=wanted) == [
        ("containers.2.container_no", "container_twice", {"value": "HAEU3001281"}),
        ("containers.3.container_no", "container_not_declared", {"declared": "HAEU3001281, TCLU0009120"}),
    ]


def test_containers_are_not_compared_with_a_declaration_that_has_none() -> None:
    assert told(containers=[{"container_no": "X"}, {"spec": "22"}, {"spec": "20"}], proposed=declared()) == []
    assert told(containers=[{"container_no": "X"}], proposed=declared(containers=[{"spec": "22"}])) == []


HANBIT = "HANBIT SEAFOOD CO., LTD"


def test_a_name_that_was_used_as_it_is_needs_no_correction_although_another_is_near() -> None:
    used = {"buyer": ["HANBIT SEAFOOD CO., LTT", HANBIT]}
    assert told({"buyer": HANBIT}, used=used) == []
    assert told({"buyer": HANBIT}, used={"buyer": ["", HANBIT[:-1]]}) == [
        ("values.buyer", "name_nearly_used", {"corrected": HANBIT[:-1]})
    ]
    assert told({"buyer": " "}, used={"buyer": [" "]}) == []


def test_the_declared_name_is_meant_before_one_that_was_used() -> None:
    found = told(
        {"buyer": "hanbit seafod co., ltd"},
        proposed=Content(values={"buyer": HANBIT}),
        used={"buyer": ["HANBIT SEAFODD CO., LTD"]},
    )
    assert [params["corrected"] for _, _, params in found] == [HANBIT]
    exact = told({"buyer": HANBIT}, proposed=Content(values={"buyer": HANBIT}), used={"buyer": [HANBIT[:-1]]})
    assert exact == []


@pytest.mark.parametrize("key", ["buyer", "maker"])
def test_names_of_parties_are_compared_and_other_texts_are_not(key: str) -> None:
    used = {key: [HANBIT], "remark": [HANBIT], "place": [HANBIT]}
    assert [path for path, _, _ in told({key: HANBIT[1:], "remark": HANBIT[1:], "place": HANBIT[1:]}, used=used)] == [
        f"values.{key}"
    ]


def test_every_name_of_a_party_is_looked_at() -> None:
    assert {
        "consignor_name_en", "consignor_name_zh", "consignee_name_en", "consignee_name_zh", "manufacturer_name",
    } == cross_checks.PARTIES  # fmt: skip


def test_two_names_that_only_share_their_letters_are_not_nearly_the_same() -> None:
    assert told({"buyer": "ABCDEFGH"}, used={"buyer": ["HGFEDCBA"]}) == []
    assert told({"buyer": "A" * 86 + "B" * 14}, used={"buyer": ["A" * 86 + "C" * 14]}) != []
    assert told({"buyer": "A" * 85 + "B" * 15}, used={"buyer": ["A" * 85 + "C" * 15]}) == []


def test_a_long_name_is_compared_to_its_end() -> None:
    long = "HAIAN AQUATIC PRODUCTS " * 12
    assert [code for _, code, _ in told({"buyer": f"{long}X"}, used={"buyer": [f"Y{long}"]})] == ["name_nearly_used"]


def test_the_checks_have_names() -> None:
    assert [check.name for check in CHECKS] == ["amounts", "gross_weight", "country", "dates", "containers", "names"]


@pytest.mark.parametrize("days", ["2026-11-18，2026-11-20", "2026-11-20，2026-11-18", "2026-11-20、2026-11-18"])
def test_days_are_listed_with_any_comma_of_a_chinese_keyboard(days: str) -> None:
    goods = [{"production_date": days}]
    assert [code for _, code, _ in told({"despatched": "2026-11-19"}, goods_lines=goods)] == ["produced_after_despatch"]


@pytest.mark.parametrize(("key", "unit"), [("quantity", "quantity_unit"), ("gross_weight", "weight_unit")])
def test_quantities_and_gross_weights_are_added_up_in_one_unit_only(key: str, unit: str) -> None:
    goods = [{key: "1", unit: "a"}, {key: "2", unit: "b"}]
    assert [code for _, code, _ in told(goods_lines=goods, proposed=declared(goods_lines=[{key: "9", unit: "a"}]))] == [
        "other_row_count"
    ]


def test_a_blank_unit_is_the_same_as_none() -> None:
    goods = [{"weight": "1"}, {"weight": "2", "weight_unit": " "}]
    found = told(goods_lines=goods, proposed=declared(goods_lines=[{"weight": "9"}]))
    assert [code for _, code, _ in found] == ["other_row_count", "total_differs"]


def test_a_country_that_the_document_does_not_name_yet_is_no_other_one() -> None:
    assert told({}, declaration={"destination_country": "KOR"}) == []


def test_a_day_with_a_time_zone_is_that_day() -> None:
    found = told({"despatched": "2026-11-28"}, declaration={"despatch_date": "2026-11-29+08:00"})
    assert [params["declared"] for _, _, params in found] == ["2026-11-29"]
