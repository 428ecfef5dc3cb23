"""A form has the facts of every other format: fields with conditions, choices, tables, languages."""

from __future__ import annotations

from app.catalogue.schema import Format
from tests.factories.paper_forms import form, small, with_blocks


def test_fields_have_the_facts_of_old_fields() -> None:
    fmt = form("eaeu-fish")
    exporter = fmt.field("exporter")
    assert (exporter.kind, exporter.required, exporter.max_length) == ("textarea", True, 1000)
    assert exporter.source is not None
    assert exporter.source.rule == "party"
    assert (exporter.zh, exporter.en) == ("发货人名称及地址", "Name and address of consignor")
    assert exporter.words["ru"].startswith("1.1")
    assert fmt.field("date_of_issue").entered_by == "customs"
    kind = fmt.field("kind")
    wild = kind.options[0]
    assert (wild.value, wild.zh, wild.words["ru"]) == ("wild", "捕捞", "выловленная")


def test_an_english_form_shows_english_words_where_it_has_no_chinese() -> None:
    fmt = form("eu-fish-crust-hc")
    assert fmt.languages == ("en",)
    assert fmt.field("i13").zh == "I.13 Place of loading"
    assert fmt.title_zh == "输欧盟水产品动物卫生/官方证书"


def test_a_field_is_there_while_one_of_its_places_is() -> None:
    fmt = form("eu-fish-crust-hc")
    assert fmt.field("farm_no").conditions == ({"listed": ("any",), "origin": ("farm",)},)
    assert fmt.field("i01").conditions == ()
    two = with_blocks({"rows": [["due_on"]], "when": {"way": "sea"}}, {"rows": [["due_on"]], "when": {"way": "air"}})
    two["layout"]["blocks"][2]["rows"] = [["owner"], ["sent_on"]]
    assert Format.model_validate(two).field("due_on").conditions == ({"way": ("sea",)}, {"way": ("air",)})


def test_a_choice_that_decides_about_its_own_place_is_always_asked() -> None:
    made = small()
    made["layout"]["blocks"][1]["when"] = {"way": "any"}
    assert Format.model_validate(made).field("way").conditions == ()


def test_rows_are_tables_with_their_own_group() -> None:
    made = small()
    made["layout"]["blocks"][2]["when"] = {"way": "air"}
    table = Format.model_validate(made).tables[0]
    assert (table.group, table.max_rows, table.conditions) == ("animals", 200, ({"way": ("air",)},))
    assert [(c.group, c.key) for c in form("ippc-export").columns][:2] == [
        ("treatments", "date"),
        ("treatments", "treatment"),
    ]


def test_a_block_that_may_be_left_out_is_told_with_its_fields() -> None:
    made = with_blocks({"rows": [["sent_on", {"stack": [["due_on"]]}]], "hide": "chosen"})
    assert Format.model_validate(made).optional_block_fields() == {"sent_on", "due_on"}
