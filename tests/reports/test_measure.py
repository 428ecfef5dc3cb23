"""Widths and line breaks: careful, and never losing a character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.reports.measure import line_count, text_width, wrap

texts = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=300)


@given(texts, st.floats(min_value=15, max_value=180))
def test_lines_joined_are_the_text_again(text: str, width: float) -> None:
    assert "".join(wrap(text, width=width, size=9.79)) == text


@given(texts)
def test_a_narrower_box_never_takes_fewer_lines(text: str) -> None:
    assert line_count(text, width=40, size=9.79) >= line_count(text, width=160, size=9.79)


def test_a_chinese_character_is_an_em_wide() -> None:
    assert 3.45 < text_width("证", size=9.79) < 3.55


def test_a_word_that_is_wider_than_the_line_is_broken() -> None:
    assert len(wrap("W" * 100, width=30, size=9.79)) > 5


def test_punctuation_does_not_begin_a_line() -> None:
    for width in range(20, 60):
        lines = wrap("经检验，该批货物（冻鱼）符合要求。包装完好、标识清晰。", width=width, size=9.79)
        assert not any(line[0] in "，。、）" for line in lines)
