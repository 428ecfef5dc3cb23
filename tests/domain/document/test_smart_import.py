"""Smart import: what a declaration gives each format, and what taking it over changes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.domain.document.characters import settled
from app.domain.document.content import Content
from app.domain.document.fields import check, errors_only
from app.domain.document.printed import printed_lines, total_lines
from app.domain.document.rules import RULES
from app.domain.document.smart_import import differences, merge, propose
from app.domain.document.texts import plain_number
from tests.factories import shapes
from tests.factories.paper_forms import form as paper_form
from tests.factories.paper_forms import small as small_form
from tests.factories.shapes import box, form, source

CATALOGUE = catalogue()
NAMES = CATALOGUE.names
FORMATS = list(CATALOGUE.formats.values())
each_format = pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.code)

DECLARATION: dict[str, Any] = {
    "consignor_name_zh": "大连海安水产有限公司（示例）",
    "consignor_name_en": "DALIAN HAIAN AQUATIC PRODUCTS CO., LTD (EXAMPLE)",
    "consignor_address": "NO. 1 GANGWAN ROAD, DALIAN, CHINA",
    "consignee_name_en": "",
    "marks_and_numbers": "",
    "declaring_customs": "0960",
    "transport_mode": "2",
    "transport_name": "EXAMPLE STAR",
    "transport_no": "V.118E",
    "contract_no": "HT-2026-001",
    "letter_of_credit_no": "LC-77",
    "despatch_date": "2026-11-28",
    "destination_country": "BHR",
    "place_of_despatch": "大连 DALIAN",
    "port_of_destination": "麦纳麦 MANAMA",
    "packaging_result_no": "210900000001234001",
    "goods_lines": [
        {
            "line_no": "2", "goods_name_zh": "冻黄鳍鲽", "goods_name_en": "FROZEN YELLOWFIN SOLE",
            "hs_code": "0303390090",
            "origin_place": "210200", "quantity": "240", "quantity_unit": "120", "weight": "4800.00000",
            "weight_unit": "035", "package_count": 240, "package_type": "22", "value": "1200.5", "currency": "USD",
            "manufacturer_name": "DALIAN EXAMPLE FOODS", "manufacturer_reg_no": "2100/01201",
            "production_date": "2026-11-02", "scientific_name": "Limanda aspera", "un_no": "1993",
            "dangerous_name": "易燃液体", "dangerous_class": "3",
        },
        {
            "line_no": 1, "goods_name_zh": "冻狭鳕鱼片", "goods_name_en": "FROZEN POLLOCK FILLETS",
            "hs_code": "0304750000",
            "origin_place": "210200", "quantity": "480", "quantity_unit": "120", "weight": "9600.00000",
            "weight_unit": "035", "package_count": 480, "package_type": "22", "value": "20000", "currency": "USD",
            "manufacturer_name": "DALIAN EXAMPLE FOODS", "manufacturer_reg_no": "2100/01201",
            "production_date": "2026-11-01", "scientific_name": "Gadus chalcogrammus", "goods_spec": "FROZEN",
        },
    ],
    "containers": [
        {"spec": "22", "count": "1", "container_no": "CSQU3054383", "seal_no": "CN1"},
        {"spec": "22", "container_no": "MSKU6011672", "seal_no": "CN2"},
    ],
    "packaging_application": {
        "applicant_name": "大连示例包装制品有限公司", "user_name": "大连示例化工有限公司", "quantity": "2400",
        "container_name_and_spec": "闭口钢桶 1A1，212 L", "container_mark": "1A1/Y1.4/150/21 CN/C090001",
        "production_from": "2026-03-01", "production_to": "2026-03-08", "intended_goods": "乙酸乙酯",
        "state": "liquid", "density": "0.9020", "goods_class": "dangerous", "un_no": "UN 1173",
        "transport_mode": "2", "performance_result_no": "210900000001234001",
    },
}  # fmt: skip


def lines(code: str, key: str, declaration: dict[str, Any] = DECLARATION) -> list[str]:
    fmt = CATALOGUE.formats[code]
    return printed_lines(fmt, key, propose(fmt, declaration, names=NAMES), names=NAMES)


EXPECTED = [
    ("c3-1", "consignor", ["DALIAN HAIAN AQUATIC PRODUCTS CO., LTD (EXAMPLE)", "NO. 1 GANGWAN ROAD, DALIAN, CHINA"]),
    ("c3-1", "consignee", ["***"]),
    ("c3-1", "marks_and_numbers", ["N/M"]),
    ("c3-1", "description_of_goods", ["冻狭鳕鱼片 FROZEN POLLOCK FILLETS", "冻黄鳍鲽 FROZEN YELLOWFIN SOLE"]),
    ("c3-1", "weight_declared", ["~ 9,600 kg", "~ 4,800 kg"]),
    ("c3-1", "number_and_type_of_packages", ["~ 480 纸箱 CARTONS", "~ 240 纸箱 CARTONS"]),
    ("c3-1", "place_of_origin", ["中国 大连 DALIAN, CHINA"]),
    ("c3-1", "establishment", ["DALIAN EXAMPLE FOODS 2100/01201"]),
    ("c3-1", "container_no", ["CSQU3054383, MSKU6011672"]),
    ("c3-1", "seal_no", ["CN1, CN2"]),
    ("c3-1", "country_and_place_of_destination", ["巴林 麦纳麦 MANAMA, BAHRAIN"]),
    ("c3-1", "means_of_conveyance", ["BY SEA / EXAMPLE STAR V.118E"]),
    ("c3-1", "date_of_despatch", ["28 Nov. 2026"]),
    ("c5-1", "to_nppo", ["BAHRAIN"]),
    ("c5-1", "port_of_destination", ["巴林 麦纳麦 MANAMA, BAHRAIN"]),
    ("c5-1", "botanical_name", ["Gadus chalcogrammus", "Limanda aspera"]),
    ("c2-1", "quantity_weight_declared", ["~ 480 cases / ~ 9,600 kg", "~ 240 cases / ~ 4,800 kg"]),
    ("c2-1", "state_or_type_of_processing", ["FROZEN"]),
    ("c2-1", "production_date", ["1 Nov. 2026, 2 Nov. 2026"]),
    ("c4-1", "country_of_destination", ["巴林 BAHRAIN"]),
    ("5-3", "consignor", ["大连海安水产有限公司（示例）"]),
    ("5-3", "means_of_conveyance", ["水路运输 / EXAMPLE STAR V.118E"]),
    ("5-3", "destination_country", ["巴林"]),
    ("5-3", "date_of_despatch", ["2026年11月28日"]),
    ("5-3", "declared_value", ["USD 21,200.50"]),
    ("5-3", "contract_lc_no", ["HT-2026-001 / LC-77"]),
    ("5-3", "container_spec_and_number", ["2 × 冷藏标准箱"]),
    ("5-3", "quantity_weight_declared", ["~ 480 箱 / ~ 9,600 千克", "~ 240 箱 / ~ 4,800 千克"]),
    ("5-3", "manufacturer", ["DALIAN EXAMPLE FOODS 2100/01201"]),
    ("3-2", "container_quantity", ["~ 2,400"]),
    ("3-2", "production_date_from", ["2026年3月1日"]),
    ("3-2", "intended_goods_class", ["危险货物"]),
    ("3-2", "transport_mode", ["水路运输"]),
    ("3-3", "packages_declared", ["~ 720"]),
    ("3-3", "dangerous_goods_name", ["易燃液体"]),
]


@pytest.mark.parametrize(("code", "key", "expected"), EXPECTED, ids=[f"{e[0]} {e[1]}" for e in EXPECTED])
def test_a_box_prints_what_was_declared(code: str, key: str, expected: list[str]) -> None:
    assert lines(code, key) == expected


@each_format
def test_what_is_proposed_fits_the_format(fmt: Format) -> None:
    assert errors_only(check(fmt, propose(fmt, DECLARATION, names=NAMES), by="draft", names=NAMES)) == []


@each_format
def test_every_rule_and_every_source_is_used(fmt: Format) -> None:
    proposed = propose(fmt, DECLARATION, names=NAMES)
    for field in fmt.fields:
        if field.source and field.required and field.repeats == "none" and field.entered_by == "applicant":
            assert proposed.values[field.key]


def test_no_rule_is_left_over() -> None:
    used = {field.source.rule for fmt in FORMATS for field in fmt.fields if field.source}
    assert used == set(RULES)


@each_format
def test_an_empty_declaration_proposes_no_more_than_the_marks_of_emptiness(fmt: Format) -> None:
    proposed = propose(fmt, {}, names=NAMES)
    assert set(proposed.values.values()) <= {"***", "N/M"}
    assert not proposed.rows


def test_customs_fields_are_proposed_to_customs_only() -> None:
    fmt = CATALOGUE.formats["c3-1"]
    assert "place_of_issue" not in propose(fmt, DECLARATION, names=NAMES).values
    assert propose(fmt, DECLARATION, names=NAMES, by="customs").values == {"place_of_issue": "东港 DONGGANG"}


def test_the_liability_clause_is_chosen_from_the_start() -> None:
    assert propose(CATALOGUE.formats["c3-1"], {}, names=NAMES).statements == {"no_financial_liability"}


def test_totals_stand_in_the_boxes_when_the_goods_go_to_a_list() -> None:
    fmt = CATALOGUE.formats["c2-1"]
    content = propose(fmt, DECLARATION, names=NAMES)
    assert total_lines(fmt, "quantity_weight_declared", content, names=NAMES) == ["~ 720 cases", "~ 14,400 kg"]
    assert total_lines(fmt, "number_and_type_of_packages", content, names=NAMES) == ["~ 720 纸箱 CARTONS"]
    assert total_lines(fmt, "description_of_goods", content, names=NAMES) is None


def test_bulk_goods_say_so_on_the_inspection_certificate() -> None:
    bulk = {"goods_lines": [{"weight": "36000", "weight_unit": "070", "package_type": "00"}]}
    assert lines("c1-1", "quantity_weight_declared", bulk) == ["IN BULK ~ 36,000 t"]
    assert lines("c1-1", "number_and_type_of_packages", bulk) == ["散装 IN BULK"]


def test_unknown_codes_and_typed_places_stay_as_they_are() -> None:
    declared = {
        "goods_lines": [{"weight": "1", "weight_unit": "袋子", "origin_place": "山海关"}],
        "transport_mode": "Z",
    }
    assert lines("c3-1", "weight_declared", declared) == ["~ 1 袋子"]
    assert lines("c3-1", "place_of_origin", declared) == ["山海关"]
    assert lines("c3-1", "means_of_conveyance", declared) == ["Z"]


@each_format
def test_taking_a_proposal_into_an_empty_document_gives_the_proposal(fmt: Format) -> None:
    proposed = propose(fmt, DECLARATION, names=NAMES)
    merged, taken = merge(Content(), proposed)
    assert merged == Content(
        values=proposed.values, rows={g: list(r) for g, r in proposed.rows.items()}, statements=proposed.statements
    )
    assert taken == [d.path for d in differences(Content(), proposed)]
    assert {d.state for d in differences(merged, proposed)} <= {"same"}


def test_only_empty_places_are_filled_unless_the_user_chooses_to_overwrite() -> None:
    current = Content(
        values={"consignor": "typed", "consignee": ""},
        rows={"goods_lines": [{"weight": "1"}, {}, {"weight": "3"}]},
    )
    proposed = Content(
        values={"consignor": "declared", "consignee": "***"},
        rows={"goods_lines": [{"weight": "10", "weight_unit": "kg"}]},
    )
    states = {d.path: d.state for d in differences(current, proposed)}
    assert states == {
        "values.consignor": "overwritten", "values.consignee": "new",
        "goods_lines.0.weight": "overwritten", "goods_lines.0.weight_unit": "new",
    }  # fmt: skip
    kept, taken = merge(current, proposed)
    assert kept.values == {"consignor": "typed", "consignee": "***"}
    assert list(kept.rows["goods_lines"]) == [{"weight": "1", "weight_unit": "kg"}, {}, {"weight": "3"}]
    assert taken == ["values.consignee", "goods_lines.0.weight_unit"]
    replaced, _ = merge(current, proposed, overwrite={"goods_lines.0.weight"})
    assert replaced.values["consignor"] == "typed"
    assert replaced.rows["goods_lines"][0]["weight"] == "10"


@pytest.mark.parametrize(
    ("declared", "written"),
    [("30.00000", "30"), ("1E+2", "100"), ("0.50", "0.5"), ("1E999999", "1E999999"), ("NaN", "NaN"), ("x", "x")],
)
def test_declared_numbers_are_written_plainly(declared: str, written: str) -> None:
    assert plain_number(declared) == written


TEXT = st.text(max_size=600)


@given(
    st.sampled_from(FORMATS),
    st.fixed_dictionaries(
        dict.fromkeys(("consignor_name_en", "consignor_address", "transport_name", "contract_no"), TEXT)
    ),
    st.lists(
        st.fixed_dictionaries(dict.fromkeys(("goods_name_zh", "weight", "package_type", "batch_no"), TEXT)),
        max_size=3,
    ),
)
def test_what_is_too_long_is_reported_never_cut(
    fmt: Format, header: dict[str, str], goods: list[dict[str, str]]
) -> None:
    proposed = propose(fmt, {**header, "goods_lines": goods}, names=NAMES)
    reported = {e.path for e in check(fmt, proposed, by="draft", names=NAMES) if e.code == "too_long"}
    lengths = {f.key: f.max_length for f in fmt.fields}
    too_long = {f"values.{k}" for k, text in proposed.values.items() if len(text) > (lengths[k] or len(text))}
    for column in fmt.columns:
        for i, row in enumerate(proposed.rows.get(column.group, ())):
            if len(row.get(column.key, "")) > column.max_length:
                too_long.add(f"{column.group}.{i}.{column.key}")
    assert reported == too_long
    number = " ".join(settled(header["contract_no"], has_lines=False).split())
    if number and any(f.key == "contract_lc_no" for f in fmt.fields):
        assert number in proposed.values["contract_lc_no"]


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["goods_lines", "containers", "packaging_application", "weight", "spec", "line_no"]),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_any_declaration_is_read_without_a_crash(value: object) -> None:
    declared = value if isinstance(value, dict) else {"goods_lines": value, "packaging_application": value}
    for fmt in FORMATS:
        propose(fmt, declared, names=NAMES)


def test_customs_is_proposed_its_own_values_and_neither_rows_nor_texts() -> None:
    proposed = propose(CATALOGUE.formats["c3-1"], DECLARATION, names=NAMES, by="customs")
    assert (proposed.rows, proposed.statements) == ({}, frozenset())


def test_a_single_box_whose_rule_prints_rows_only_is_proposed_nothing() -> None:
    single = form(box("goods", source=source("lines", "goods_lines[].goods_name_zh")))
    assert propose(single, DECLARATION, names=NAMES) == Content()


#: A small form: one line of text, goods with a lot, containers with seals.
SMALL = form(
    box("note", source=source("text", "note")),
    columns=(
        shapes.column("goods_lines", "zh"),
        shapes.column("goods_lines", "lot"),
        shapes.column("containers", "seal_no"),
    ),
)


def small(**declaration: Any) -> Content:
    return propose(SMALL, declaration, names=NAMES)


def test_lines_of_a_declaration_are_joined_where_a_box_has_one_line() -> None:
    assert small(note=" A\n B").values == {"note": "A B"}


def test_goods_stand_in_the_order_of_their_numbers_those_without_one_first_and_containers_as_they_come() -> None:
    goods = [{"line_no": "2", "zh": "B"}, {"line_no": "1", "zh": "A"}, {"line_no": "?", "zh": "C"}]
    boxes = [{"line_no": "2", "seal_no": "CN2"}, {"line_no": "1", "seal_no": "CN1"}]
    found = small(goods_lines=goods, containers=boxes).rows
    assert [row["zh"] for row in found["goods_lines"]] == ["C", "A", "B"]
    assert [row["seal_no"] for row in found["containers"]] == ["CN2", "CN1"]


def test_a_row_has_only_the_columns_of_its_table_and_one_without_any_is_left_out() -> None:
    goods = [{"seal_no": "CN9", "zh": "A", "lot": "007"}, {"seal_no": "CN8"}]
    assert small(goods_lines=goods).rows == {"goods_lines": [{"zh": "A", "lot": "007"}]}


def test_what_a_proposal_leaves_empty_is_no_difference() -> None:
    assert differences(Content(values={"note": "x"}), Content(values={"note": ""})) == []


def test_what_the_user_emptied_on_purpose_stays_empty() -> None:
    proposed = Content(values={"note": "A", "lot": "B"})
    assert merge(Content(), proposed, leave={"values.note"}) == (Content(values={"lot": "B"}), ["values.lot"])


def test_rows_of_a_form_are_filled_from_the_sources_of_their_columns() -> None:
    declared = {
        "goods_lines": [
            {"line_no": 2, "hs_code": "0303 39", "weight": "4800.00000", "weight_unit": "035"},
            {"line_no": 1, "hs_code": "0304 75", "weight": "9600", "weight_unit": "035", "package_count": 480},
        ],
        "containers": [{"container_no": "TCLU0009120", "seal_no": "CN226001"}],
    }
    found = propose(paper_form("eu-fish-crust-hc"), declared, names=catalogue().names).rows
    assert found["containers"] == [{"container_no": "TCLU0009120", "seal_no": "CN226001"}]
    assert [row["weight"] for row in found["goods"]] == ["9600 kg", "4800 kg"]
    assert found["goods"][0]["packages"] == "480"
    assert found["goods"][0]["cn"] == "0304 75"


def test_an_english_form_names_places_in_english() -> None:
    declared = {"destination_country": "KOR", "port_of_destination": "釜山 BUSAN", "declaring_customs": "0900"}
    made = small_form()
    for key, rule, paths in (
        ("owner", "country_place", ["destination_country", "port_of_destination"]),
        ("way", "city", ["declaring_customs"]),
    ):
        made["fields"][key] = {"en": key, "source": {"from": paths, "rule": rule}}
    found = propose(Format.model_validate(made), declared, names=catalogue().names).values
    assert found["owner"] == "BUSAN, SOUTH KOREA"
    assert found["way"] == "DALIAN"
