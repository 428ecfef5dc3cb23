"""One compiler: its failures, told apart."""

from __future__ import annotations

import json

import pytest

from app.gateways.typesetting.compiling import FailedError, OneCompiler, PanickedError, RefusedError


def data(*lines: str, **more: object) -> str:
    return json.dumps({"lines": {"a": list(lines)}, **more})


def test_text_that_no_font_shows_is_told_as_it_was_typed(compiler: OneCompiler) -> None:
    for text in ("\U0002cea8", "\u17d2", '"'):
        try:
            compiler.make(data(f"b{text}"), title="x", kind="pdf", is_final=True)
        except RefusedError as error:
            assert str(error) == text  # noqa: PT017 the third is no refusal
        else:
            assert text in {'"', "\u17d2"}


def test_a_fault_of_the_template_is_told_in_the_engines_words(compiler: OneCompiler) -> None:
    with pytest.raises(FailedError, match="unknown variable: nothing"):
        compiler.make(data(code="#nothing"), title="x", kind="pdf")


def test_a_panic_is_an_ordinary_exception_here(compiler: OneCompiler) -> None:
    with pytest.raises(PanickedError):
        compiler.make(data("\u0645b\U0001f469\u17d2"), title="x", kind="svg")


def test_a_title_is_text_too(compiler: OneCompiler) -> None:
    assert compiler.make(data("a"), title='"}#panic()\\', kind="pdf").data.startswith(b"%PDF-1.7")
