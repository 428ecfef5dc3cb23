"""Errors abroad: a sentence that helps, and the number to quote."""

from __future__ import annotations

import pytest
from flask import Flask

from app.views.frame import portal_errors

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(("code", "known"), [(404, 404), (418, 400), (502, 500)])
def test_every_code_has_a_sentence_and_the_number_of_the_problem(app: Flask, code: int, known: int) -> None:
    with app.test_request_context("/portal/", headers={"Accept-Language": "en"}):
        app.preprocess_request()
        page = portal_errors.page(code, "p-123")
        sentence = str(portal_errors.SENTENCES[known])
    assert sentence.split(".", maxsplit=1)[0] in page
    assert "p-123" in page
