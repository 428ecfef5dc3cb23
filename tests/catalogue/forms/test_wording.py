"""Fixed texts: what stands in braces, and words in the languages of paper and screens."""

from __future__ import annotations

import pytest

from app.catalogue.forms.wording import Piece, lacking, pieces, plain, read_in


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("No. {plan_no}.", Piece("blank", "plan_no")),
        ("of {plan_country:30}.", Piece("blank", "plan_country", width=30)),
        ("{attached=original}original", Piece("tick", "attached", option="original")),
        ("{kind~wild|fish, caught}", Piece("choice", "kind", option="wild", words="fish, caught")),
        ("either {^(1)(3)} the", Piece("raised", "(1)(3)")),
        ("an {open brace", Piece("wrong", "{open brace")),
        ("a closed} one", Piece("wrong", "}")),
        ("{kind~wild}", Piece("wrong", "{kind~wild}")),
        ("{kind=}", Piece("wrong", "{kind=}")),
        ("{temp:wide}", Piece("wrong", "{temp:wide}")),
        ("{temp|words}", Piece("wrong", "{temp|words}")),
        ("{Temp}", Piece("wrong", "{Temp}")),
    ],
)
def test_braces_are_blanks_boxes_choices_and_raised_marks(text: str, piece: Piece) -> None:
    assert list(pieces(text)) == [piece]


def test_plain_leaves_words_only() -> None:
    assert plain("The {way~sea|ship} {way=air} goes{^1} on {day:20}") == "The ship goes on"


def test_words_lack_languages_and_screens_read_another_one() -> None:
    assert lacking({"ru": "рыба", "en": ""}, ("ru", "en", "zh")) == ["en", "zh"]
    assert read_in({"ru": "рыба", "en": "fish"}, "zh") == "fish"
    assert read_in({"ru": "рыба"}, "zh") == "рыба"
    assert read_in({}, "zh") == ""
