"""Templates as services: kept of an application, used on the formats in force, default, deleted one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError, StaleError
from app.extensions import db
from app.models import Application, CertificateFormat, DraftTemplate
from app.services.applications import template_records, templates
from app.services.applications.documents import Wanted
from tests.factories import applications as factory
from tests.factories.applications import ADMINISTRATOR, CLERK, NOW, OTHER_CLERK, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.actor import Actor


def _head(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "documents": [("14", "c3-1")], **more}


def _kept(name: str = "韩国鱼片（示例）", **options: Any) -> tuple[Actor, DraftTemplate]:
    made = factory.draft(**options)
    actor = act_as(CLERK)
    return actor, templates.keep(actor, made.id, name=name, now=NOW)


@pytest.mark.function("5.8.1-totemplate")
def test_an_application_is_kept_without_numbers_days_and_seals(context: Flask) -> None:
    _actor, kept = _kept()
    document = kept.documents[0]
    assert (kept.types, kept.destination_country) == (["14"], "KOR")
    assert {"inspection_no", "declaration_date"}.isdisjoint(kept.header)
    assert "date_of_despatch" not in document["values"]
    assert document["values"]["consignee"].startswith("HANBADA")
    assert all("seal_no" not in row for row in document["rows"].get("containers", ()))


@pytest.mark.function("5.8.1-template")
def test_a_template_begins_an_application_once_a_token(context: Flask) -> None:
    actor, kept = _kept()
    made = templates.use(actor, kept.id, now=NOW, client_token="t1")
    assert (made.entry_mode, made.status, made.inspection_no) == ("template", "draft", "")
    assert made.certificates[0].values["consignee"].startswith("HANBADA")
    assert templates.use(actor, kept.id, now=NOW, client_token="t1").id == made.id
    again = templates.find(actor, "鱼片")[0]
    assert (again.last_user_name, again.last_used_at) == (actor.name, NOW)


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


def test_a_template_whose_formats_are_all_retired_is_refused_by_name(context: Flask) -> None:
    actor, kept = _kept()
    act_as(ADMINISTRATOR)
    code = kept.documents[0]["format_code"]
    row = db.session.scalar(select(CertificateFormat).where(CertificateFormat.code == code))
    assert row is not None
    row.status = "retired"
    db.session.commit()
    actor = act_as(CLERK)
    with pytest.raises(DomainError) as refused:
        templates.use(actor, kept.id, now=NOW)
    assert (refused.value.code, refused.value.params["formats"]) == ("template_unusable", [code])


@pytest.mark.function("5.8.2")
def test_a_default_is_taken_once_and_moves_when_that_is_wanted(context: Flask) -> None:
    actor = act_as(CLERK)
    wanted = {"is_default": True, "default_country": "KOR", "default_product": "Pollock"}
    first = template_records.create(actor, _head("甲（示例）", **wanted), now=NOW)
    with pytest.raises(InvalidError) as refused:
        template_records.create(actor, _head("乙（示例）", **{**wanted, "default_product": "POLLOCK"}), now=NOW)
    assert [(e.path, e.params["name"]) for e in refused.value.errors] == [("moves_default", "甲（示例）")]
    second = template_records.create(actor, _head("乙（示例）", **wanted, moves_default=True), now=NOW)
    assert not templates.find(actor, "甲")[0].is_default
    country = template_records.create(
        actor, _head("丙（示例）", is_default=True, default_country="KOR"), now=NOW + timedelta(hours=1)
    )
    found = [templates.suggested(actor, *asked) for asked in [("KOR", "FROZEN POLLOCK"), ("KOR", ""), ("JPN", "")]]
    assert [row.id if row else None for row in found] == [second.id, country.id, None]
    assert first.id != second.id


@pytest.mark.function("5.8.2")
def test_a_name_is_needed_and_taken_once_in_an_enterprise(context: Flask) -> None:
    actor, _template = _kept()
    for name, code in (("", "required"), ("韩国鱼片（示例）", "name_taken"), ("x" * 81, "too_long")):
        with pytest.raises(InvalidError) as refused:
            template_records.create(actor, _head(name), now=NOW)
        assert [error.code for error in refused.value.errors] == [code]
    assert template_records.create(act_as(OTHER_CLERK), _head("韩国鱼片（示例）"), now=NOW).id


@pytest.mark.function("5.8.2")
def test_documents_are_added_filled_in_and_taken_out(context: Flask) -> None:
    actor = act_as(CLERK)
    template = template_records.create(actor, _head("甲（示例）"), now=NOW)
    version = template.version
    wanted = Wanted("14", "c3-1")
    template = template_records.add_document(actor, template.id, wanted, version=version, now=NOW)
    with pytest.raises(StaleError):
        template_records.add_document(actor, template.id, wanted, version=version, now=NOW)
    template = template_records.remove_document(actor, template.id, 1, version=None, now=NOW)
    with pytest.raises(DomainError) as refused:
        template_records.remove_document(actor, template.id, 0, version=None, now=NOW)
    assert refused.value.code == "last_document_of_template"
    with pytest.raises(NotFoundError):
        template_records.remove_document(actor, template.id, 7, version=None, now=NOW)


@pytest.mark.bar("S1")
def test_templates_are_shared_inside_an_enterprise_and_nowhere_else(context: Flask) -> None:
    _actor, kept = _kept()
    foreign = act_as(OTHER_CLERK)
    assert templates.find(foreign) == []
    for act in (templates.use, template_records.remove):
        with pytest.raises(NotFoundError):
            act(foreign, kept.id, now=NOW, **({"version": None} if act is template_records.remove else {}))
    own = factory.draft()
    with pytest.raises(NotFoundError):
        templates.keep(act_as(OTHER_CLERK), own.id, name="x", now=NOW)
    with pytest.raises(NotPermittedError):
        template_records.find(act_as(REVIEWER), kept.id)


@pytest.mark.function("5.8.2")
def test_many_are_deleted_each_with_its_result(context: Flask) -> None:
    actor, kept = _kept()
    second = template_records.create(actor, _head("乙（示例）"), now=NOW)
    made = templates.use(actor, kept.id, now=NOW)
    results = template_records.remove_many(actor, [kept.id, 999_999, second.id], now=NOW)
    assert [result.error is None for result in results] == [True, False, True]
    assert templates.find(actor) == []
    assert db.session.get(Application, made.id) is not None
