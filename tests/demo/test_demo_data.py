"""The demo data keep the rules of the trade: keys, lengths, codes, numbers that check, and references that resolve."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from tests.demo.rules import (
    CATALOGUE,
    CREDIT_CHARACTERS,
    KEYS,
    Data,
    codes,
    complaints,
    container_check_digit,
    credit_check_character,
    organisation_check_character,
    read,
)

DEMO = CATALOGUE.parent / "demo"

TYPES_IN_SCOPE = {"14", "18", "16", "15", "11", "19", "99", "20", "17", "P1", "P2"}
ROLES = {"system_administrator", "enterprise_administrator", "clerk", "reviewer", "overseas"}
#: Container numbers that are wrong on purpose: the manual's own sample, and one with a false check digit.
NOT_STANDARD = {"0009", "TCLU0009124"}


def declarations() -> list[Data]:
    return [one for path in sorted((DEMO / "declarations").glob("*.yaml")) for one in read(path)["declarations"]]


def organisations() -> dict[str, Data]:
    return {one["key"]: one for one in read(DEMO / "organisations.yaml")["organisations"]}


PACKAGING = read(DEMO / "packaging_applications.yaml")["packaging_applications"]
ATTESTATIONS = read(DEMO / "attestations.yaml")["attestations"]
DECLARATIONS = declarations()
FORMATS = {one["code"]: one for one in map(read, sorted((CATALOGUE / "formats").glob("*.yaml")))}


def number(declaration: Data) -> str:
    return str(declaration["header"]["inspection_no"])


each_declaration = pytest.mark.parametrize("declaration", DECLARATIONS, ids=number)
each_attestation = pytest.mark.parametrize(
    "attestation", ATTESTATIONS, ids=lambda a: f"{a['format']}-{next(iter(a['source'].values()))}"
)


def test_the_check_digits_are_computed_as_in_the_published_examples() -> None:
    assert container_check_digit("CSQU305438") == 3
    assert organisation_check_character("D2143569") == "X"
    assert credit_check_character("91350100M000100Y4") == "3"


@each_declaration
def test_a_declaration_has_the_keys_lengths_and_codes_of_the_form(declaration: Data) -> None:
    header = declaration["header"]
    assert complaints(header, "header") == []
    for line in declaration["goods_lines"]:
        assert complaints(line, "goods_line") == []
    for box in declaration.get("containers", []):
        assert complaints(box, "container") == []
    for document in header["attached_documents"]:
        assert complaints(document, "attached_document") == []


@each_declaration
def test_a_declaration_belongs_to_an_exporter_and_names_it(declaration: Data) -> None:
    exporter = organisations()[declaration["enterprise"]]
    header = declaration["header"]
    assert exporter["inspection_registration_no"] == header["applicant_ciq_no"]
    assert exporter["credit_code"] == header["consignor_code"]
    assert exporter["name"] == header["applicant_name"] == header["consignor_name_zh"]


@each_declaration
def test_companies_carry_the_mark_of_an_example(declaration: Data) -> None:
    names = [
        declaration["header"].get(key, "") for key in ("consignor_name_en", "consignee_name_en", "consignee_name_zh")
    ]
    names += [line.get("manufacturer_name", "") for line in declaration["goods_lines"]]
    assert [name for name in names if name and not re.search(r"\(EXAMPLE\)|（示例）", name)] == []


@each_declaration
def test_goods_lines_are_numbered_and_containers_refer_to_them(declaration: Data) -> None:
    lines = [line["line_no"] for line in declaration["goods_lines"]]
    assert lines == list(range(1, len(lines) + 1))
    for box in declaration.get("containers", []):
        assert {int(n) for n in box.get("goods_line_nos", "").split(",") if n} <= set(lines)


@each_declaration
def test_values_and_weights_of_a_goods_line_add_up(declaration: Data) -> None:
    for line in declaration["goods_lines"]:
        assert Decimal(line["gross_weight"]) >= Decimal(line["weight"])
        assert Decimal(line["value"]) == pytest.approx(Decimal(line["quantity"]) * Decimal(line["unit_price"]), abs=1)
        assert line["package_count"] > 0


@each_declaration
def test_a_declaration_is_made_before_despatch_and_asks_for_certificates_in_scope(declaration: Data) -> None:
    header = declaration["header"]
    assert header["declaration_date"][:10] <= header["despatch_date"]
    for request in header["requested_certificates"]:
        assert set(request) == {"type_code", "originals", "copies"}
        assert request["type_code"] in TYPES_IN_SCOPE
        assert request["originals"] >= 1
        assert request["copies"] >= 0


def test_numbers_are_unique_and_have_fifteen_characters() -> None:
    numbers = [number(one) for one in DECLARATIONS] + [one["application_no"] for one in PACKAGING]
    assert len(numbers) == len(set(numbers))
    assert [n for n in numbers if not re.fullmatch("[0-9A-Z]{15}", n)] == []


def test_container_numbers_keep_iso_6346_but_for_two_on_purpose() -> None:
    boxes = [box["container_no"] for one in DECLARATIONS for box in one.get("containers", [])]
    assert len(boxes) == len(set(boxes))
    failing = {
        box
        for box in boxes
        if not re.fullmatch(r"[A-Z]{3}U\d{7}", box) or container_check_digit(box[:10]) != int(box[10])
    }
    assert failing == NOT_STANDARD


def test_the_data_are_rich_enough_to_show_the_product() -> None:
    lines = [len(one["goods_lines"]) for one in DECLARATIONS]
    assert len(DECLARATIONS) >= 36
    assert {12, 45} <= set(lines)
    assert {one["enterprise"] for one in DECLARATIONS} == {"haian", "beifang"}
    assert {one["header"]["declaring_customs"] for one in DECLARATIONS} == {"0901", "0903", "0908", "0960"}
    assert any(one["header"]["marks_and_numbers"] == "N/M" for one in DECLARATIONS)
    assert any(not one["header"]["consignor_name_en"] for one in DECLARATIONS)
    assert any(len(one.get("containers", [])) > 1 for one in DECLARATIONS)


def test_every_goods_type_is_asked_for_somewhere() -> None:
    asked = {request["type_code"] for one in DECLARATIONS for request in one["header"]["requested_certificates"]}
    assert asked == TYPES_IN_SCOPE - {"P1", "P2"}


@pytest.mark.parametrize("organisation", organisations().values(), ids=lambda one: one["key"])
def test_an_organisation_has_a_parent_and_numbers_that_check(organisation: Data) -> None:
    assert organisation["kind"] in {"platform", "enterprise", "customs"}
    assert organisation["key"] == "platform" or organisation["parent"] in organisations()
    if code := organisation.get("credit_code"):
        assert re.fullmatch(f"91[0-9]{{6}}[{CREDIT_CHARACTERS}]{{10}}", code)
        assert code[16] == organisation_check_character(code[8:16])
        assert code[17] == credit_check_character(code[:17])
    if registration := organisation.get("inspection_registration_no"):
        assert re.fullmatch("[0-9]{10}", registration)
    if office := organisation.get("customs_code"):
        assert office in codes("customs")


def test_users_belong_somewhere_and_hold_a_role() -> None:
    data = read(DEMO / "organisations.yaml")
    users = {user["login"]: user for user in data["users"]}
    assert len(users) == len(data["users"])
    assert {user["role"] for user in users.values()} == ROLES
    for user in users.values():
        assert user["email"].endswith("@example.invalid")
        assert "示例" in user["first_name"] or "EXAMPLE" in user["last_name"]
        assert user["organisation"] in organisations() if "organisation" in user else user["opened_by"] in users


def test_the_administrator_of_a_registered_enterprise_can_open_clerks() -> None:
    """Nobody gives rights that he does not hold, so he is clerk too, as every first registered user is."""
    users = read(DEMO / "organisations.yaml")["users"]
    heads = [user for user in users if user["role"] == "enterprise_administrator"]
    registered = [user for user in heads if organisations()[user["organisation"]]["inspection_registration_no"]]
    assert registered
    assert all("clerk" in user.get("also", ()) for user in registered)


def test_one_enterprise_has_no_inspection_registration() -> None:
    without = [
        one["key"]
        for one in organisations().values()
        if one["kind"] == "enterprise" and not one["inspection_registration_no"]
    ]
    assert without == ["xiaogang"]


@pytest.mark.parametrize("application", PACKAGING, ids=lambda one: one["application_no"])
def test_a_packaging_application_has_every_key_and_its_references(application: Data) -> None:
    entries = {key: value for key, value in application.items() if key not in {"enterprise", "type_code"}}
    entries.setdefault("inspection_no", "")  # a performance result comes before any declaration
    assert set(entries) == {key["key"] for key in KEYS["packaging_application"]}
    assert complaints(entries, "packaging_application") == []
    assert application["enterprise"] in organisations()
    assert application["declaring_customs"] in codes("customs")
    assert entries["production_from"] <= entries["production_to"]
    assert bool(entries["un_no"]) == (entries["goods_class"] == "dangerous")


@pytest.mark.parametrize(
    "application", [a for a in PACKAGING if a["type_code"] == "P2"], ids=lambda a: a["application_no"]
)
def test_a_use_appraisal_rests_on_a_performance_result_and_a_declaration(application: Data) -> None:
    performance = {one["application_no"] + "001": one for one in PACKAGING if one["type_code"] == "P1"}
    result = performance[application["performance_result_no"]]
    line = {number(one): one for one in DECLARATIONS}[application["inspection_no"]]["goods_lines"][0]
    assert line["un_no"] == application["un_no"] == result["un_no"]
    assert line["package_count"] == application["quantity"] <= result["quantity"]
    assert line["dangerous_pack_spec"] in application["container_name_and_spec"]


def test_packaging_results_named_by_declarations_exist() -> None:
    results = {one["application_no"] + "001" for one in PACKAGING if one["type_code"] == "P1"}
    named = {one["header"]["packaging_result_no"] for one in DECLARATIONS if one["header"].get("packaging_result_no")}
    assert named
    assert named <= results


def test_every_format_has_a_draft() -> None:
    assert {one["type_code"] for one in ATTESTATIONS} == TYPES_IN_SCOPE
    assert {one["format"] for one in ATTESTATIONS} == set(FORMATS)


@each_attestation
def test_a_draft_suits_its_source(attestation: Data) -> None:
    (key, value) = next(iter(attestation["source"].items()))
    if key == "application_no":
        application = next(one for one in PACKAGING if one["application_no"] == value)
        assert application["type_code"] == attestation["type_code"]
        office = application["declaring_customs"]
    else:
        declaration = next(one for one in DECLARATIONS if number(one) == value)
        asked = [request["type_code"] for request in declaration["header"]["requested_certificates"]]
        assert attestation["type_code"] in asked
        office = declaration["header"]["declaring_customs"]
    assert attestation["type_code"] in FORMATS[attestation["format"]]["type_codes"]
    assert f"customs_{office}" in {user.get("organisation") for user in read(DEMO / "organisations.yaml")["users"]}


@each_attestation
@pytest.mark.parametrize("side", ["applicant", "customs"])
def test_a_side_fills_only_its_own_fields_within_their_lengths(attestation: Data, side: str) -> None:
    fields = {one["key"]: one for one in FORMATS[attestation["format"]]["fields"]}
    for key, value in attestation.get(side, {}).get("values", {}).items():
        assert fields[key].get("entered_by", "applicant") == side
        assert len(value) <= fields[key]["max_length"]
        if fields[key]["kind"] == "date":
            date.fromisoformat(value)
        if fields[key]["kind"] == "enum":
            assert value in {option["value"] for option in fields[key]["options"]}


@each_attestation
def test_a_draft_fills_every_required_field_that_nothing_else_fills(attestation: Data) -> None:
    given = {key for side in ("applicant", "customs") for key in attestation.get(side, {}).get("values", {})}
    needed = {
        one["key"]
        for one in FORMATS[attestation["format"]]["fields"]
        if one.get("required") and one.get("repeats", "none") == "none" and one.get("entered_by") != "system"
        and ("source" not in one or one.get("entered_by") == "customs")
    }  # fmt: skip
    assert needed - given == set()


def test_notices_are_in_force_for_a_time_and_address_known_roles() -> None:
    notices = read(DEMO / "notices.yaml")["notices"]
    assert len(notices) == 3
    for notice in notices:
        assert date.fromisoformat(notice["valid_from"]) <= date.fromisoformat(notice["valid_to"])
        assert set(notice["roles"]) <= ROLES
        assert notice["title"]
        assert notice["text"]
