"""Declare a reissue 补发申报: what the linked draft takes over, and what both histories say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.domain.errors import NotAllowedNowError, NotFoundError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import CertificateFormat
from app.services.applications import applications, reissues
from app.services.certificates import certificates
from app.services.formats import formats
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


@pytest.mark.function("5.8.1-reissue")
@pytest.mark.parametrize(("kind", "originals"), [("change", 3), ("second_original", 1)])
def test_the_draft_takes_over_what_its_kind_allows(context: Flask, kind: str, originals: int) -> None:
    made = factory.make(status=Status.ISSUED)
    old = certificates.load(made.certificates[0].id)
    old.originals, old.copies = 3, 4
    db.session.commit()
    number, no, contents = old.id, old.certificate_no, old.content
    draft = reissues.reissue(
        act_as(CLERK), number, kind=kind, reason="证书遗失（示例）。", now=NOW, client_token="t1",
        original_place="with_consignee" if kind == "change" else "", original_note=" 釜山（示例） ",
    )  # fmt: skip
    assert (draft.entry_mode, draft.client_token, draft.reissue_reason) == ("similar", "t1", "证书遗失（示例）。")
    assert (draft.original_note, draft.producer) == ("釜山（示例）", made.producer)
    assert draft.original_place == ("with_consignee" if kind == "change" else None)
    new = draft.certificates[0]
    assert (new.originals, new.copies) == (originals, 4)
    assert new.rows["goods_lines"][0]["weight"] == contents.rows["goods_lines"][0]["weight"]
    assert new.values["means_of_conveyance"] == contents.values["means_of_conveyance"]
    assert ("official_veterinarian" in new.values) is (kind == "second_original")
    assert frozenset(new.statements) == contents.statements
    assert new.sources == {f"values.{key}": "copied" for key in new.values}
    (started,) = draft.events
    assert (started.action, started.details) == ("save", {"entry_mode": "reissue", "reissue_of": no})
    told = applications.find(made.id).events[-1]
    assert told.details == {"reissued_as": draft.id, "reissue_kind": kind, "certificates": [no]}


@pytest.mark.parametrize(("kind", "is_old"), [("second_original", True), ("change", False)])
def test_a_second_original_keeps_the_version_of_the_format(context: Flask, kind: str, is_old: bool) -> None:  # noqa: FBT001
    old = factory.make(status=Status.ISSUED).certificates[0]
    number, version = old.id, old.format_version_id
    act_as(factory.ADMINISTRATOR)
    row = db.session.scalars(select(CertificateFormat).where(CertificateFormat.code == old.format_code)).one()
    row.definition = {**row.definition, "title_en": "ANOTHER TITLE"}
    formats.publish(row, now=NOW, reason="（示例）")
    db.session.commit()
    draft = reissues.reissue(act_as(CLERK), number, kind=kind, reason="遗失（示例）。", now=NOW)
    assert (draft.certificates[0].format_version_id == version) is is_old


def test_a_reissue_without_a_note_has_an_empty_one(context: Flask) -> None:
    made = factory.make(status=Status.ISSUED)
    drafts: list[object] = []
    workflow.perform(
        act_as(CLERK), Action.REISSUE, made.id, now=NOW, reason="补充（示例）。",
        certificate_id=made.certificates[0].id, kind="supplement", made=drafts,
    )  # fmt: skip
    (draft,) = drafts
    assert (draft.original_place, draft.original_note) == (None, "")  # type: ignore[attr-defined]


def test_what_is_void_or_elsewhere_is_not_reissued(context: Flask) -> None:
    made = factory.make(status=Status.ISSUED, documents=2)
    void, whole = (one.id for one in made.certificates)
    reviewer = act_as(REVIEWER)
    workflow.perform(reviewer, Action.REVOKE, made.id, now=NOW, reason="x（示例）", certificate_id=void)
    clerk = act_as(CLERK)
    with pytest.raises(NotAllowedNowError) as refused:
        reissues.reissue(clerk, void, kind="change", reason="x（示例）", now=NOW)
    assert refused.value.code == "not_valid_any_more"
    with pytest.raises(NotFoundError):
        workflow.perform(
            clerk, Action.REISSUE, made.id, now=NOW, reason="x（示例）", certificate_id=whole + 1000,
            kind="change", made=[],
        )  # fmt: skip
    first = reissues.reissue(clerk, whole, kind="change", reason="x（示例）", now=NOW)
    with pytest.raises(NotAllowedNowError) as refused:
        reissues.reissue(clerk, whole, kind="change", reason="x（示例）", now=NOW)
    assert (refused.value.code, refused.value.params["certificate_id"]) == ("reissue_open", first.certificates[0].id)
