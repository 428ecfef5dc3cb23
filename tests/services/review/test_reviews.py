"""Reviewing, issuing and what comes after: customs' fields, remarks, numbers, frozen files, prints, reissues."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError, InvalidError, NotAllowedNowError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.gateways import gateways
from app.models import CertificateFormat, Declaration, IssuedDocument, SystemParameter
from app.services.applications import applications, issuance, prints, reissues
from app.services.certificates import certificates, documents
from app.services.review import customs_fields, remarks, reviews
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, SECOND_REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Application

TYPE_KEYS = [kind.key for kind in catalogue().types.values() if kind.enabled]


def set_parameter(name: str, value: str) -> None:
    """Set a system parameter, as the administrator does on his screen."""
    act_as(factory.ADMINISTRATOR)
    row = db.session.scalar(select(SystemParameter).where(SystemParameter.name == name))
    if row is None:
        row = SystemParameter(name=name)
        db.session.add(row)
    row.value = value
    db.session.commit()


def frozen(application: Application) -> list[IssuedDocument]:
    ids = [certificate.id for certificate in application.certificates]
    statement = select(IssuedDocument).where(IssuedDocument.certificate_id.in_(ids)).order_by(IssuedDocument.id)
    return list(db.session.scalars(statement))


@pytest.mark.parametrize("type_key", TYPE_KEYS)
@pytest.mark.function("5.8.1-review")
def test_every_type_goes_from_draft_to_an_issued_document(context: Flask, type_key: str) -> None:
    issued = factory.make(type_key, Status.ISSUED)
    certificate = issued.certificates[0]
    assert certificate.certificate_no == f"{issued.inspection_no}{certificate.sub_certificate_no}"
    assert (certificate.validity, certificate.issued_at) == ("valid", NOW)
    assert [event.action for event in issued.events] == ["save", "submit", "accept", "amend", "approve", "issue"]


@pytest.mark.parametrize("type_key", TYPE_KEYS)
def test_approval_names_every_entry_of_customs_that_is_missing(context: Flask, type_key: str) -> None:
    made = factory.make(type_key, Status.UNDER_REVIEW)
    certificate = made.certificates[0]
    with pytest.raises(InvalidError) as refused:
        workflow.perform(act_as(REVIEWER), Action.APPROVE, made.id, now=NOW)
    required = {
        field.key
        for field in certificate.format_version.spec.fields
        if field.required and field.entered_by == "customs"
    }
    prefix = f"certificates.{certificate.id}.values."
    told = {error.path.removeprefix(prefix) for error in refused.value.errors if error.path.startswith(prefix)}
    assert told == required
    assert customs_fields.missing(certificate) == len(refused.value.errors)


def test_place_and_date_of_issue_are_proposed_from_the_office_and_the_day_in_china(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    entries = {entry.path: entry for entry in customs_fields.of(made.certificates[0], now=NOW)}
    assert (entries["place_of_issue"].value, entries["place_of_issue"].is_proposed) == ("大连 DALIAN", True)
    assert entries["date_of_issue"].value == "2026-11-23"
    assert entries["official_veterinarian"].is_missing


def test_customs_enters_the_results_of_the_applicants_tests_and_nothing_else(context: Flask) -> None:
    made = factory.make("quality", Status.UNDER_REVIEW)
    reviewer, certificate_id = act_as(REVIEWER), made.certificates[0].id

    def amend(**entries: str) -> None:
        named = {path.replace("__", "."): text for path, text in entries.items()}
        workflow.perform(reviewer, Action.AMEND, made.id, now=NOW, certificate_id=certificate_id, customs_values=named)

    amend(test_items__0__result="97.4")
    assert certificates.load(certificate_id).rows["test_items"][0]["result"] == "97.4"
    for path in ("test_items__0__item_name", "test_items__99__result", "consignor", "certificate_no"):
        with pytest.raises(DomainError) as refused:
            amend(**{path: "x"})
        assert refused.value.code == "not_customs_fields"


def test_a_result_stays_with_the_test_it_was_found_in(context: Flask) -> None:
    made = factory.make("quality", Status.UNDER_REVIEW)
    factory.fill_in(act_as(REVIEWER), made.id)
    factory.lead(made.id, Action.RETURN)
    clerk = act_as(CLERK)
    certificate = certificates.load(made.certificates[0].id)
    items = list(certificate.rows["test_items"])
    found = [row["result"] for row in items]
    plain = [{k: v for k, v in row.items() if k not in {"result", "method"}} for row in items]
    changed = [{**plain[2], "requirement": "≥ 3.00"}, plain[0]]
    content = replace(certificate.content, rows={**certificate.rows, "test_items": changed})
    certificates.save(clerk, certificate.id, content, version=certificate.version, now=NOW)
    kept = certificates.load(certificate.id).rows["test_items"]
    assert [row.get("result", "") for row in kept] == ["", found[0]]


def test_customs_fields_of_a_wrong_shape_are_refused_at_their_field(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    with pytest.raises(InvalidError) as refused:
        workflow.perform(
            act_as(REVIEWER), Action.AMEND, made.id, now=NOW, certificate_id=made.certificates[0].id,
            customs_values={"date_of_issue": "yesterday"},
        )  # fmt: skip
    assert [error.path for error in refused.value.errors] == ["values.date_of_issue"]
    assert "date_of_issue" not in applications.find(made.id).certificates[0].values


def test_the_applicants_fields_are_open_to_the_reviewer_only_before_a_wanted_confirmation(context: Flask) -> None:
    for status, wanted, is_open in (
        (Status.UNDER_REVIEW, True, True),
        (Status.UNDER_REVIEW, False, False),
        (Status.CONFIRMED, True, False),
    ):
        made = factory.make(status=status, needs_confirmation=wanted)
        certificate = made.certificates[0]
        content = remarks.with_place(certificate.content, "values.means_of_conveyance", "BY AIR")
        arguments = {"now": NOW, "certificate_id": certificate.id, "content": content}
        if is_open:
            workflow.perform(act_as(REVIEWER), Action.AMEND, made.id, **arguments)  # type: ignore[arg-type]
            changed = certificates.load(certificate.id)
            assert changed.values["means_of_conveyance"] == "BY AIR"
            assert changed.sources["values.means_of_conveyance"] == "customs"
        else:
            with pytest.raises(NotAllowedNowError) as refused:
                workflow.perform(act_as(REVIEWER), Action.AMEND, made.id, **arguments)  # type: ignore[arg-type]
            assert refused.value.code == "applicants_fields_are_closed"


def test_remarks_go_with_the_return_and_are_settled_by_the_next_submission(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    certificate_id = made.certificates[0].id
    reviewer = act_as(REVIEWER)
    remark = reviews.add_remark(
        reviewer, certificate_id, path="goods_lines.0.weight", opinion="请核对。", suggested_value="9500", now=NOW
    )
    workflow.perform(reviewer, Action.RETURN, made.id, now=NOW, reason="请更正。")
    told = applications.find(made.id).events[-1].details["remarks"]
    assert told == [
        {"certificate": certificate_id, "path": "goods_lines.0.weight", "opinion": "请核对。", "suggested": "9500"}
    ]
    with pytest.raises(NotAllowedNowError):
        remarks.change(reviewer, certificate_id, remark.id, opinion="x")
    reviews.accept_suggestion(act_as(CLERK), certificate_id, remark.id, now=NOW)
    factory.lead(made.id, Action.SUBMIT)
    again = applications.find(made.id)
    assert again.certificates[0].rows["goods_lines"][0]["weight"] == "9500"
    assert [(c["path"], c["old"], c["new"]) for c in again.events[-1].details["changes"]] == [
        ("goods_lines.0.weight", "9600", "9500")
    ]
    assert again.review_round == 2


def test_the_enterprise_is_shown_what_the_reviewer_changed(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW, needs_confirmation=True)
    reviewer, certificate_id = act_as(REVIEWER), made.certificates[0].id
    remark = reviews.add_remark(
        reviewer, certificate_id, path="values.means_of_conveyance", opinion="船名", suggested_value="BY AIR", now=NOW
    )
    version = applications.find(made.id).version
    remarks.write_into_draft(reviewer, certificate_id, remark.id, version=version, now=NOW)
    workflow.perform(reviewer, Action.ASK_CONFIRMATION, made.id, now=NOW)
    details = applications.find(made.id).events[-1].details
    assert [(c["path"], c["new"]) for c in details["changes"]] == [("values.means_of_conveyance", "BY AIR")]
    assert [r["opinion"] for r in details["remarks"]] == ["船名"]


def test_a_second_person_approves_when_the_parameter_says_so(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    factory.fill_in(act_as(REVIEWER), made.id)
    set_parameter("approval_needs_second_person", "yes")
    with pytest.raises(NotAllowedNowError) as refused:
        workflow.perform(act_as(REVIEWER), Action.APPROVE, made.id, now=NOW)
    assert refused.value.code == "second_person_needed"
    assert workflow.perform(act_as(SECOND_REVIEWER), Action.APPROVE, made.id, now=NOW).status == Status.APPROVED


@pytest.mark.function("5.8.1-review")
def test_issuing_freezes_an_original_and_a_copy_with_their_hashes(context: Flask) -> None:
    issued = factory.make(status=Status.ISSUED)
    kept = frozen(issued)
    assert [document.copy_kind for document in kept] == ["original", "copy"]
    for document in kept:
        data = gateways().files.get(document.storage_key)
        assert data.startswith(b"%PDF")
        assert hashlib.sha256(data).hexdigest() == document.sha256
        assert document.size == len(data)
    with pytest.raises(NotAllowedNowError):
        issuance.issue(act_as(REVIEWER), issued.id, now=NOW)


def test_later_changes_of_format_and_declaration_never_change_an_issued_document(context: Flask) -> None:
    no = "226000004178628"
    issued = factory.make(status=Status.ISSUED, inspection_no=no)
    kept = [(d.sha256, d.content, gateways().files.get(d.storage_key)) for d in frozen(issued)]
    version_id = issued.certificates[0].format_version_id
    act_as(factory.ADMINISTRATOR)
    row = db.session.scalars(select(CertificateFormat).where(CertificateFormat.code == "c3-1")).one()
    row.definition = {**row.definition, "title_en": "ANOTHER TITLE"}
    from app.services.formats import formats

    formats.publish(row, now=NOW, reason="（示例）")
    declaration = db.session.scalars(select(Declaration).where(Declaration.inspection_no == no)).one()
    declaration.header = {**declaration.header, "consignee_name_en": "SOMEBODY ELSE (EXAMPLE)"}
    db.session.commit()
    act_as(CLERK)
    again = applications.find(issued.id)
    assert again.certificates[0].format_version_id == version_id
    assert [(d.sha256, d.content, gateways().files.get(d.storage_key)) for d in frozen(again)] == kept


def test_one_certificate_is_issued_alone_and_the_application_waits_for_the_other(context: Flask) -> None:
    made = factory.make(status=Status.APPROVED, documents=2)
    first, second = (certificate.id for certificate in made.certificates)
    reviewer = act_as(REVIEWER)
    partly = issuance.issue(reviewer, made.id, now=NOW, certificate_id=second)
    assert partly.status == Status.APPROVED
    assert [c.validity for c in partly.certificates] == [None, "valid"]
    with pytest.raises(NotAllowedNowError):
        issuance.issue(reviewer, made.id, now=NOW, certificate_id=second)
    assert issuance.issue(reviewer, made.id, now=NOW, certificate_id=first).status == Status.ISSUED


def test_a_certificate_is_revoked_once(context: Flask) -> None:
    issued = factory.make(status=Status.ISSUED)
    certificate_id = issued.certificates[0].id
    reviewer = act_as(REVIEWER)
    workflow.perform(
        reviewer, Action.REVOKE, issued.id, now=NOW, reason="货物未出运（示例）。", certificate_id=certificate_id
    )
    assert certificates.load(certificate_id).validity == "revoked"
    with pytest.raises(NotAllowedNowError):
        workflow.perform(reviewer, Action.REVOKE, issued.id, now=NOW, reason="x", certificate_id=certificate_id)
    with pytest.raises(NotAllowedNowError):
        documents.print_issued(act_as(CLERK), certificate_id, copy_kind="original", now=NOW)


@pytest.mark.parametrize(
    ("kind", "standing"),
    [("supplement", "supplemented"), ("change", "replaced"), ("replace", "replaced"), ("second_original", "valid")],
)
def test_the_old_certificate_is_marked_when_the_new_one_is_issued(context: Flask, kind: str, standing: str) -> None:
    old = factory.make(status=Status.ISSUED)
    old_id = old.certificates[0].id
    draft = reissues.reissue(act_as(CLERK), old_id, kind=kind, reason="证书遗失（示例）。", now=NOW)
    assert (draft.status, draft.reissue_of_id, draft.reissue_kind) == (Status.DRAFT, old_id, kind)
    assert draft.certificates[0].sub_certificate_no == "002"
    assert ("place_of_issue" in draft.certificates[0].values) == (kind == "second_original")
    for action in (Action.SUBMIT, Action.ACCEPT, Action.APPROVE):
        factory.lead(draft.id, action)
    assert certificates.load(old_id).validity == "valid"
    factory.lead(draft.id, Action.ISSUE)
    assert certificates.load(old_id).validity == standing


def test_originals_past_their_number_need_a_reason_and_stand_in_the_ledger(context: Flask) -> None:
    issued = factory.make(status=Status.ISSUED)
    certificate_id = issued.certificates[0].id
    clerk = act_as(CLERK)
    document, file = documents.print_issued(clerk, certificate_id, copy_kind="original", now=NOW)
    assert hashlib.sha256(file.data).hexdigest() == document.sha256
    with pytest.raises(DomainError) as refused:
        documents.print_issued(clerk, certificate_id, copy_kind="original", now=NOW)
    assert refused.value.code == "reason_for_reprint_needed"
    documents.print_issued(clerk, certificate_id, copy_kind="original", now=NOW, reason="卡纸（示例）。")
    ledger = prints.ledger(issued, issued.certificates)
    assert [(row.copy_number, row.reason) for row in reversed(ledger)] == [(1, ""), (2, "卡纸（示例）。")]


def test_the_inspection_number_of_another_enterprise_is_answered_like_a_wrong_one(context: Flask) -> None:
    own = act_as(CLERK).organisation_id
    act_as(factory.ADMINISTRATOR)
    foreign = db.session.scalars(select(Declaration.inspection_no).where(Declaration.organisation_id != own)).first()
    made = factory.make(inspection_no=foreign)
    with pytest.raises(InvalidError) as refused:
        factory.lead(made.id, Action.SUBMIT)
    assert [(error.path, error.code) for error in refused.value.errors] == [
        ("application.inspection_no", "inspection_no")
    ]
