"""The words of the exchange: subjects, states, reasons and results."""

from __future__ import annotations

import pytest
from flask import Flask

from app.views.exchange import words

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_kinds_subjects_and_jobs_have_names_and_unknown_ones_stay() -> None:
    assert (words.kind("withdrawal"), words.kind("song")) == ("Withdrawal", "song")
    assert (words.subject("application/12"), words.subject("moon/1")) == ("Application 12", "moon/1")
    assert (words.job("sync_formats"), words.job("sing")) == ("Sync formats with customs", "sing")


def test_a_subject_is_found_as_it_is_shown() -> None:
    assert list(words.stored_subjects("application 12")) == ["application/12"]
    assert list(words.stored_subjects("moon 1")) == []


def test_a_state_has_colour_and_label() -> None:
    assert words.state("failed") == (words.colour("failed"), words.state_label("failed")) == ("bad", "Failed")
    assert words.state("lost") == ("mute", "lost")


def test_results_are_counted_in_the_language_of_the_page() -> None:
    assert words.result("accepted 3, put off 1") == "3 accepted, 1 put off"
    assert words.result("killed before it ended").startswith("Ended from outside")
    assert words.reason("connection reset") == "connection reset"


def test_customs_at_a_desk_is_no_other_system(english: Flask) -> None:
    assert words.has_exchange() is (english.config["SETTINGS"].customs_side != "desk")
