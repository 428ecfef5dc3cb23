"""Compare what a document prints with what its declaration would print."""

from __future__ import annotations

import pytest

from app.domain.document import comparing
from app.domain.document.comparing import Place, compare
from app.domain.document.content import Content
from tests.factories.shapes import Names, box, form, goods_box, source

FORM = form(
    box("consignor"),
    box("despatch", "date"),
    goods_box("weights", "amounts", "weight", "weight_unit"),
    box("seal", repeats="container", source=source("comma", "containers[].seal_no")),
    box("officer", entered_by="customs"),
)
LINE = {"weight": "9600", "weight_unit": "kg"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("~ 36,000.50 kg", "36000.5 kg"),
        ("　ＫＧ　 x\ny", "KG x y"),
        ("1,234 t, 12.0", "1234 t, 12"),
        ("A1000.50", "A1000.50"),
        ("V.118E 007", "V.118E 7"),
        ("30.0kg", "30.0kg"),
    ],
)
def test_the_way_numbers_are_written_does_not_count(text: str, plain: str) -> None:
    assert comparing.canonical(text) == plain


def test_the_same_said_in_two_ways_is_the_same() -> None:
    assert comparing.is_same("~ 12,000 kg", "12000.0 kg")
    assert not comparing.is_same("12,000 kg", "1,200 kg")


@pytest.mark.parametrize(
    ("text", "other", "found"),
    [
        ("9,600 kg", "4,800 kg", [("9,600", True), (" kg", False)]),
        ("~ 9,600.0 kg", "~ 9600 kg", [("~ 9,600.0 kg", False)]),
        ("HAIAN LTD", "HAIAN", [("HAIAN", False), (" LTD", True)]),
        ("A B", "AB", [("A B", True)]),
        ("HAIAN", "HAIAN LTD", [("HAIAN", False)]),
        ("A  ", "A", [("A", False), ("  ", False)]),
        ("", "A", []),
    ],
)
def test_a_text_is_cut_into_what_the_other_says_too_and_what_not(
    text: str, other: str, found: list[tuple[str, bool]]
) -> None:
    assert comparing.pieces(text, other) == found


def test_boxes_are_the_same_different_or_not_declared_and_customs_own_are_left_out() -> None:
    current = Content(
        values={"consignor": "HAIAN LTD", "despatch": "2026-11-28"},
        rows={"goods_lines": [LINE], "containers": [{"seal_no": "CN1"}]},
    )
    declared = Content(values={"consignor": "HAIAN", "despatch": "2026-11-28"}, rows={"goods_lines": [LINE]})
    found = {one.key: one for one in compare(FORM, current, declared, names=Names())}
    assert {key: one.state for key, one in found.items()} == {
        "consignor": "different", "despatch": "same", "weights": "same", "seal": "not_declared",
    }  # fmt: skip
    assert found["consignor"].certificate == [("HAIAN", False), (" LTD", True)]
    assert found["consignor"].declaration == [("HAIAN", False)]
    assert found["despatch"].certificate == found["despatch"].declaration == [("28 Nov. 2026", False)]
    assert found["weights"].certificate == [("9,600 kg", False)]
    assert (found["seal"].certificate, found["seal"].declaration) == ([("CN1", False)], [])
    assert found["consignor"].places == [
        Place(path="values.consignor", row=None, column=None, current="HAIAN LTD", declared="HAIAN", differs=True)
    ]
    assert [(place.path, place.differs) for place in found["weights"].places] == [
        ("goods_lines.0.weight", False), ("goods_lines.0.weight_unit", False),
    ]  # fmt: skip


def test_without_a_declaration_nothing_is_declared() -> None:
    found = compare(FORM, Content(values={"consignor": "HAIAN"}), None, names=Names())
    assert {one.state for one in found} == {"not_declared"}
    assert found[0].certificate == [("HAIAN", False)]
    assert [len(one.places) for one in found] == [1, 1, 0, 0]


def test_a_value_that_only_the_declaration_has_is_a_place_too() -> None:
    (box_of_consignor, *_) = compare(FORM, Content(), Content(values={"consignor": "HAIAN"}), names=Names())
    assert box_of_consignor.state == "different"
    assert box_of_consignor.certificate == []
    assert box_of_consignor.places == [
        Place(path="values.consignor", row=None, column=None, current="", declared="HAIAN", differs=True)
    ]


def test_a_date_on_a_chinese_slip_is_compared_as_it_is_printed() -> None:
    slip = form(box("despatch", "date"), bilingual=False)
    current, declared = Content(values={"despatch": "2026-11-28"}), Content(values={"despatch": "2026-11-29"})
    (found,) = compare(slip, current, declared, names=Names())
    assert "".join(text for text, _ in found.certificate) == "2026年11月28日"


def test_rows_that_only_one_side_has_are_places_too() -> None:
    more = Content(rows={"goods_lines": [LINE, {"weight": "", "weight_unit": "kg"}]})
    declared = Content(rows={"goods_lines": [{"weight": "9600"}, {}, {"weight": "12", "weight_unit": "t"}]})
    weights = compare(FORM, more, declared, names=Names())[2]
    assert [(p.path, p.row, p.column, p.current, p.declared, p.differs) for p in weights.places] == [
        ("goods_lines.0.weight", 1, "weight", "9600", "9600", False),
        ("goods_lines.0.weight_unit", 1, "weight_unit", "kg", "", False),
        ("goods_lines.1.weight_unit", 2, "weight_unit", "kg", "", False),
        ("goods_lines.2.weight", 3, "weight", "", "12", True),
        ("goods_lines.2.weight_unit", 3, "weight_unit", "", "t", True),
    ]
    assert weights.state == "different"


def test_rows_of_another_table_are_no_places_of_this_box() -> None:
    declared = Content(rows={"containers": [{"seal_no": "CN1"}, {"seal_no": "CN2"}]})
    found = compare(FORM, Content(rows={"goods_lines": [LINE]}), declared, names=Names())
    assert [len(one.places) for one in found] == [1, 1, 2, 2]
    assert found[3].state == "different"


def test_a_long_text_of_few_words_is_compared_to_its_end() -> None:
    text = "FISH " * 150
    assert comparing.pieces(text, f"COLD {text}") == [(text, False)]


def compared(current: str, declared: str) -> comparing.Compared:
    (found,) = compare(
        form(box("consignee", "textarea", empty_text="***")),
        Content(values={"consignee": current}),
        Content(values={"consignee": declared}),
        names=Names(),
    )
    return found


def test_what_is_the_same_stands_in_one_piece_on_both_sides() -> None:
    found = compared("~ 9600 kg", "9600 kg")
    assert (found.state, found.certificate, found.declaration) == (
        "same", [("~ 9600 kg", False)], [("9600 kg", False)],
    )  # fmt: skip
    assert compared("9600 kg", "~ 9600 kg").declaration == [("~ 9600 kg", False)]


def test_what_only_the_declaration_says_is_marked_there() -> None:
    found = compared("HAIAN", "HAIAN\nBUSAN")
    assert (found.certificate, found.declaration) == ([("HAIAN", False)], [("HAIAN", False), ("\nBUSAN", True)])


def test_a_mark_of_emptiness_is_nothing_that_the_document_says() -> None:
    assert compared("", "HAIAN").certificate == []


def test_a_place_that_the_declaration_does_not_fill_says_nothing_of_it() -> None:
    (place,) = compared("HAIAN", "").places
    assert (place.declared, place.differs) == ("", False)


def test_a_cell_that_is_empty_on_both_sides_is_no_place() -> None:
    found = compare(FORM, Content(rows={"goods_lines": [{"weight": "1"}]}), None, names=Names())
    assert [place.path for place in found[2].places] == ["goods_lines.0.weight"]
