"""What stands on the sheets: labels over what goes on, lines that point at sheets, texts in short runs."""

from __future__ import annotations

import pytest

from app.reports.sheets import RUN, Document, Foot, Label, PageReference, SheetHead

NAME = Label("货物清单", "List of goods")


@pytest.fixture
def document() -> Document:
    head = SheetHead(
        letterhead=NAME, title=NAME, remarks=(), mark=None, number_label=NAME, number="1", has_counter=True
    )
    return Document(
        head=head, foot=Foot(statements=(), form_no=""), bilingual=True, sheets=(),
        pages_of={"goods": (2, 4), "text": (3, 3)},
    )  # fmt: skip


def test_a_label_says_that_it_goes_on_in_the_languages_that_it_has() -> None:
    assert NAME.continued() == Label("货物清单（续）", "List of goods (continued)")
    assert Label("货物").continued() == Label("货物（续）", "")


def test_a_line_points_at_the_sheets_of_its_section(document: Document) -> None:
    see = "See sheet {}"
    assert [document.say(PageReference(see, section)) for section in ("goods", "text", "other")] == [
        "See sheet 2–4", "See sheet 3", "See sheet 1",
    ]  # fmt: skip
    assert document.say("as it is {}") == "as it is {}"
    assert str(PageReference(see, "goods")) == "See sheet 88–88"


def test_a_long_line_is_cut_into_runs(document: Document) -> None:
    runs = document.runs("x" * (RUN + 1))
    assert [len(run) for run in runs] == [RUN, 1]
