"""Choices are declared as labels by value, or as what asks for them when they are shown."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from app.views.words.label import pairs


def test_labels_by_value_are_read_in_the_readers_language_when_they_are_shown(context: Flask) -> None:
    states = {"active": _l("Active"), "x": "X"}
    with context.test_request_context(), force_locale("zh_Hans"):
        assert pairs(states) == [("active", "启用"), ("x", "X")]


def test_what_asks_for_the_choices_is_asked_each_time() -> None:
    asked: list[tuple[str, str]] = []
    assert pairs(lambda: asked) == []
    asked.append(("0100", "Beijing"))
    assert pairs(lambda: asked) == [("0100", "Beijing")]
