"""Checks of a document's contents, over all eleven formats, and the manual's sample of 5.3.1."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format, FormatField
from app.domain.document.content import Content, Row
from app.domain.document.fields import By, FieldError, check, errors_only, group_columns, is_blank, trimmed
from app.domain.document.kinds import KINDS, normalised
from app.domain.document.printed import printed_lines
from tests.factories import shapes
from tests.factories.shapes import box, form, goods_box, option, source, statement, table

CATALOGUE = catalogue()
NAMES = CATALOGUE.names
FORMATS = list(CATALOGUE.formats.values())
each_format = pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.code)
VET = CATALOGUE.formats["c3-1"]

SAMPLE_LINE: Row = {
    "goods_name_zh": "鱼", "weight": "30", "weight_unit": "kg", "origin_place": "大连", "package_count": "30",
    "package_type": "密封", "manufacturer_name": "韩国", "manufacturer_address": "大连", "manufacturer_reg_no": "00008",
}  # fmt: skip
#: The document that manual 5.3.1 previews; its Content is empty there.
SAMPLE = Content(
    values={
        "consignor": "韩国", "consignee": "美国", "marks_and_numbers": "1345678", "place_of_despatch": "大连",
        "country_and_place_of_destination": "阿塞拜疆", "means_of_conveyance": "飞机",
        "date_of_despatch": "2021-03-01", "attestation": "兹证明上述产品适合人类食用。",
    },
    rows={"goods_lines": [SAMPLE_LINE], "containers": [{"container_no": "0009", "seal_no": "2220"}]},
    statements=frozenset({"no_financial_liability"}),
)  # fmt: skip
ISSUE = {"place_of_issue": "大连", "date_of_issue": "2021-03-09", "official_veterinarian": "兽医"}

KIND_EXAMPLES = {
    "text": "示例 EXAMPLE", "textarea": "示例\nEXAMPLE", "richtext": "示例\nEXAMPLE", "date": "2026-11-23",
    "date_or_text": "2026-11-23", "country": "JPN", "quantity": "30 kg", "decimal": "30", "money": "USD 30",
    "code": "2",
}  # fmt: skip


def example(kind: str, field: FormatField | None = None) -> str:
    return field.options[0].value if field is not None and field.options else KIND_EXAMPLES[kind]


def complete(fmt: Format) -> Content:
    """Fill every field and one row of every group."""
    values = {
        f.key: example(f.kind, f)
        for f in fmt.fields
        if f.repeats == "none" and f.entered_by != "system" and f.kind != "image"
    }
    rows = {
        group: [{c.key: example(c.kind)[: c.max_length] for c in group_columns(fmt, group)}]
        for group in {c.group for c in fmt.columns}
    }
    if "containers" in rows:
        rows["containers"][0] |= {
            c.key: "CSQU3054383" for c in group_columns(fmt, "containers") if c.key == "container_no"
        }
    return Content(values=values, rows=rows)


def codes(errors: list[FieldError]) -> dict[str, str]:
    return {error.path: error.code for error in errors}


def test_the_manuals_sample_passes_the_applicants_check_with_two_warnings_at_most() -> None:
    found = check(VET, SAMPLE, by="applicant", names=NAMES)
    assert errors_only(found) == []
    assert codes(found) == {"containers.0.container_no": "not_iso_6346"}


def test_the_manuals_sample_without_its_content_says_so() -> None:
    empty = replace(SAMPLE, values={**SAMPLE.values, "attestation": " "})
    assert codes(errors_only(check(VET, empty, by="applicant", names=NAMES))) == {"values.attestation": "required"}


def test_customs_cannot_approve_before_its_own_fields_are_complete() -> None:
    found = codes(errors_only(check(VET, SAMPLE, by="customs", names=NAMES)))
    assert found == dict.fromkeys((f"values.{key}" for key in ISSUE), "required")
    issued = replace(SAMPLE, values={**SAMPLE.values, **ISSUE})
    assert errors_only(check(VET, issued, by="customs", names=NAMES)) == []


PRINTED = [
    ("consignor", ["韩国"]), ("consignee", ["美国"]), ("description_of_goods", ["鱼"]),
    ("weight_declared", ["~ 30 kg"]),
    ("place_of_origin", ["大连"]), ("marks_and_numbers", ["1345678"]), ("number_and_type_of_packages", ["~ 30 密封"]),
    ("container_no", ["0009"]), ("seal_no", ["2220"]), ("establishment", ["韩国 大连 00008"]),
    ("place_of_despatch", ["大连"]), ("country_and_place_of_destination", ["阿塞拜疆"]),
    ("means_of_conveyance", ["飞机"]),
    ("date_of_despatch", ["1 Mar. 2021"]), ("remark", ["*****"]), ("place_of_issue", []),
]  # fmt: skip


@pytest.mark.parametrize(("key", "lines"), PRINTED)
def test_the_manuals_sample_prints_box_by_box_as_in_the_manual(key: str, lines: list[str]) -> None:
    assert printed_lines(VET, key, SAMPLE, names=NAMES) == lines


@each_format
def test_a_complete_document_passes_every_check(fmt: Format) -> None:
    assert check(fmt, complete(fmt), by="customs", names=NAMES) == []


@each_format
def test_an_empty_draft_may_be_saved_but_not_declared(fmt: Format) -> None:
    assert check(fmt, Content(), by="draft", names=NAMES) == []
    missing = codes(check(fmt, Content(), by="applicant", names=NAMES))
    for field in fmt.fields:
        if field.required and field.entered_by == "applicant" and field.repeats == "none":
            assert missing[f"values.{field.key}"] == "required"
    if any(f.required and f.repeats == "goods_line" for f in fmt.fields):
        assert missing["goods_lines"] == "too_few_rows"


@each_format
def test_every_required_box_of_a_goods_line_says_which_column_it_misses(fmt: Format) -> None:
    if not group_columns(fmt, "goods_lines"):
        return
    content = replace(complete(fmt), rows={**complete(fmt).rows, "goods_lines": [{"goods_name_zh": "鱼"}]})
    found = check(fmt, content, by="applicant", names=NAMES)
    for column in group_columns(fmt, "goods_lines"):
        if column.required and column.key != "goods_name_zh":
            assert f"goods_lines.0.{column.key}" in codes(found)


@each_format
def test_every_field_refuses_what_is_too_long_and_control_characters(fmt: Format) -> None:
    for field in fmt.fields:
        if (
            field.repeats != "none"
            or field.entered_by == "system"
            or field.kind not in ("text", "textarea", "richtext")
        ):
            continue
        path = f"values.{field.key}"
        long = Content(values={field.key: "字" * ((field.max_length or 0) + 1)})
        assert FieldError(
            path, "too_long", {"max_length": field.max_length, "length": (field.max_length or 0) + 1}
        ) in (check(fmt, long, by="draft"))
        for text in ("a\x07b", "a\x7fb"):
            assert codes(check(fmt, Content(values={field.key: text}), by="draft")) == {path: "control_character"}
        for text in ("a\x00b", "a\ufffdb", "a\ud800b"):
            assert codes(check(fmt, Content(values={field.key: text}), by="draft")) == {path: "damaged_character"}


def test_a_character_without_a_glyph_is_a_warning_while_typing_and_an_error_when_declaring() -> None:
    content = Content(
        values={"consignor": "鱼 LTD"}, rows={"goods_lines": [{"goods_name_zh": "ok"}, {"goods_name_zh": "鱼"}]}
    )
    for by, severity in (("draft", "warning"), ("applicant", "error"), ("customs", "error")):
        found = [e for e in check(VET, content, by=by, covers=str.isascii) if e.code == "no_glyph"]
        assert [(e.path, e.severity) for e in found] == [
            ("values.consignor", severity), ("goods_lines.1.goods_name_zh", severity)
        ]  # fmt: skip
        assert found[0].params == {
            "character": "鱼", "number": "U+9C7C", "name": "CJK UNIFIED IDEOGRAPH-9C7C", "line": 1, "column": 1
        }  # fmt: skip


@each_format
def test_every_column_refuses_what_is_too_long(fmt: Format) -> None:
    for column in fmt.columns:
        row = {column.key: "9" * (column.max_length + 1)}
        found = check(fmt, Content(rows={column.group: [{}, row]}), by="draft")
        assert (f"{column.group}.1.{column.key}", "too_long") in {(e.path, e.code) for e in found}


@each_format
def test_unknown_keys_and_groups_are_refused(fmt: Format) -> None:
    content = Content(
        values={"nonsense": "x"}, rows={"nonsense": [{"a": "b"}], "goods_lines": [{"nonsense": "x"}]},
        statements=frozenset({"nonsense"}),
    )  # fmt: skip
    found = codes(check(fmt, content, by="draft"))
    assert found["values.nonsense"] == "unknown_field"
    assert found["nonsense"] == "unknown_group"
    assert found["statements.nonsense"] == "unknown_statement"
    expected = "goods_lines.0.nonsense" if group_columns(fmt, "goods_lines") else "goods_lines"
    assert found[expected] in ("unknown_field", "unknown_group")


@each_format
def test_what_the_system_sets_cannot_be_entered(fmt: Format) -> None:
    for field in fmt.fields:
        if field.entered_by == "system":
            found = check(fmt, Content(values={field.key: "x"}), by="draft")
            assert codes(found) == {f"values.{field.key}": "set_by_system"}


BAD = [
    ("c3-1", "date_of_despatch", "2021-02-30", "not_a_date"),
    ("c3-1", "date_of_despatch", "2021-3-1", "not_a_date"),
    ("c4-1", "country_of_destination", "QQQ", "not_a_country"),
    ("c4-1", "country_of_destination", "JP", "not_a_country"),
    ("3-2", "intended_goods_density", "heavy", "not_a_number"),
    ("3-2", "intended_goods_state", "plasma", "not_an_option"),
    ("3-2", "transport_mode", "X", "not_in_list"),
    ("c1-1", "certificate_subtitle", "quality,beauty", "not_an_option"),
    ("5-3", "consignor", "a\x1bb", "control_character"),
]


@pytest.mark.parametrize(("code", "key", "text", "fault"), BAD)
def test_a_value_of_another_kind_is_refused(code: str, key: str, text: str, fault: str) -> None:
    found = check(CATALOGUE.formats[code], Content(values={key: text}), by="draft", names=NAMES)
    assert codes(found) == {f"values.{key}": fault}


def test_several_subtitles_may_be_chosen() -> None:
    fmt = CATALOGUE.formats["c1-1"]
    content = Content(values={"certificate_subtitle": "weight,quantity"})
    assert check(fmt, content, by="draft", names=NAMES) == []
    assert printed_lines(fmt, "certificate_subtitle", content, names=NAMES) == ["重量/数量 WEIGHT/QUANTITY"]


def test_the_un_number_is_required_for_dangerous_goods_only() -> None:
    fmt = CATALOGUE.formats["3-2"]
    for goods_class, expected in (("dangerous", True), ("general", False)):
        content = Content(values={"intended_goods_class": goods_class})
        assert ("values.un_no" in codes(check(fmt, content, by="applicant"))) is expected


@pytest.mark.parametrize(("number", "corrected"), [("CSQU3054380", "CSQU3054383"), ("CSQU-305438", None)])
def test_a_strange_container_number_is_a_warning(number: str, corrected: str | None) -> None:
    (warning,) = check(VET, Content(rows={"containers": [{"container_no": number}]}), by="draft")
    assert warning.severity == "warning"
    assert warning.params.get("corrected") == corrected


def test_bulk_goods_need_no_number_of_packages() -> None:
    line = {key: text for key, text in SAMPLE_LINE.items() if key != "package_count"}
    bulk = replace(SAMPLE, rows={"goods_lines": [{**line, "package_type": "散装 IN BULK"}]})
    assert check(VET, bulk, by="applicant", names=NAMES) == []
    assert printed_lines(VET, "number_and_type_of_packages", bulk, names=NAMES) == ["散装 IN BULK"]


def test_a_treatment_is_required_on_the_fumigation_certificate_and_five_are_the_most() -> None:
    fmt = CATALOGUE.formats["c7-1"]
    treatment = {"treatment_method": "熏蒸"}
    few = replace(complete(fmt), rows={**complete(fmt).rows, "treatments": [{}]})
    many = replace(complete(fmt), rows={**complete(fmt).rows, "treatments": [treatment] * 6})
    assert codes(check(fmt, few, by="applicant", names=NAMES)) == {"treatments": "too_few_rows"}
    assert codes(check(fmt, many, by="draft", names=NAMES)) == {"treatments": "too_many_rows"}


def test_the_blank_form_needs_only_what_it_prints() -> None:
    fmt = CATALOGUE.formats["general"]
    values = {"certificate_title": "加工证明 PROCESSING CERTIFICATE", "attestation": "示例 EXAMPLE"}
    assert codes(check(fmt, Content(values=values), by="applicant"))["values.consignor"] == "required"
    assert check(fmt, Content(values=values, hidden=True), by="applicant") == []


def test_only_one_certifying_statement_is_chosen() -> None:
    both = frozenset({"certifying_statement_cn_form", "certifying_statement_ippc_model"})
    assert codes(check(CATALOGUE.formats["c5-1"], Content(statements=both), by="draft")) == {
        "statements": "only_one_of"
    }


def test_a_line_made_of_several_columns_may_not_be_longer_than_its_box() -> None:
    fmt = CATALOGUE.formats["c4-1"]
    row = {"goods_name_zh": "马" * 150, "goods_name_en": "H" * 90}
    found = check(fmt, Content(rows={"goods_lines": [row]}), by="draft")
    assert codes(found) == {"goods_lines.0.goods_name_zh": "line_too_long"}


@each_format
def test_contents_of_another_format_are_trimmed_to_what_this_one_knows(fmt: Format) -> None:
    for other in FORMATS:
        found = check(fmt, trimmed(fmt, complete(other)), by="draft", names=NAMES)
        assert not [e for e in found if e.code.startswith("unknown")]
    assert trimmed(fmt, complete(fmt)) == complete(fmt)


@given(st.sampled_from(sorted(KINDS)), st.text())
def test_normalising_twice_changes_nothing(kind: str, text: str) -> None:
    once = normalised(kind, text)
    assert normalised(kind, once) == once


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("decimal", "３６,０００.5", "36000.5"), ("date", "2021/3/1", "2021-03-01"),
        ("date", "2021年3月1日", "2021-03-01"),
        ("text", " a ", "a"), ("textarea", "a\r\nb\r", "a\nb"), ("decimal", "1,2", "1,2"),
    ],
)  # fmt: skip
def test_what_is_typed_is_stored_in_one_form(kind: str, typed: str, stored: str) -> None:
    assert normalised(kind, typed) == stored


@given(st.dictionaries(st.text(), st.text()), st.lists(st.dictionaries(st.text(), st.text()), max_size=3))
def test_any_content_is_answered_with_errors_never_with_a_crash(values: dict[str, str], rows: list[Row]) -> None:
    content = Content(values=values, rows={"goods_lines": rows, "containers": rows})
    for fmt in (VET, CATALOGUE.formats["5-3"]):
        check(fmt, content, by="customs", names=NAMES)
        for field in fmt.fields:
            printed_lines(fmt, field.key, content, names=NAMES)


def told(fmt: Format, content: Content, by: By = "draft") -> list[tuple[str, str, dict[str, object]]]:
    """Check contents of a small form and tell path, code and parameters in order."""
    return [(one.path, one.code, dict(one.params)) for one in check(fmt, content, by=by)]


SMALL = form(
    box("consignor", required=True, max_length=5),
    box("officer", required=True, entered_by="customs"),
    box("signed_on", entered_by="system"),
    box("un_no", required_if=SimpleNamespace(field="goods_class", equals="dangerous")),
    box("goods_class"),
    box("inspected", required=True),
    goods_box("names", "lines", "zh", "en", required=True, max_length=6),
    goods_box("packages", "packages", "package_count", "package_type", required=True),
    box("lot", repeats="goods_line", max_length=1),
    box("seal", repeats="container", required=True, source=source("comma", "containers[].seal_no")),
    columns=(
        shapes.column("goods_lines", "zh", max_length=4), shapes.column("goods_lines", "en", max_length=4),
        shapes.column("goods_lines", "package_count", "decimal", decimals=0),
        shapes.column("goods_lines", "package_type"),
        shapes.column("goods_lines", "lot"),
        shapes.column("containers", "seal_no"), shapes.column("containers", "container_no"),
        shapes.column("treatments", "method", required=True),
        shapes.column("treatments", "approved", required=True, entered_by="customs"),
        shapes.column("treatments", "stamp", entered_by="system"),
    ),
    tables=(table("treated", "treatment", min_rows=1, max_rows=2),),
    statements=(
        statement("always"), statement("clause", optional=True), statement("cn", default=True),
        statement("ippc", default=False),
    ),
    hideable=frozenset({"inspected", "seal"}),
)  # fmt: skip
LINE = {"zh": "鱼", "package_count": "1", "package_type": "箱"}
FULL = Content(
    values={"consignor": "HAIAN", "inspected": "YES"},
    rows={"goods_lines": [LINE], "containers": [{"seal_no": "CN1"}], "treatments": [{"method": "HEAT"}]},
)


def test_an_applicant_s_document_is_complete_without_customs_entries() -> None:
    assert told(SMALL, FULL, "applicant") == []
    assert told(SMALL, FULL, "customs") == [
        ("values.officer", "required", {}), ("treatments.0.approved", "required", {}),
    ]  # fmt: skip


def test_every_missing_part_is_told_in_the_order_of_the_form() -> None:
    assert told(SMALL, Content(), "applicant") == [
        ("values.consignor", "required", {}),
        ("values.inspected", "required", {}),
        ("goods_lines", "too_few_rows", {"min_rows": 1, "rows": 0}),
        ("containers", "too_few_rows", {"min_rows": 1, "rows": 0}),
        ("treatments", "too_few_rows", {"min_rows": 1, "rows": 0}),
    ]
    assert told(SMALL, Content()) == []


def test_a_block_that_was_left_out_needs_nothing() -> None:
    paths = [path for path, _, _ in told(SMALL, Content(hidden=True), "applicant")]
    assert paths == ["values.consignor", "goods_lines", "treatments"]


def test_a_box_may_be_required_by_what_stands_in_another_one() -> None:
    dangerous = replace(FULL, values={**FULL.values, "goods_class": "dangerous"})
    assert told(SMALL, dangerous, "applicant") == [("values.un_no", "required", {})]
    assert told(SMALL, replace(FULL, values={**FULL.values, "goods_class": "general"}), "applicant") == []


def test_values_that_nobody_may_enter_are_told() -> None:
    content = Content(values={"brand": "", "signed_on": "x", "names": "x", "consignor": "TOO LONG"})
    assert told(SMALL, content) == [
        ("values.brand", "unknown_field", {}), ("values.names", "unknown_field", {}),
        ("values.consignor", "too_long", {"max_length": 5, "length": 8}), ("values.signed_on", "set_by_system", {}),
    ]  # fmt: skip


def test_a_row_says_which_columns_its_required_boxes_miss() -> None:
    rows = [
        {"package_count": "1"},
        {},
        {"en": "FISH", "package_type": "散装 IN BULK"},
        {"zh": "鱼", "package_type": " "},
    ]
    found = told(SMALL, replace(FULL, rows={**FULL.rows, "goods_lines": rows}), "applicant")
    assert found == [
        ("goods_lines.0.zh", "required", {"box": "names"}),
        ("goods_lines.0.package_type", "required", {"box": "packages"}),
        ("goods_lines.3.package_count", "required", {"box": "packages"}),
        ("goods_lines.3.package_type", "required", {"box": "packages"}),
    ]


def test_several_columns_share_a_line_no_longer_than_their_box() -> None:
    assert told(SMALL, Content(rows={"goods_lines": [{"zh": "鱼鱼鱼", "en": "AB"}]})) == []
    assert told(SMALL, Content(rows={"goods_lines": [{"zh": "鱼鱼鱼", "en": "ABC"}]})) == [
        ("goods_lines.0.zh", "line_too_long", {"box": "names", "max_length": 6, "length": 7})
    ]
    assert told(SMALL, Content(rows={"goods_lines": [{"lot": "LONG"}]})) == []


def test_a_table_has_its_fewest_and_its_most_rows_and_blank_ones_do_not_count() -> None:
    row = {"method": "HEAT"}
    assert told(SMALL, Content(rows={"treatments": [row, {"method": " "}, row]})) == []
    assert told(SMALL, Content(rows={"treatments": [row] * 3})) == [
        ("treatments", "too_many_rows", {"max_rows": 2, "rows": 3})
    ]
    assert told(SMALL, replace(FULL, rows={**FULL.rows, "treatments": [{}]}), "applicant") == [
        ("treatments", "too_few_rows", {"min_rows": 1, "rows": 0})
    ]


def test_a_document_has_at_most_five_hundred_goods_lines() -> None:
    assert told(SMALL, Content(rows={"goods_lines": [LINE] * 500})) == []
    assert told(SMALL, Content(rows={"goods_lines": [LINE] * 501})) == [
        ("goods_lines", "too_many_rows", {"max_rows": 500, "rows": 501})
    ]


def test_cells_that_nobody_may_enter_are_told() -> None:
    content = Content(
        rows={"treatments": [{"colour": "RED", "stamp": "x", "method": "y", "smell": " "}], "notes": [{}]}
    )
    assert told(SMALL, content) == [
        ("treatments.0.colour", "unknown_field", {}), ("treatments.0.stamp", "set_by_system", {}),
    ]  # fmt: skip
    assert told(SMALL, Content(rows={"notes": [{}, {"a": "b"}]})) == [("notes", "unknown_group", {})]


def test_a_needed_column_of_a_table_is_told_in_each_row_that_says_something() -> None:
    rows = {**FULL.rows, "treatments": [{"approved": "x"}, {"method": "HEAT"}]}
    assert told(SMALL, replace(FULL, rows=rows), "applicant") == [("treatments.0.method", "required", {})]


def test_a_count_of_packages_has_no_decimals() -> None:
    assert told(SMALL, Content(rows={"goods_lines": [{"package_count": "1.5"}]})) == [
        ("goods_lines.0.package_count", "too_many_decimals", {"decimals": 0})
    ]


@pytest.mark.parametrize(
    ("number", "warnings"),
    [
        ("csqu 3054383", []),
        ("CSQU3054380", [("wrong_check_digit", {"value": "CSQU3054380", "corrected": "CSQU3054383"})]),
        ("0009", [("not_iso_6346", {"value": "0009"})]),
    ],
)
def test_a_container_number_is_checked_by_its_digit(number: str, warnings: list[tuple[str, dict[str, object]]]) -> None:
    found = check(SMALL, Content(rows={"containers": [{"container_no": number, "seal_no": "0009"}]}), by="draft")
    assert [(one.code, one.params) for one in found] == warnings
    assert {(one.path, one.severity) for one in found} <= {("containers.0.container_no", "warning")}
    assert errors_only(found) == []


def test_fixed_texts_are_chosen_among_those_that_can_be() -> None:
    assert told(SMALL, Content(statements=frozenset({"clause", "cn"}))) == []
    assert told(SMALL, Content(statements=frozenset({"always", "cn", "ippc", "old"}))) == [
        ("statements.always", "unknown_statement", {}), ("statements.old", "unknown_statement", {}),
        ("statements", "only_one_of", {"keys": ["cn", "ippc"]}),
    ]  # fmt: skip


def test_contents_are_trimmed_to_the_form() -> None:
    content = Content(
        values={"consignor": "A", "officer": "B", "signed_on": "C", "names": "D", "brand": "E"},
        rows={"goods_lines": [{"zh": "鱼", "seal_no": "X"}, {"colour": "RED"}], "notes": [{"a": "b"}]},
        statements=frozenset({"always", "clause", "ippc", "old"}),
        hidden=True,
    )
    assert trimmed(SMALL, content) == Content(
        values={"consignor": "A", "officer": "B"}, rows={"goods_lines": [{"zh": "鱼"}, {}]},
        statements=frozenset({"clause", "ippc"}), hidden=True,
    )  # fmt: skip


def test_an_enum_of_several_options_is_not_measured_by_its_length() -> None:
    options = (option("quality", "品质", "Quality"), option("weight", "重量", "Weight"))
    several = form(box("subtitle", "enum", options=options, multiple=True, max_length=3))
    assert told(several, Content(values={"subtitle": "quality,weight"})) == []


def test_an_error_refuses_unless_it_is_a_warning() -> None:
    assert (FieldError("a", "b").params, FieldError("a", "b").severity) == ({}, "error")


def test_a_blank_row_is_one_where_nothing_stands() -> None:
    assert is_blank({"a": " ", "b": ""})
    assert is_blank({})
    assert not is_blank({"a": " ", "b": "x"})


def test_customs_approves_only_what_the_applicant_completed() -> None:
    paths = [path for path, _, _ in told(SMALL, Content(), "customs")]
    assert paths[:3] == ["values.consignor", "values.officer", "values.inspected"]


def test_an_empty_cell_fills_no_box_and_is_no_unknown_one() -> None:
    rows = {**FULL.rows, "goods_lines": [{**LINE, "package_count": "", "colour": ""}]}
    assert told(SMALL, replace(FULL, rows=rows), "applicant") == [
        ("goods_lines.0.package_count", "required", {"box": "packages"})
    ]


def test_a_required_box_of_rows_without_a_source_needs_its_own_column() -> None:
    own = form(box("lot", repeats="goods_line", required=True), columns=(shapes.column("goods_lines", "lot"),))
    assert told(own, Content(rows={"goods_lines": [{"lot": "L1"}]}), "applicant") == []
    assert told(own, Content(rows={"goods_lines": [{"lot": " ", "brand": "x"}]}), "applicant")[-1] == (
        "goods_lines.0.lot", "required", {"box": "lot"},
    )  # fmt: skip


def test_only_boxes_of_the_same_rows_that_join_columns_are_measured_by_their_line() -> None:
    joined = form(
        goods_box("names", "lines", "zh", "en", max_length=3),
        goods_box("name", "lines", "zh", max_length=2),
        columns=tuple(shapes.column(group, key) for group in ("goods_lines", "treatments") for key in ("zh", "en")),
    )
    assert told(joined, Content(rows={"treatments": [{"zh": "鱼鱼鱼", "en": "ABC"}]})) == []
    assert told(joined, Content(rows={"goods_lines": [{"zh": "鱼鱼鱼"}]})) == []
