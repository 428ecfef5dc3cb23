"""The head of a sheet: notes under the title, and which of the papers it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.catalogue.loader import catalogue
from app.reports.certificate import (
    CertificatePages,
    certificate_html,
)
from app.reports.certificate_head import replacement_note, second_original_note, supplement_note
from tests.factories.contents import SAMPLES

if TYPE_CHECKING:
    from app.domain.document.content import Content

NUMBER = "221000004178628001"


def lay_out(code: str, content: Content | None = None, **options: object) -> CertificatePages:
    options.setdefault("certificate_no", NUMBER)
    return certificate_html(catalogue().formats[code], content or SAMPLES[code], **options)  # type: ignore[arg-type]


def words(pages: CertificatePages) -> str:
    body = re.sub(r"</?span>", "", pages.html.partition("<body>")[2])
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize(
    ("mark", "printed"), [("original", "ORIGINAL"), ("copy", "COPY"), ("second_original", "SECOND ORIGINAL")]
)
def test_the_mark_says_which_of_the_papers_it_is(mark: str, printed: str) -> None:
    assert f"<i>{printed}</i></div></td>" in lay_out("c3-1", copy_mark=mark).html
    assert printed not in lay_out("3-2", copy_mark=mark).html


def test_notes_stand_under_the_title() -> None:
    notes = [
        supplement_note("1"), replacement_note("2", issued_on="2026-11-01"), second_original_note("3"),
    ]  # fmt: skip
    text = words(lay_out("c3-1", notes=notes))
    assert "This Certificate is a Supplement of the Certificate No.1" in text
    assert "in replacement of the Certificate No.2 dated 1 Nov. 2026, which is null and void" in text
    assert "本证书是3号证书正本的重本" in text
