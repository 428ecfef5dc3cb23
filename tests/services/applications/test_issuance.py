"""Issuing: of every type, of one document alone, and what it does to the document that is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.errors import NotAllowedNowError, NotFoundError, NotPermittedError, StaleError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import SystemParameter
from app.services.applications import applications, issuance, reissues
from app.services.certificates import certificates, freezing
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


TYPE_KEYS = [kind.key for kind in catalogue().types.values() if kind.enabled]


@pytest.mark.parametrize("type_key", TYPE_KEYS)
@pytest.mark.function("5.8.1-review")
def test_every_type_goes_from_draft_to_an_issued_document(context: Flask, type_key: str) -> None:
    issued = factory.make(type_key, Status.ISSUED)
    certificate = issued.certificates[0]
    assert certificate.certificate_no == f"{issued.inspection_no}{certificate.sub_certificate_no}"
    assert (certificate.validity, certificate.issued_at) == ("valid", NOW)
    assert [event.action for event in issued.events] == ["save", "submit", "accept", "amend", "approve", "issue"]


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


def test_what_changed_since_it_was_seen_is_not_issued(context: Flask) -> None:
    made = factory.make(status=Status.APPROVED)
    number, present = made.id, made.version
    reviewer = act_as(REVIEWER)
    with pytest.raises(StaleError):
        issuance.prepare(reviewer, number, version=present - 1)
    version, files = issuance.prepare(reviewer, number, version=present)
    assert not db.session().in_transaction(), "rendering holds no transaction"
    assert (version, len(files)) == (present, 2)


def test_nothing_is_rendered_for_who_may_not_issue(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made = factory.make(status=Status.APPROVED)
    monkeypatch.setattr(freezing, "freeze", lambda _sheets: pytest.fail("rendered all the same"))
    with pytest.raises(NotPermittedError):
        issuance.prepare(act_as(CLERK), made.id)


def test_nothing_is_rendered_for_a_reissue_of_what_is_not_valid_any_more(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = factory.make(status=Status.ISSUED)
    draft = reissues.reissue(act_as(CLERK), old.certificates[0].id, kind="change", reason="更正（示例）。", now=NOW)
    for action in (Action.SUBMIT, Action.ACCEPT, Action.APPROVE):
        factory.lead(draft.id, action)
    reviewer, revoked = act_as(REVIEWER), old.certificates[0].id
    workflow.perform(reviewer, Action.REVOKE, old.id, now=NOW, reason="未出运（示例）。", certificate_id=revoked)
    monkeypatch.setattr(freezing, "freeze", lambda _sheets: pytest.fail("rendered all the same"))
    with pytest.raises(NotAllowedNowError) as refused:
        issuance.prepare(reviewer, draft.id)
    assert refused.value.code == "reissue_origin_gone"


def test_an_issued_certificate_is_refused_as_such_and_a_foreign_one_as_unknown(context: Flask) -> None:
    made = factory.make(status=Status.APPROVED, documents=2)
    first = made.certificates[0].id
    reviewer = act_as(REVIEWER)
    with pytest.raises(NotFoundError):
        issuance.issue(reviewer, made.id, now=NOW, certificate_id=first + 1000)
    issuance.issue(reviewer, made.id, now=NOW, certificate_id=first)
    with pytest.raises(NotAllowedNowError) as refused:
        issuance.issue(reviewer, made.id, now=NOW, certificate_id=first)
    assert refused.value.code == "already_issued"
    assert issuance.issue(reviewer, made.id, now=NOW).status == Status.ISSUED


@pytest.mark.parametrize(("asked", "status"), [("no", Status.APPROVED), ("yes", Status.ISSUED)])
def test_approval_issues_at_once_where_the_parameter_says_so(context: Flask, asked: str, status: Status) -> None:
    made = factory.make(status=Status.APPROVED)
    act_as(factory.ADMINISTRATOR)
    name = SystemParameter.name == "approval_issues_at_once"
    db.session.scalars(select(SystemParameter).where(name)).one().value = asked
    db.session.commit()
    done = issuance.issue_with_approval(act_as(REVIEWER), made.id, now=NOW)
    assert (done is None) is (status is Status.APPROVED)
    assert applications.find(made.id).status == status
