"""What cannot be printed: named by character, code and place; damage always, the rest by asking the fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document.characters import settled
from app.domain.document.unprintable import BY_FONTS, CODES, MOST_TOLD, Unprintable, unprintable

LATIN = frozenset(map(chr, [*range(0x20, 0x7F), 0xE9, 0x301]))
KHMER = frozenset(map(chr, range(0x1780, 0x17F0)))


def covers(text: str) -> bool:
    return any(set(text) <= font for font in (LATIN, KHMER))


def told(found: Iterable[Unprintable]) -> list[tuple[str, str, int, int]]:
    return [(one.code, one.text, one.line, one.column) for one in found]


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x07", "control_character"), ("\x9f", "control_character"),
        ("\ufffd", "damaged_character"), ("\ufffc", "damaged_character"), ("\ufffe", "damaged_character"),
        ("\U0010ffff", "damaged_character"), ("\ufdd0", "damaged_character"),
        ("\uf8ff", "private_character"), ("\U000f0000", "private_character"),
        ("\U0002cea8", "unassigned_character"),
        ("🇨", "picture_sequence"), ("🏽", "picture_sequence"),
    ],
)  # fmt: skip
def test_damage_is_named_whatever_the_fonts_are(char: str, code: str) -> None:
    assert told(unprintable(f"ab\ncd{char}e")) == [(code, char, 2, 3)]


def test_a_picture_of_several_characters_is_named() -> None:
    assert ("picture_sequence", "👩", 1, 1) in told(unprintable("👩\u200d👧"))


def test_a_character_that_no_font_has_is_named_once_with_its_name_and_first_place() -> None:
    (found,) = unprintable("a鱼\n鱼", covers)
    assert found.params == {
        "character": "鱼", "number": "U+9C7C", "name": "CJK UNIFIED IDEOGRAPH-9C7C", "line": 1, "column": 2
    }  # fmt: skip


def test_an_accent_counts_with_its_letter_however_they_are_put_together() -> None:
    assert list(unprintable("e\u0301 é", covers)) == []
    assert told(unprintable("a\u0301", lambda text: text in "a\u0301"[:1])) == [("no_glyph", "\u0301", 1, 2)]


def test_a_mark_behind_a_letter_of_another_font_is_named_with_it() -> None:
    (found,) = unprintable("xa\u17d2", covers)
    assert (found.code, found.text, found.column) == ("no_glyph_together", "a\u17d2", 2)
    assert found.params["name"] == "LATIN SMALL LETTER A + KHMER SIGN COENG"
    assert found.params["number"] == "U+0061 U+17D2"


def test_what_nobody_sees_and_blanks_need_no_glyph() -> None:
    assert list(unprintable("ក្\u200dក \u00a0\u3000\n", covers)) == []


def test_a_character_newer_than_this_python_prints_where_a_font_has_it() -> None:
    assert list(unprintable("\U0002cea8", lambda _text: True)) == []


def test_a_text_full_of_them_tells_only_the_first() -> None:
    assert len(list(unprintable("".join(map(chr, range(0x4E00, 0x4F00))), covers))) == MOST_TOLD


@given(st.text(st.characters(codec=None), max_size=40))
def test_every_refusal_has_a_class_and_a_place_in_the_text(text: str) -> None:
    text = settled(text, has_lines=True)
    lines = text.split("\n")
    for found in unprintable(text, covers):
        assert found.code in CODES
        assert lines[found.line - 1][found.column - 1 :].startswith(found.text)
        assert found.params["number"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=40))
def test_without_fonts_only_damage_and_pictures_are_refused(text: str) -> None:
    text = settled(text, has_lines=True)
    found = {one.code for one in unprintable(text)}
    assert not found & BY_FONTS
    assert all(unicodedata.category(char) != "Co" for char in text)
    assert "damaged_character" not in found or set(text) & {"\ufffd", "\ufffc"}
