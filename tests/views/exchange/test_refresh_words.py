"""What 刷新 says of an application, and in which colour."""

from __future__ import annotations

from typing import Any

import pytest

from app.models import Application
from app.services.exchange.refreshes import Refreshed
from app.views.exchange.refresh_words import told
from tests.conftest import NOW

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(
    ("found", "says", "colour"),
    [
        ({"problem": "no route"}, "customs could not be asked. no route", "warning"),
        ({"open_answers": frozenset({"failed", "waiting"})}, "could not be carried out", "warning"),
        ({"open_answers": frozenset({"waiting"})}, "is carried out shortly", "info"),
        ({"applied": 1}, "It is Issued now", "success"),
        ({"is_told": False}, "has not been declared", "info"),
        ({"is_delivered": False}, "has not reached customs yet", "warning"),
        ({}, "Issued at customs, asked at 2026-11-23 14:30:00", "success"),
    ],
)
def test_each_outcome_has_its_sentence(found: dict[str, Any], says: str, colour: str) -> None:
    application = Application(inspection_no="226000004178628", status="issued")
    sentence, its_colour = told(Refreshed(application=application, **found), now=NOW)
    assert sentence.startswith("226000004178628")
    assert says in sentence
    assert its_colour == colour
