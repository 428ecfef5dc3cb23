"""Reissues as services: one open at a time, closed entries refused, standings and notes of old and new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from app.domain.errors import NotAllowedNowError, StaleError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application
from app.services.applications import reissues
from app.services.certificates import certificates, printing, reissue_limits
from app.services.review import reviews
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Certificate


def _issued() -> int:
    number: int = factory.make(status=Status.ISSUED).certificates[0].id
    return number


def _reissue(certificate_id: int, kind: str = "supplement", **more: Any) -> Application:
    return reissues.reissue(act_as(CLERK), certificate_id, kind=kind, reason="补充检测项目（示例）。", now=NOW, **more)


def _save(certificate: Certificate, **values: str) -> None:
    content = replace(certificate.content, values={**certificate.values, **values})
    certificates.save(act_as(CLERK), certificate.id, content, version=certificate.version)


@pytest.mark.function("5.8.1-reissue")
def test_a_second_reissue_waits_until_the_first_one_is_over(context: Flask) -> None:
    old = _issued()
    first = _reissue(old, client_token="t1", original_place="with_consignee", original_note="釜山（示例）")
    assert (first.original_place, first.original_note) == ("with_consignee", "釜山（示例）")
    assert _reissue(old, client_token="t1").id == first.id
    with pytest.raises(NotAllowedNowError) as refused:
        _reissue(old, "change", client_token="t2")
    assert (refused.value.code, refused.value.params["certificate_id"]) == ("reissue_open", first.certificates[0].id)
    workflow.perform(act_as(CLERK), Action.DELETE, first.id, now=NOW)
    assert _reissue(old, "change").id != first.id
    assert db.session.scalar(select(func.count(Application.id)).where(Application.reissue_of_id == old)) == 1


@pytest.mark.function("5.8.1-reissue")
@pytest.mark.parametrize(
    ("kind", "path", "is_open"),
    [
        ("supplement", "values.consignee", False),
        ("supplement", "values.remark", True),
        ("change", "values.consignee", True),
    ],
)
def test_a_value_that_customs_suggests_for_a_closed_entry_cannot_be_adopted(
    context: Flask,
    kind: str,
    path: str,
    is_open: bool,  # noqa: FBT001
) -> None:
    document = _reissue(_issued(), kind).certificates[0]
    _save(document, remark="补充说明（示例）")
    for action in (Action.SUBMIT, Action.ACCEPT):
        factory.lead(document.application_id, action)
    reviewer = act_as(REVIEWER)
    remark = reviews.add_remark(
        reviewer, document.id, path=path, opinion="请更正（示例）。", suggested_value="新值（示例）"
    ).id
    workflow.perform(reviewer, Action.RETURN, document.application_id, now=NOW, reason="请更正（示例）。")
    clerk, number = act_as(CLERK), document.id
    assert reissue_limits.is_open(certificates.load(number), path) is is_open
    if is_open:
        reviews.accept_suggestion(clerk, number, remark)
    else:
        with pytest.raises(NotAllowedNowError):
            reviews.accept_suggestion(clerk, number, remark)
    adopted = certificates.load(number).values.get(path.partition(".")[2]) == "新值（示例）"
    assert adopted is is_open


@pytest.mark.function("5.8.1-reissue")
def test_the_chain_is_seen_from_each_document_and_a_void_origin_stops_the_issue(context: Flask) -> None:
    old = _issued()
    assert reissues.chain(certificates.load(old)) == []
    draft = _reissue(old)
    document = draft.certificates[0].id
    _save(certificates.load(document), remark="补充说明（示例）")
    assert ("values.remark", "", "补充说明（示例）") in reissues.changes(certificates.load(document))
    for seen_from in (old, document):
        links = reissues.chain(certificates.load(seen_from))
        assert [(one.certificate.id, one.depth, one.kind) for one in links] == [
            (old, 0, None), (document, 1, "supplement"),
        ]  # fmt: skip
    for action in (Action.SUBMIT, Action.ACCEPT, Action.APPROVE):
        factory.lead(draft.id, action)
    origin = certificates.load(old)
    workflow.perform(
        act_as(REVIEWER), Action.REVOKE, origin.application_id, now=NOW, reason="x（示例）", certificate_id=old
    )
    with pytest.raises(NotAllowedNowError) as refused:
        factory.lead(draft.id, Action.ISSUE)
    assert refused.value.code == "reissue_origin_gone"


@pytest.mark.function("5.8.1-reissue")
@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("supplement", "本证书是{no}号证书的补充证书", "This Certificate is a Supplement of the Certificate No.{no}"),
        ("change", "号证书的更改证书，原证书作废", "is an amendment of the Certificate No.{no} dated "),
        ("replace", "本证书替换", "in replacement of the Certificate No.{no} dated "),
        ("second_original", "本证书是{no}号证书正本的重本", "the second original of the Certificate No.{no}"),
    ],
)
def test_the_new_document_prints_its_note(context: Flask, kind: str, zh: str, en: str) -> None:
    old = _issued()
    number = certificates.load(old).certificate_no
    document = _reissue(old, kind).certificates[0]
    notes = str(printing.sheet(certificates.load(document.id)).data["head"])
    assert zh.format(no=number) in notes
    assert en.format(no=number) in notes


def test_a_stale_draft_is_refused_before_its_entries_are_looked_at(context: Flask) -> None:
    document = _reissue(_issued()).certificates[0]
    with pytest.raises(StaleError):
        certificates.save(act_as(CLERK), document.id, document.content, version=document.version + 7)
