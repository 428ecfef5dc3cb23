"""Issuing: of every type, of one document alone, and what it does to the document that is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.catalogue.loader import catalogue
from app.domain.errors import NotAllowedNowError
from app.domain.workflow import Action, Status
from app.services.applications import issuance, reissues
from app.services.certificates import certificates
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
