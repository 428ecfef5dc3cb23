"""Characters: what has a meaning is turned, what has none is dropped, what shapes a letter stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document.characters import is_unseen, seen, settled, shapes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\tb", "a b"), ("a\u2009b\u1680c\u3164d", "a b c d"), ("10\u202f000\u2007kg", "10\u00a0000\u00a0kg"),
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\u200bb\ufeffc\u00add\u2060e\u2062f\u034fg", "abcdefg"),
        ("\u2066a\u2069\u202eb\u202c\u200ec\u200f\U000e0041", "abc"),
        ("\ufff9a\ufffab\ufffb", "ab"),
        ("✈\ufe0f", "✈"),
        ("宿\ue863", "宿䶮"),
        ("a\x00b\ud800c", "a\ufffdb\ufffdc"),
        ("\ud842\udfb7", "𠮷"),
        ("\x07\x7f", "\x07\x7f"),
    ],
)  # fmt: skip
def test_what_comes_in_is_turned_or_dropped(typed: str, kept: str) -> None:
    assert settled(typed, has_lines=True) == kept


def test_a_line_end_becomes_a_blank_where_a_box_has_one_line() -> None:
    assert settled("NO. 1 ROAD \u2028\r\n DALIAN\v", has_lines=False) == "NO. 1 ROAD DALIAN "
    assert settled("a  b", has_lines=False) == "a  b"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم", "क्\u200dष", "क्\u200c", "श्री\u200cमान", "ශ්\u200dරී", "ക\u0d4d\u200d", "ᠠ\u180bᠠ", "ᠨ\u180eᠠ",
        "葛\U000e0100城", "\u0600١٢", "قم\u200e (EXAMPLE)\u200f", "\u061cא",
    ],
)  # fmt: skip
def test_what_shapes_letters_or_orders_mixed_lines_stays(text: str) -> None:
    assert settled(text, has_lines=False) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u200db", "ab"), ("鱼\u200c虾", "鱼虾"), ("می\u200c\u200cخ", "می\u200cخ"), ("م\u200c ", "م "),
        ("\u200dم", "م"),
        ("a\U000e0100", "a"), ("b\u180b", "b"), ("\u200fabc", "abc"),
    ],
)  # fmt: skip
def test_what_would_shape_elsewhere_is_dropped_where_it_shapes_nothing(typed: str, kept: str) -> None:
    assert settled(typed, has_lines=False) == kept


def test_pictures_of_several_characters_are_not_cut_but_left_to_be_refused() -> None:
    assert settled("👩\u200d👧", has_lines=False) == "👩\u200d👧"


def test_twenty_thousand_joiners_take_no_time() -> None:
    assert settled("\u200d" * 20_000, has_lines=True) == ""


@given(st.text(st.characters(codec=None), max_size=40), st.booleans())
def test_settling_twice_changes_nothing_and_loses_no_letter(text: str, has_lines: bool) -> None:  # noqa: FBT001
    once = settled(text, has_lines=has_lines)
    assert settled(once, has_lines=has_lines) == once
    assert has_lines or "\n" not in once
    assert not set(once) & set("\t\r\v\f\x85\u2028\u2029\x00\ufeff\u00ad\u200b")
    letters = [char for char in text if unicodedata.category(char)[0] in "LN" and char not in "\u3164\uffa0"]
    assert [char for char in once if unicodedata.category(char)[0] in "LN" and char not in _TURNED_FROM_PRIVATE] == [
        char for char in letters if char not in _TURNED_FROM_PRIVATE
    ]


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_arrives_byte_for_byte(text: str) -> None:
    assert settled(text, has_lines=False) == settled(text, has_lines=True) == text


def test_what_is_seen_is_compared_without_what_is_not() -> None:
    assert seen("می\u200cخ葛\U000e0100\u200e") == "میخ葛"
    assert [is_unseen(char) for char in "a鱼\u0301\u0600\u200d\ufe00"] == [False, False, False, False, True, True]


def test_a_joiner_shapes_between_letters_of_such_scripts_and_behind_a_virama() -> None:
    assert shapes("ی", "خ")
    assert shapes("\u094d", "")
    assert not shapes("ی", "")
    assert not shapes("a", "b")
    assert not shapes("", "ی")


#: Letters that `settled` makes of private code points.
_TURNED_FROM_PRIVATE = frozenset(
    settled("".join(map(chr, [*range(0xE78D, 0xE797), 0xE7C7, 0xE7C8, *range(0xE815, 0xE865)])), has_lines=True)
)
