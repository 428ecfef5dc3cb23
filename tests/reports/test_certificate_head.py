"""The head of a sheet: notes under the title, and which of the papers it is."""

from __future__ import annotations

import pytest

from app.reports.certificate_head import change_note, replacement_note, second_original_note, supplement_note
from tests.factories.contents import SAMPLES, with_goods, with_value
from tests.support.papers import FORMATS, NUMBER, data_of, printed, squeezed, text_of

MARKED = tuple(code for code in FORMATS if data_of(code)["head"]["mark"])


@pytest.mark.parametrize(
    ("mark", "words"), [("original", "ORIGINAL"), ("copy", "COPY"), ("second_original", "SECOND ORIGINAL")]
)
def test_the_mark_says_which_of_the_papers_it_is(mark: str, words: str) -> None:
    found = data_of("c3-1", copy_mark=mark)["head"]["mark"]
    assert found is not None
    assert found["en"] == words
    assert data_of("3-2", copy_mark=mark)["head"]["mark"] is None


@pytest.mark.parametrize(
    "note",
    [supplement_note(NUMBER), replacement_note(NUMBER, issued_on="2026-11-01"),
     change_note(NUMBER, issued_on="2026-11-01"), second_original_note(NUMBER)],
)  # fmt: skip
def test_a_note_stands_under_the_title_in_both_languages(note: object) -> None:
    made = printed(data_of("c3-1", notes=[note]))
    assert squeezed(note.zh) in text_of(made.pdf)  # type: ignore[attr-defined]
    assert squeezed(note.en) in text_of(made.pdf)  # type: ignore[attr-defined]
    assert (made.pages, made.step) == (1, "normal")


#: formats that every run grows line by line; the others have the same head and wait for the soak
USUAL = ("c2-1", "c5-1")


@pytest.mark.parametrize("code", [one if one in USUAL else pytest.param(one, marks=pytest.mark.soak) for one in MARKED])
def test_a_second_original_stands_on_the_sheets_of_its_original_whatever_its_length(code: str) -> None:
    """One line after the other is added until the type has become smaller and a second sheet is needed."""
    field = "additional_declaration" if code == "c5-1" else None
    texts = [
        f for f in ("attestation", "additional_declaration", "results_of_inspection", "remark") if f in _fields(code)
    ]
    field = field or texts[0]
    seen = set()
    for count in range(0, 60, 3):
        content = with_value(SAMPLES[code], **{field: "One more line of the attestation.\n" * count + "x"})
        original, second = (
            data_of(code, content),
            data_of(code, content, copy_mark="second_original", notes=[second_original_note(NUMBER)]),
        )
        first, other = printed(original), printed(second)
        assert (first.pages, first.step) == (other.pages, other.step)
        seen.add((first.pages, first.step))
    assert len(seen) > 1


def _fields(code: str) -> set[str]:
    return set(data_of(code)["fields"])


def test_a_long_second_original_breaks_where_its_original_breaks() -> None:
    content = with_goods(SAMPLES["c3-1"], 60)
    original = printed(data_of("c3-1", content))
    second = printed(data_of("c3-1", content, copy_mark="second_original", notes=[second_original_note(NUMBER)]))
    assert original.pages == second.pages
    assert [(b.key, b.page, round(b.y, 2)) for b in original.boxes] == [
        (b.key, b.page, round(b.y, 2)) for b in second.boxes
    ]
