"""The process that prints: an answer for every page, nothing fetched from outside, and a bad page stops nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.gateways.pdf import weasyprint_worker
from app.gateways.pdf.weasyprint_worker import LENGTH, OnlyWhatIsInThePage


@pytest.mark.parametrize("url", ["file:///etc/hosts", "http://example.invalid/x.png", "//example.invalid/x"])
def test_only_what_is_in_the_page_is_fetched(url: str) -> None:
    with pytest.raises(ValueError, match="outside the page"):
        OnlyWhatIsInThePage().fetch(url)


def test_every_page_gets_its_answer_until_the_input_ends() -> None:
    pages = [b"<p>one</p>", b"", b"<p>two</p>"]
    asked = b"".join(LENGTH.pack(len(page)) + page for page in pages)
    run = subprocess.run(
        [sys.executable, "-I", str(weasyprint_worker.__file__)],
        input=asked,
        capture_output=True,
        check=True,
        timeout=60,
    )
    answers, rest = [], run.stdout
    while rest:
        (size,) = LENGTH.unpack(rest[: LENGTH.size])
        answers.append(rest[LENGTH.size : LENGTH.size + size])
        rest = rest[LENGTH.size + size :]
    assert len(answers) == len(pages)
    assert answers[0].startswith(b"%PDF-")
    assert answers[2].startswith(b"%PDF-")
