"""What is said of the paper's fonts on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.gateways import gateways
from app.gateways.typesetting import FontsMissingError
from app.gateways.typesetting.engine import Typst
from app.services.base import fonts

if TYPE_CHECKING:
    from flask import Flask


@pytest.fixture(autouse=True)
def _application(app: Flask) -> Iterator[None]:
    """Stand in an application."""
    with app.app_context():
        yield


def test_the_tested_set_needs_no_word() -> None:
    assert fonts.findings() == []
    assert fonts.missing_packages() == ()
    assert fonts.made_with() == f"{gateways().typesetter.engine}, fonts debian-12"
    fonts.warm()


def test_another_set_is_named_with_what_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(gateways().typesetter.fonts, name="untested:0123", absent=("A.ttf",), other=("B.ttf", "C.ttf"))
    monkeypatch.setattr(Typst, "fonts", other)
    assert fonts.findings() == [
        "The fonts are no set that was tested; documents record them as untested:0123.",
        "Not on this machine: A.ttf",
        "Another edition than the tested one: B.ttf, C.ttf",
    ]


def test_missing_fonts_are_named_by_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_typst: Typst) -> None:
        raise FontsMissingError(fonts="fonts-noto-cjk")

    monkeypatch.setattr(Typst, "fonts", property(missing))
    assert fonts.findings() == [
        "No certificate can be printed before these packages of fonts are installed: fonts-noto-cjk"
    ]
    monkeypatch.setattr(Typst, "warm", missing)
    fonts.warm()
