"""Documents of a template: added, filled in, taken out; what no longer fits is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.orm.attributes import flag_modified

from app.domain.errors import DomainError, NotFoundError, StaleError
from app.extensions import db
from app.services.applications import template_records, templates
from app.services.applications.documents import Wanted
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.actor import Actor
    from app.models import DraftTemplate


def _head(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "documents": [("14", "c3-1")], **more}


def _kept(name: str = "韩国鱼片（示例）", **options: Any) -> tuple[Actor, DraftTemplate]:
    made = factory.draft(**options)
    actor = act_as(CLERK)
    return actor, templates.keep(actor, made.id, name=name, now=NOW)


@pytest.mark.function("5.8.1-template")
def test_what_no_longer_fits_is_reported_and_left_behind(context: Flask) -> None:
    actor, kept = _kept()
    kept.documents[0]["values"]["gone_by_now"] = "旧内容（示例）"
    flag_modified(kept, "documents")
    template_records.put_documents(kept, [*kept.documents, {**kept.documents[0], "format_code": "none"}])
    db.session.commit()
    report = templates.report(actor, kept.id)
    assert [fit.format_code for fit in report.unusable] == ["none"]
    assert report.lost_count == 1
    made = templates.use(actor, kept.id, now=NOW)
    lost, skipped = templates.left_behind(made)
    assert ([one["text"] for one in lost], skipped) == (["旧内容（示例）"], ["none"])
    assert "gone_by_now" not in made.certificates[0].values


@pytest.mark.function("5.8.2")
def test_documents_are_added_filled_in_and_taken_out(context: Flask) -> None:
    actor = act_as(CLERK)
    template = template_records.create(actor, _head("甲（示例）"), now=NOW)
    version = template.version
    wanted = Wanted("14", "c3-1")
    template = template_records.add_document(actor, template.id, wanted, version=version)
    with pytest.raises(StaleError):
        template_records.add_document(actor, template.id, wanted, version=version)
    template = template_records.remove_document(actor, template.id, 1, version=None)
    with pytest.raises(DomainError) as refused:
        template_records.remove_document(actor, template.id, 0, version=None)
    assert refused.value.code == "last_document_of_template"
    with pytest.raises(NotFoundError):
        template_records.remove_document(actor, template.id, 7, version=None)
