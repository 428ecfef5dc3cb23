"""Templates as services: kept of an application, used on the formats in force, default, deleted one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.errors import DomainError
from app.extensions import db
from app.models import CertificateFormat, DraftTemplate
from app.services.applications import templates
from tests.factories import applications as factory
from tests.factories.applications import ADMINISTRATOR, CLERK, NOW, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.actor import Actor


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
