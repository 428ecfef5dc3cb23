"""Numbers: their forms, the check digit of ISO 6346, and what typing leaves behind."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import numbering

CONTAINER = st.builds(
    lambda owner, category, serial: f"{owner}{category}{serial:06d}",
    st.text(string.ascii_uppercase, min_size=3, max_size=3),
    st.sampled_from("UJZ"),
    st.integers(0, 999_999),
)


@pytest.mark.parametrize("number", ["221000004178628", "370100212005169", "226N23010013904"])
def test_the_three_ages_of_inspection_numbers_are_accepted(number: str) -> None:
    assert numbering.is_inspection_no(number)


@pytest.mark.parametrize("number", ["", "21600000077816", "2210000041786280", "22100000417862a", "221000004178628\n"])
def test_another_form_is_not_an_inspection_number(number: str) -> None:
    assert not numbering.is_inspection_no(number)


@pytest.mark.parametrize(("typed", "stored"), [("1", "001"), ("01", "001"), (" 001 ", "001"), ("９９", "099")])
def test_a_sub_certificate_number_is_kept_in_three_digits(typed: str, stored: str) -> None:
    assert numbering.canonical_sub_certificate_no(typed) == stored


@pytest.mark.parametrize("typed", ["", "0", "000", "1000", "A1", "-1", "1.0"])
def test_another_text_is_not_a_sub_certificate_number(typed: str) -> None:
    assert not numbering.is_sub_certificate_no(typed)
    with pytest.raises(ValueError, match="not a sub-certificate number"):
        numbering.canonical_sub_certificate_no(typed)


def test_the_lowest_free_sub_certificate_number_is_proposed() -> None:
    assert numbering.next_sub_certificate_no([]) == "001"
    assert numbering.next_sub_certificate_no(["001", "3", "02"]) == "004"
    assert numbering.next_sub_certificate_no(str(n) for n in range(1, 1000)) is None


def test_a_certificate_number_is_the_inspection_number_and_the_sub_number() -> None:
    assert numbering.certificate_no("221000004184565", "1") == "221000004184565001"
    with pytest.raises(ValueError, match="not an inspection number"):
        numbering.certificate_no("2210", "001")


def test_old_paper_numbers_are_accepted_for_scans() -> None:
    assert [numbering.is_document_no(number) for number in ("ABC-123", "A" * 32)] == [True, True]
    assert [numbering.is_document_no(number) for number in ("A" * 33, "ABC12", "abcdef")] == [False, False, False]


@pytest.mark.parametrize("number", ["CSQU3054383", "MSKU6011672", "TCLU0009120"])
def test_real_container_numbers_have_the_right_check_digit(number: str) -> None:
    assert numbering.corrected_container_no(number) == number


def test_a_wrong_check_digit_is_corrected() -> None:
    assert numbering.corrected_container_no("CSQU3054380") == "CSQU3054383"
    assert numbering.corrected_container_no("0009") is None


@given(CONTAINER)
def test_a_corrected_number_stays_as_it_is(first_ten: str) -> None:
    corrected = numbering.corrected_container_no(f"{first_ten}0")
    assert corrected is not None
    assert numbering.corrected_container_no(corrected) == corrected


@given(CONTAINER, st.integers(4, 9), st.integers(1, 9))
def test_one_mistyped_digit_is_found_unless_it_moves_the_remainder_from_10_to_0(
    first_ten: str, place: int, step: int
) -> None:
    right = _check_digit(first_ten)
    wrong = f"{first_ten[:place]}{(int(first_ten[place]) + step) % 10}{first_ten[place + 1 :]}"
    assert _check_digit(wrong) != right or right == "0"


def _check_digit(first_ten: str) -> str:
    corrected = numbering.corrected_container_no(f"{first_ten}0")
    assert corrected is not None
    return corrected[-1]


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = numbering.normalised_no(text)
    assert numbering.normalised_no(once) == once


def test_a_number_typed_on_a_chinese_keyboard_is_read() -> None:
    assert numbering.normalised_no(" ｔclu　000\u200b9136 ") == "TCLU0009136"


def test_the_last_sub_certificate_number_is_999() -> None:
    assert numbering.next_sub_certificate_no(str(n) for n in range(1, 999)) == "999"
    assert numbering.next_sub_certificate_no(["001", "OLD", "2\n"]) == "002"


@pytest.mark.parametrize(
    ("number", "shaped"),
    [
        ("CSQU3054383", True), ("CSQJ3054383", True), ("CSQZ3054383", True), ("CSQX3054383", False),
        ("CSQU305438", False), ("CSQU30543834", False), ("csqu3054383", False),
    ],
)  # fmt: skip
def test_a_container_number_names_owner_category_serial_and_check_digit(number: str, shaped: bool) -> None:  # noqa: FBT001
    assert numbering.is_container_no_shaped(number) is shaped


def test_every_letter_has_its_value_in_the_check_digit() -> None:
    numbers = [numbering.corrected_container_no(f"{letter}AAU0000000") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert "".join(str(number)[-1] for number in numbers) == "79001234567900123456790012"


def test_every_small_letter_becomes_a_capital() -> None:
    assert numbering.normalised_no("abcdefghijklmnopqrstuvwxyz\u200b-7 ß") == "ABCDEFGHIJKLMNOPQRSTUVWXYZ-7ß"


def test_a_sub_number_is_joined_in_three_digits_and_must_be_one() -> None:
    assert numbering.certificate_no("221000004184565", "999") == "221000004184565999"
    with pytest.raises(ValueError, match="not a sub-certificate number"):
        numbering.certificate_no("221000004184565", "1000")
