"""Printed lines of a box: values, options, countries, rows, totals, fixed texts; with examples from the trade."""

from __future__ import annotations

import pytest

from app.domain.document import printed
from app.domain.document.content import Content
from app.domain.document.row_rules import Style
from tests.factories.shapes import Names, box, form, goods_box, option, source, statement

STATES = (option("liquid", "液体", "Liquid"), option("solid", "固体", "Solid"))
FORM = form(
    box("remark", empty_text="*****"),
    box("batch"),
    box("despatch", "date"),
    box("inspected", "date_or_text"),
    box("weight", "quantity"),
    box("density", "decimal"),
    box("state", "enum", options=STATES, multiple=True),
    box("country", "country"),
    box("package", "code", code_list="packages"),
    box("loose_code", "code"),
    goods_box("weights", "amounts", "weight", "weight_unit"),
    goods_box("names", "lines", "zh", "en"),
    goods_box("party", "party", "zh"),
    box("lot", repeats="goods_line"),
    box("treated_on", "date", repeats="treatment"),
    box("result", repeats="test_item"),
    box("written_off", "quantity", repeats="write_off"),
    box("seal", repeats="container", source=source("comma", "containers[].seal_no")),
)
GOODS = [{"weight": "9600", "weight_unit": "kg", "zh": "鱼", "en": "FISH"}, {"weight": " 400 ", "weight_unit": "kg"}]


def lines(key: str, content: Content, **given: str) -> list[str]:
    return printed.printed_lines(FORM, key, content, names=Names(), **given)


def value(key: str, text: str) -> list[str]:
    return lines(key, Content(values={key: text}))


@pytest.mark.parametrize(
    ("key", "text", "found"),
    [
        ("remark", "", ["*****"]),
        ("remark", " A\nB ", ["A", "B"]),
        ("batch", " ", []),
        ("despatch", "2026-11-28", ["28 Nov. 2026"]),
        ("inspected", "2026-11-28", ["28 Nov. 2026"]),
        ("inspected", "SUMMER", ["SUMMER"]),
        ("weight", "30 kg", ["~ 30 kg"]),
        ("density", "36000.5", ["36,000.5"]),
        ("state", "liquid", ["液体 LIQUID"]),
        ("state", "solid, liquid", ["液体/固体 LIQUID/SOLID"]),
        ("state", "plasma", ["plasma PLASMA"]),
        ("state", "", []),
        ("country", "JPN", ["日本 JAPAN"]),
        ("country", "QQQ", ["QQQ"]),
        ("package", "22", ["纸箱 CARTONS"]),
        ("package", "99", ["99"]),
        ("loose_code", "22", ["22"]),
    ],
)
def test_a_value_is_printed_by_its_kind(key: str, text: str, found: list[str]) -> None:
    assert value(key, text) == found


def test_a_box_that_nobody_filled_in_prints_its_mark_of_emptiness_or_nothing() -> None:
    assert lines("remark", Content()) == ["*****"]
    assert lines("batch", Content()) == []
    assert printed.value_lines(box("batch"), " ", Style(names=Names(), bilingual=True)) == []


def test_a_chinese_slip_prints_the_chinese_names_and_its_own_filler() -> None:
    slip = form(*FORM.fields, bilingual=False)
    content = Content(values={"country": "JPN", "weight": "30 kg", "despatch": "2026-11-28", "state": "liquid"})
    found = [
        printed.printed_lines(slip, key, content, names=Names(), filler="约")
        for key in ("country", "weight", "despatch", "state")
    ]
    assert found == [["日本"], ["约30 kg"], ["2026年11月28日"], ["液体"]]


def test_rows_are_printed_by_the_rule_of_their_box() -> None:
    content = Content(rows={"goods_lines": GOODS, "containers": [{"seal_no": "CN1"}, {"seal_no": "CN2"}]})
    assert lines("weights", content) == ["~ 9,600 kg", "~ 400 kg"]
    assert lines("weights", content, filler="") == ["9,600 kg", "400 kg"]
    assert lines("names", content) == ["鱼 FISH"]
    assert lines("seal", content) == ["CN1, CN2"]


def test_a_box_whose_rule_prints_no_rows_prints_nothing() -> None:
    assert lines("party", Content(rows={"goods_lines": GOODS})) == []
    assert printed.row_lines(FORM, "party", GOODS[0], names=Names()) == []


def test_what_a_rule_prints_is_not_written_again_by_the_kind_of_the_box() -> None:
    typed = form(goods_box("quantity", "lines", "quantity", kind="quantity"), box("quantity_2", "quantity"))
    content = Content(rows={"goods_lines": [{"quantity": "9600 kg"}]}, values={"quantity_2": "9600 kg"})
    assert printed.printed_lines(typed, "quantity", content, names=Names()) == ["9600 kg"]
    assert printed.printed_lines(typed, "quantity_2", content, names=Names()) == ["~ 9,600 kg"]


def test_a_box_of_rows_without_a_source_prints_its_own_column_by_its_kind() -> None:
    content = Content(
        rows={
            "goods_lines": [{"lot": "L1"}, {}, {"lot": "L2\nL3"}],
            "treatments": [{"treated_on": "2026-11-28"}],
            "test_items": [{"result": "NOT DETECTED"}],
            "write_offs": [{"written_off": "30 kg"}],
        }
    )
    assert lines("lot", content) == ["L1", "", "L2", "L3"]
    assert lines("treated_on", content) == ["28 Nov. 2026"]
    assert lines("result", content) == ["NOT DETECTED"]
    assert lines("written_off", content) == ["~ 30 kg"]


def test_one_row_of_a_list_of_goods_is_printed_alone() -> None:
    row = {"weight": "9600", "weight_unit": "kg"}
    assert printed.row_lines(FORM, "weights", row, names=Names()) == ["~ 9,600 kg"]
    assert printed.row_lines(FORM, "weights", row, names=Names(), filler="约") == ["约9,600 kg"]


def test_a_cell_of_a_table_is_written_by_its_kind() -> None:
    assert printed.cell_text(FORM, "quantity", " 30 kg ") == "~ 30 kg"
    assert printed.cell_text(FORM, "quantity", "30 kg", filler="约") == "约30 kg"
    assert printed.cell_text(form(bilingual=False), "date", "2026-11-28") == "2026年11月28日"
    assert printed.cell_text(FORM, "text", "30 kg") == "30 kg"


def test_totals_stand_where_the_goods_go_to_a_list() -> None:
    content = Content(rows={"goods_lines": GOODS})
    assert printed.total_lines(FORM, "weights", content, names=Names()) == ["~ 10,000 kg"]
    assert printed.total_lines(FORM, "weights", content, names=Names(), filler="") == ["10,000 kg"]


@pytest.mark.parametrize("key", ["names", "remark"])
def test_a_box_without_a_total_says_so(key: str) -> None:
    assert printed.total_lines(FORM, key, Content(rows={"goods_lines": GOODS}), names=Names()) is None


def test_a_single_value_has_no_total_even_where_its_rule_could_add_up() -> None:
    single = form(box("paid", source=source("money", "goods_lines[].value", "goods_lines[].currency")))
    assert printed.total_lines(single, "paid", Content(), names=Names()) is None


def test_a_box_that_the_form_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        lines("nonsense", Content())


def test_the_columns_of_a_box_are_named_by_its_source_or_by_itself() -> None:
    assert printed.column_keys(goods_box("w", "amounts", "weight", "weight_unit")) == ("weight", "weight_unit")
    assert printed.column_keys(box("lot", repeats="goods_line")) == ("lot",)
    assert printed.column_keys(box("contract", source=source("text", "contract_no"))) == ("contract_no",)


TEXTS = form(
    statements=(
        statement("always", position="footer"),
        statement("clause", position="footer", optional=True, default=True),
        statement("spare", position="footer", optional=True),
        statement("cn_form", default=True),
        statement("ippc_form", default=False),
    )
)


def keys(position: str, *chosen: str) -> list[str]:
    content = Content(statements=frozenset(chosen))
    return [one.key for one in printed.fixed_texts(TEXTS, content, position)]


def test_a_fixed_text_is_always_printed_an_optional_one_when_it_was_chosen() -> None:
    assert keys("footer") == ["always"]
    assert keys("footer", "spare", "clause") == ["always", "clause", "spare"]


def test_one_of_the_alternatives_is_printed_the_usual_one_unless_another_was_chosen() -> None:
    assert keys("body") == ["cn_form"]
    assert keys("body", "ippc_form") == ["ippc_form"]
    assert keys("body", "clause") == ["cn_form"]


def test_a_new_document_has_the_usual_texts_chosen() -> None:
    assert printed.initial_statements(TEXTS) == {"clause", "cn_form"}


def test_options_that_the_form_does_not_offer_stay_as_they_are() -> None:
    field = box("state", "enum", options=STATES)
    assert printed.option_texts(field, "solid,liquid") == ("液体/固体", "Liquid/Solid")
    assert printed.option_texts(field, "plasma") == ("plasma", "plasma")
