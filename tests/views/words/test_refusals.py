"""Refusals and errors as sentences, with their parameters in words."""

from __future__ import annotations

import pytest

from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, NotFoundError
from app.views.words.refusals import worded

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_a_code_an_error_and_a_field_have_their_sentences() -> None:
    assert worded("required") == worded(FieldError("values.consignor", "required", {})) == "Fill this in."
    assert worded(NotFoundError()) == "There is no such record, or it is not yours."


def test_a_status_is_said_in_words() -> None:
    assert "Issued" in worded("wrong_status", {"status": "issued"})
    assert "issued" not in worded("wrong_status", {"status": "issued"})


def test_what_has_no_sentence_is_refused_all_the_same() -> None:
    assert worded(DomainError("no_such_code")) == "This cannot be done."
