"""Texts: numbers, dates and names as they stand on a certificate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.document import texts


def test_full_width_letters_digits_signs_and_blanks_become_plain_ones() -> None:
    assert texts.half_width("！ＫＧ　３６～") == "!KG 36~"
    assert texts.half_width("大连｟") == "大连｟"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2021/3/1", "2021-03-01"),
        ("2021年3月1日", "2021-03-01"),
        ("2021.12.31", "2021-12-31"),
        ("2021-3-1", "2021-03-01"),
        ("about 2021/3/1", "about 2021/3/1"),
        ("21/3/1", "21/3/1"),
    ],
)
def test_a_typed_day_is_stored_in_one_form(typed: str, stored: str) -> None:
    assert texts.typed_date(typed) == stored


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-03-01", date(2021, 3, 1)),
        ("2021-03-01 09:12:00", date(2021, 3, 1)),
        ("2021-03-01T09:12:00", date(2021, 3, 1)),
        ("2021-02-30", None),
        ("2021-03-011", None),
        ("March", None),
    ],
)
def test_a_day_is_read_from_a_date_or_a_timestamp(text: str, day: date | None) -> None:
    assert texts.read_date(text) == day


def test_every_month_is_written_as_the_certificates_do() -> None:
    written = [texts.printed_date(f"2026-{month:02d}-09", bilingual=True) for month in range(1, 13)]
    assert written == [
        "9 Jan. 2026", "9 Feb. 2026", "9 Mar. 2026", "9 Apr. 2026", "9 May 2026", "9 June 2026", "9 July 2026",
        "9 Aug. 2026", "9 Sept. 2026", "9 Oct. 2026", "9 Nov. 2026", "9 Dec. 2026",
    ]  # fmt: skip


def test_a_chinese_slip_writes_the_day_in_chinese_and_leaves_what_is_no_day() -> None:
    assert texts.printed_date("2026-11-09", bilingual=False) == "2026年11月9日"
    assert texts.printed_date("SEE ATTACHED LIST", bilingual=True) == "SEE ATTACHED LIST"


@pytest.mark.parametrize(
    ("text", "number"),
    [("30", Decimal(30)), ("30.50", Decimal("30.50")), ("-30", None), ("30.", None), ("", None), ("x30", None)],
)
def test_only_a_plain_number_without_a_sign_is_read(text: str, number: Decimal | None) -> None:
    assert texts.read_number(text) == number


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("30.00000", "30"),
        ("0.50", "0.5"),
        ("1E+2", "100"),
        ("100", "100"),
        (" 7 ", "7"),
        (240, "240"),
        ("1E+30", "1" + "0" * 30),
        ("1E-30", "0." + "0" * 29 + "1"),
        ("1E+31", "1E+31"),
        ("1E-31", "1E-31"),
        ("Infinity", "Infinity"),
        ("30 kg", "30 kg"),
    ],
)
def test_a_declared_number_loses_exponent_and_trailing_zeros(declared: object, written: str) -> None:
    assert texts.plain_number(declared) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("36000.50", "36,000.50"),
        ("999", "999"),
        ("0012", "12"),
        ("9" * 30, ",".join(["999"] * 10)),
        ("9" * 31, "9" * 31),
        ("٣٦٠٠٠", "٣٦٠٠٠"),
        ("about 3000", "about 3000"),
    ],
)
def test_thousands_are_separated_and_other_texts_stay(number: str, written: str) -> None:
    assert texts.grouped(number) == written


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("36000 kg", "~ 36,000 kg"),
        ("36,000.5 kg", "~ 36,000.5 kg"),
        ("3,60,00 kg", "~ 36,000 kg"),
        ("~ 36000kg", "~ 36,000kg"),
        (" 30 ", "~ 30"),
        ("30.5.1", "~ 30.5.1"),
        ("about 30 kg", "about 30 kg"),
        ("30\n40", "~ 30\n40"),
    ],
)
def test_a_quantity_is_printed_after_the_filler(typed: str, printed: str) -> None:
    assert texts.printed_quantity(typed, filler="~ ") == printed


def test_a_place_has_a_chinese_and_a_foreign_part() -> None:
    assert texts.split_languages("麦纳麦 MANAMA") == ("麦纳麦", "MANAMA")
    assert texts.split_languages("HONG KONG 香港 中国") == ("香港 中国", "HONG KONG")


def test_a_name_is_written_in_both_languages_or_in_chinese_only() -> None:
    assert texts.both_languages("韩国", "Korea", bilingual=True) == "韩国 KOREA"
    assert texts.both_languages("韩国", "Korea", bilingual=False) == "韩国"
    assert texts.both_languages("", "Korea", bilingual=True) == "KOREA"
    assert texts.both_languages("", "Korea", bilingual=False) == "Korea"


@pytest.mark.parametrize("character", ["\u3400", "\u9fff", "\uf900", "\ufaff"])
def test_rare_ideographs_are_chinese_too(character: str) -> None:
    assert texts.split_languages(f"{character} X") == (character, "X")
