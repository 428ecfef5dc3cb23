"""Shared goods: in every document for the columns it has, each one's own columns kept, nothing overwritten unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import StaleError
from app.models import Application, Certificate
from app.services.applications import applications, drafts
from app.services.applications import documents as application_documents
from app.services.applications.documents import Wanted
from app.services.applications.drafts import Typed
from app.services.certificates import certificates
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


@pytest.mark.function("5.8.1-goods")
def test_shared_goods_go_to_every_document_for_the_columns_it_has(context: Flask) -> None:
    application = with_documents(HEALTH, PHYTOSANITARY)
    actor, first = act_as(factory.CLERK), application.certificates[0]
    application_documents.share(
        actor, application.id, source_id=first.id, mark=application_documents.mark_of(application), now=NOW
    )
    first = certificates.load(first.id)
    rows = [{**row} for row in first.rows["goods_lines"]]
    rows[0]["goods_name_en"] = "FROZEN SQUID"
    keep(first, [*rows, {"goods_name_en": "FROZEN COD"}], origins=[*range(len(rows)), None])
    for document in applications.find(application.id).certificates:
        names = [row["goods_name_en"] for row in document.rows["goods_lines"]]
        assert (names[0], names[-1]) == ("FROZEN SQUID", "FROZEN COD")
        own = {c.key for c in document.format_version.spec.columns if c.group == "goods_lines"}
        assert all(set(row) <= own for row in document.rows["goods_lines"])


@pytest.mark.function("5.8.1-goods")
def test_a_document_keeps_its_own_columns_of_shared_goods(context: Flask) -> None:
    application = with_documents(PHYTOSANITARY)
    first, second = application.certificates
    columns = {c.key for c in second.format_version.spec.columns if c.group == "goods_lines"}
    own = sorted(columns - {c.key for c in first.format_version.spec.columns if c.group == "goods_lines"})
    keep(first, [{"goods_name_en": "ONE"}, {"goods_name_en": "TWO"}])
    application = applications.find(application.id)
    application_documents.share(
        act_as(factory.CLERK), application.id, source_id=first.id,
        mark=application_documents.mark_of(application), now=NOW,
    )  # fmt: skip
    second = certificates.load(second.id)
    keep(second, [{**row, own[0]: str(n)} for n, row in enumerate(second.rows["goods_lines"])])
    first = certificates.load(first.id)
    keep(first, [{"goods_name_en": "TWO"}], origins=[1])
    assert certificates.load(second.id).rows["goods_lines"] == [{"goods_name_en": "TWO", own[0]: "1"}]


@pytest.mark.function("5.8.1-goods")
def test_without_sharing_every_document_has_its_own_goods(context: Flask) -> None:
    application = with_documents(HEALTH)
    first, second = application.certificates
    mark = application_documents.mark_of(application)
    actor = act_as(factory.CLERK)
    application = application_documents.share(actor, application.id, source_id=first.id, mark=mark, now=NOW)
    shared = list(second.rows["goods_lines"])
    application_documents.unshare(actor, application.id, version=application.version, now=NOW)
    first, second = applications.find(application.id).certificates
    assert second.rows["goods_lines"] == shared
    keep(first, [{"goods_name_en": "ONLY HERE"}])
    assert certificates.load(second.id).rows["goods_lines"] == shared


@pytest.mark.bar("U7")
def test_nobody_saves_over_goods_that_another_document_has_changed(context: Flask) -> None:
    application = with_documents(HEALTH)
    first, second = application.certificates
    application_documents.share(
        act_as(factory.CLERK), application.id, source_id=first.id,
        mark=application_documents.mark_of(application), now=NOW,
    )  # fmt: skip
    first, second = certificates.load(first.id), certificates.load(second.id)
    seen_by_the_other = drafts.version_of(second)
    keep(first, [{"goods_name_en": "FROM THE FIRST CLERK"}])
    with pytest.raises(StaleError):
        keep(certificates.load(second.id), [{"goods_name_en": "FROM THE SECOND"}], version=seen_by_the_other)
    assert certificates.load(first.id).rows["goods_lines"][0]["goods_name_en"] == "FROM THE FIRST CLERK"


@pytest.mark.parametrize("step", ["share", "remove"])
def test_a_switch_or_a_removal_is_refused_when_a_document_was_saved_meanwhile(context: Flask, step: str) -> None:
    application = with_documents(HEALTH)
    first, second = application.certificates
    mark = application_documents.mark_of(application)
    keep(second, [{"goods_name_en": "TYPED MEANWHILE"}])
    actor = act_as(factory.CLERK)

    def change() -> object:
        if step == "share":
            return application_documents.share(actor, application.id, source_id=first.id, mark=mark, now=NOW)
        return application_documents.remove(actor, application.id, second.id, mark=mark, now=NOW)

    with pytest.raises(StaleError):
        change()
    assert certificates.load(second.id).rows["goods_lines"] == [{"goods_name_en": "TYPED MEANWHILE"}]
