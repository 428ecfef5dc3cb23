"""Whether a document can be printed: what the engine refuses is found in its field, and its answer is remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.loader import catalogue
from app.domain.document.characters import settled
from app.domain.document.unprintable import unprintable
from app.extensions import db
from app.gateways import gateways
from app.models import SystemParameter
from app.reports.certificate import Printout, sheet_of
from app.services.base import glyphs
from app.services.base.paper import as_sheet
from app.services.certificates import printable, printing
from tests.factories import applications as factory
from tests.factories.contents import SAMPLES

if TYPE_CHECKING:
    from flask import Flask

    from app.gateways.typesetting import Sheet
    from app.models import Certificate

NOWHERE = "\U0002cea8"  # no character yet, so no font has it


def document(**values: str) -> Certificate:
    certificate = factory.draft().certificates[0]
    certificate.values = {**certificate.values, **values}
    db.session.flush()
    return certificate


def test_a_usual_document_has_no_problem(context: Flask) -> None:
    assert printable.problems(document()) == []


def test_what_the_engine_refuses_is_named_in_its_field_with_its_place(context: Flask) -> None:
    (found,) = printable.problems(document(remark=f"first line\n宿{NOWHERE} LTD"))
    assert (found.path, found.code, found.severity) == ("values.remark", "unprintable_here", "error")
    assert (found.params["number"], found.params["line"], found.params["column"]) == ("U+2CEA8", 2, 2)


def test_what_the_engine_refuses_in_a_row_is_named_at_its_cell(context: Flask) -> None:
    certificate = document()
    rows = [dict(row) for row in certificate.rows["goods_lines"]]
    rows[-1]["goods_name_en"] = f"SQUID {NOWHERE}"
    certificate.rows = {**certificate.rows, "goods_lines": rows}
    (found,) = printable.problems(certificate)
    assert found.path == f"goods_lines.{len(rows) - 1}.goods_name_en"
    assert found.params["column"] == 7


def test_what_stands_in_no_field_is_told_of_the_paper(context: Flask) -> None:
    certificate = document()
    factory.act_as(factory.ADMINISTRATOR)
    prefix = db.session.scalar(db.select(SystemParameter).where(SystemParameter.name == "printed_number_prefix"))
    if prefix is None:
        prefix = SystemParameter(name="printed_number_prefix", remark="")
        db.session.add(prefix)
    prefix.value = f"{NOWHERE} "
    db.session.flush()
    (found,) = printable.problems(certificate)
    assert found.path == printable.PAPER
    assert found.params["number"] == "U+2CEA8"
    db.session.rollback()


def test_an_answer_is_remembered_and_the_oldest_is_forgotten(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printable, "REMEMBERED", 1)
    certificate = document(remark="remembered once")
    printable.prepare([printing.sheet(certificate)])
    ((_fonts, first),) = printable._known
    assert first == printing.sheet(certificate).key
    assert printable.problems(certificate) == []
    assert [key for _fonts, key in printable._known] == [first]
    certificate.values = {**certificate.values, "remark": "remembered instead"}
    assert printable.problems(certificate) == []
    assert [key for _fonts, key in printable._known] == [printing.sheet(certificate).key]


#: Letters of every script, marks of any, joiners, and what shows nothing.
LETTERS = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs", "Cf"))
TEXTS = st.text(st.one_of(LETTERS, st.characters(max_codepoint=0xFFFF, categories=("M", "L"))), max_size=30)


def _sheet(lines: list[str]) -> Sheet:
    spec, content = catalogue().formats["c3-1"], SAMPLES["c3-1"]
    content = replace(content, values={**content.values, "remark": "\n".join(lines), "consignor": "\n".join(lines[:2])})
    return as_sheet(sheet_of(Printout(format=spec, content=content, certificate_no=""), names=catalogue().names))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=10, max_size=25))
def test_what_the_check_while_typing_lets_pass_is_never_refused(context: Flask, texts: list[str]) -> None:
    """Nothing is refused outside the named classes of characters."""
    covers = glyphs.covers()
    assert covers is not None
    lines = []
    for text in texts:
        kept = settled(text, has_lines=False)
        while found := list(unprintable(kept, covers)):
            for one in found:
                kept = kept.replace(one.text, "")
            kept = settled(kept, has_lines=False)
        lines.append(kept or "x")
    assert gateways().typesetter.print(_sheet(lines)).pdf
