"""Comparing a document with its declaration: what differs is found, how it is written is not a difference."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.domain.document import comparing
from app.domain.workflow import Action, Status
from app.services.applications import applications
from app.services.certificates import certificates, comparisons, smart_imports
from app.services.review import remarks, reviews
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as
from tests.factories.contents import SAMPLES

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Certificate

DECLARED = "226000004178628"


def imported(**changes: str) -> Certificate:
    """Make a submitted document as its declaration gives it, with some paths changed."""
    clerk = act_as(CLERK)
    made = applications.start(
        clerk, type_code="14", format_code="c3-1", now=NOW,
        header={**factory.HEADER, "inspection_no": DECLARED, "needs_confirmation": True},
    )  # fmt: skip
    certificate = made.certificates[0]
    smart_imports.apply(clerk, certificate.id, version=certificate.version)
    certificate = certificates.load(certificate.id)
    content = replace(
        certificate.content, values={**certificate.values, "attestation": SAMPLES["c3-1"].values["attestation"]}
    )
    for path, text in changes.items():
        content = remarks.with_place(content, path.replace("__", "."), text)
    certificates.save(clerk, certificate.id, content, version=certificate.version)
    factory.lead(certificate.application_id, Action.SUBMIT)
    factory.lead(certificate.application_id, Action.ACCEPT)
    return certificates.load(certificate.id)


def states(certificate: Certificate) -> dict[str, str]:
    return {line.compared.key: line.compared.state for line in comparisons.of(certificate).lines}


def test_an_imported_document_is_the_same_as_its_declaration(context: Flask) -> None:
    found = comparisons.of(imported())
    assert found.is_declared
    assert found.differing == 0
    assert {line.compared.key for line in found.lines if line.compared.state == "not_declared"} == {
        "attestation", "remark",
    }  # fmt: skip


@pytest.mark.parametrize("written", ["12000", "12000.00", "12,000", "12,000.0"])
def test_the_way_a_number_is_written_is_no_difference(written: str) -> None:
    assert comparing.is_same(f"~ {written} kg", "12000 kg")


@pytest.mark.parametrize(
    ("one", "other"), [("12000 kg", "1200 kg"), ("1.5 t", "15 t"), ("HANBIT", "HANBAT"), ("N/M", "")]
)
def test_other_texts_are_differences(one: str, other: str) -> None:
    assert not comparing.is_same(one, other)


def test_a_changed_cell_marks_its_box_and_its_place(context: Flask) -> None:
    certificate = imported(goods_lines__1__weight="20000", values__marks_and_numbers="N/M")
    found = {line.compared.key: line for line in comparisons.of(certificate).lines}
    assert {key for key, line in found.items() if line.compared.state == "different"} == {
        "weight_declared", "marks_and_numbers",
    }  # fmt: skip
    weight = found["weight_declared"].compared
    assert [(p.path, p.current, p.declared) for p in weight.places if p.differs] == [
        ("goods_lines.1.weight", "20000", "9600")
    ]
    assert ("20,000", True) in weight.certificate
    assert ("9,600", True) in weight.declaration


def test_pieces_put_together_are_the_text() -> None:
    one, other = "HANBIT SEAFOOD, BUSAN", "HANBIT SEAFOOD, 12 EXAMPLE-RO, BUSAN"
    assert "".join(text for text, _ in comparing.pieces(other, one)) == other
    assert not any(differs for _, differs in comparing.pieces(one, other))


def test_without_a_declaration_nothing_is_compared(context: Flask) -> None:
    made = factory.make(status=Status.SUBMITTED)
    found = comparisons.of(made.certificates[0])
    assert (found.is_declared, found.differing) == (False, 0)
    assert {line.compared.state for line in found.lines} == {"not_declared"}


def test_the_reviewers_changes_and_remarks_stand_at_their_line(context: Flask) -> None:
    certificate = imported()
    reviewer = act_as(REVIEWER)
    remark = reviews.add_remark(
        reviewer, certificate.id, path="values.means_of_conveyance", opinion="船名", suggested_value="BY AIR"
    )
    version = certificates.load(certificate.id).application.version
    remarks.write_into_draft(reviewer, certificate.id, remark.id, version=version, now=NOW)
    lines = {line.compared.key: line for line in comparisons.of(certificates.load(certificate.id)).lines}
    line = lines["means_of_conveyance"]
    assert [change.new for change in line.amended] == ["BY AIR"]
    assert [r.id for r in line.remarks] == [remark.id]
    assert line.is_noteworthy
    assert not lines["consignor"].is_noteworthy


@pytest.mark.parametrize("type_key", ["phytosanitary", "quality", "exit_exchange_voucher", "dg_packaging_use_result"])
def test_every_box_of_the_applicant_has_a_line(context: Flask, type_key: str) -> None:
    certificate = factory.make(type_key, Status.SUBMITTED).certificates[0]
    spec = certificate.format_version.spec
    own = [field.key for field in spec.fields if field.entered_by == "applicant"]
    assert [line.compared.key for line in comparisons.of(certificate).lines] == own
    assert states(certificate).keys() == set(own)
