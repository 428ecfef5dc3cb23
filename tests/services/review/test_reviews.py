"""Reviewing, issuing and what comes after: customs' fields, remarks, numbers, frozen files, prints, reissues."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError, InvalidError, NotAllowedNowError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Declaration, SystemParameter
from app.services.applications import applications
from app.services.certificates import certificates, documents
from app.services.review import customs_fields, remarks, reviews
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, SECOND_REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

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
    certificates.save(clerk, certificate.id, content, version=certificate.version)
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


def test_the_enterprise_is_shown_what_the_reviewer_changed(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW, needs_confirmation=True)
    reviewer, certificate_id = act_as(REVIEWER), made.certificates[0].id
    remark = reviews.add_remark(
        reviewer, certificate_id, path="values.means_of_conveyance", opinion="船名", suggested_value="BY AIR"
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
