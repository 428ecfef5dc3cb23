"""Documents of one application: added, ordered, taken out, sharing their goods; nobody's work is overwritten unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError, StaleError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application, Certificate
from app.services.applications import applications, drafts
from app.services.applications import documents as application_documents
from app.services.applications.documents import Wanted
from app.services.applications.drafts import Typed
from app.services.certificates import certificates
from app.services.workflow import timelines, workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, act_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask

VETERINARY, HEALTH, PHYTOSANITARY, SLIP = (
    Wanted("14", "c3-1"),
    Wanted("15", "c2-2"),
    Wanted("18", "c5-1"),
    Wanted("P1", "3-2"),
)


def with_documents(*more: Wanted, **header: Any) -> Application:
    """Make a draft whose first document is complete, and add further ones."""
    application = factory.draft(**header)
    actor = act_as(factory.CLERK)
    application_documents.add(actor, application.id, more, version=application.version, now=NOW)
    return applications.find(application.id)


def keep(certificate: Certificate, rows: Sequence[dict[str, str]], *, version: str = "", origins: Any = None) -> None:
    """Save the goods lines of a document as its form does."""
    content = type(certificate.content)(
        values=certificate.content.values,
        rows={**certificate.rows, "goods_lines": list(rows)},
        statements=certificate.content.statements,
    )
    numbers = {group: list(range(len(found))) for group, found in certificate.rows.items()}
    typed = Typed(content=content, origins={**numbers, "goods_lines": origins or list(range(len(rows)))})
    drafts.save(act_as(factory.CLERK), certificate.id, typed, version=version or drafts.version_of(certificate))


@pytest.mark.function("5.8.1-add")
def test_documents_are_added_and_get_the_next_sub_numbers(context: Flask) -> None:
    application = with_documents(HEALTH, PHYTOSANITARY)
    assert [d.type_code for d in application.certificates] == ["14", "15", "18"]
    assert [d.sub_certificate_no for d in application.certificates] == ["001", "002", "003"]
    assert [d.position for d in application.certificates] == [1, 2, 3]


@pytest.mark.function("5.8.1-add")
def test_a_double_click_adds_a_document_once(context: Flask) -> None:
    application = factory.draft()
    actor, version = act_as(factory.CLERK), application.version
    application_documents.add(actor, application.id, [HEALTH], version=version, now=NOW)
    with pytest.raises(StaleError):
        application_documents.add(actor, application.id, [HEALTH], version=version, now=NOW)
    assert len(applications.find(application.id).certificates) == 2


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ([SLIP], "documents_of_two_kinds"),
        ([Wanted("14", "c5-1")], "no_such_format"),
        ([Wanted("97", "c3-1")], "no_such_format"),
        ([HEALTH] * 20, "too_many_documents"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_fit_is_refused_and_adds_nothing(context: Flask, wanted: list[Wanted], code: str) -> None:
    application = factory.draft()
    with pytest.raises(DomainError) as refused:
        application_documents.add(act_as(factory.CLERK), application.id, wanted, version=application.version, now=NOW)
    assert refused.value.code == code
    assert len(applications.find(application.id).certificates) == 1


@pytest.mark.function("5.8.1-add")
def test_documents_change_their_order_and_stay_in_it(context: Flask) -> None:
    application = with_documents(HEALTH, PHYTOSANITARY)
    last = application.certificates[2].id
    moved = application_documents.move(
        act_as(factory.CLERK), application.id, last, is_up=True, version=application.version
    )
    db.session.expire_all()
    assert [d.type_code for d in applications.find(moved.id).certificates] == ["14", "18", "15"]


@pytest.mark.function("5.8.1-add")
def test_a_document_is_taken_out_but_never_the_last_one(context: Flask) -> None:
    application = with_documents(HEALTH)
    first, second = application.certificates
    actor, mark = act_as(factory.CLERK), application_documents.mark_of(application)
    application_documents.remove(actor, application.id, second.id, mark=mark, now=NOW)
    application = applications.find(application.id)
    assert [d.id for d in application.certificates] == [first.id]
    with pytest.raises(DomainError, match="last_document"):
        application_documents.remove(
            actor, application.id, first.id, mark=application_documents.mark_of(application), now=NOW
        )


@pytest.mark.function("5.8.1-history")
def test_the_history_says_which_documents_came_and_went(context: Flask) -> None:
    application = with_documents(HEALTH)
    removed = application.certificates[1]
    number, mark = removed.number, application_documents.mark_of(application)
    application_documents.remove(act_as(factory.CLERK), application.id, removed.id, mark=mark, now=NOW)
    told = [entry.facts for entry in timelines.of(applications.find(application.id)).entries]
    assert {"removed": number} in told
    assert {"added": [number]} in told


@pytest.mark.function("5.8.1-submit")
def test_two_clerks_and_a_reviewer_never_overwrite_each_other(context: Flask) -> None:
    application = with_documents(needs_confirmation=False)
    document = application.certificates[0]
    seen = drafts.version_of(document)
    header_seen = application.version
    # one clerk saves the header, the other one still has the old page of it
    actor = act_as(factory.CLERK)
    applications.save_header(actor, application.id, {"producer": "甲（示例）"}, version=header_seen)
    with pytest.raises(StaleError):
        applications.save_header(actor, application.id, {"producer": "乙（示例）"}, version=header_seen)
    with pytest.raises(StaleError):
        keep(certificates.load(document.id), [{"goods_name_en": "OLD PAGE"}], version=seen)
    # one declares while the other one still types, and while customs already reads
    workflow.perform(actor, Action.SUBMIT, application.id, now=NOW)
    factory.lead(application.id, Action.ACCEPT)
    with pytest.raises(NotAllowedNowError):
        keep(certificates.load(document.id), [{"goods_name_en": "TOO LATE"}])
    application = applications.find(application.id)
    for change in (
        lambda: application_documents.add(actor, application.id, [HEALTH], version=application.version, now=NOW),
        lambda: application_documents.unshare(actor, application.id, version=application.version, now=NOW),
    ):
        act_as(factory.CLERK)
        with pytest.raises(NotAllowedNowError):
            change()
    assert applications.find(application.id).status == Status.UNDER_REVIEW
    assert applications.find(application.id).producer == "甲（示例）"


def test_documents_of_another_enterprise_are_not_there(context: Flask) -> None:
    application = with_documents(HEALTH)
    number, document, mark = application.id, application.certificates[1].id, application_documents.mark_of(application)
    stranger = act_as(factory.OTHER_CLERK)
    with pytest.raises(NotFoundError):
        application_documents.remove(stranger, number, document, mark=mark, now=NOW)
    with pytest.raises(NotFoundError):
        application_documents.share(stranger, number, source_id=document, mark=mark, now=NOW)
