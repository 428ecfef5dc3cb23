"""A twelfth format is one file: from a folder to a published version to an issued PDF, without a line of Python."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import yaml

from app.catalogue.loader import PACKAGED, load
from app.domain.document.fields import errors_only
from app.domain.workflow import Action, Status
from app.gateways import gateways
from app.models import Application
from app.services.base.transaction import transaction
from app.services.certificates import certificates
from app.services.formats import formats
from tests.factories import applications as factory
from tests.factories.contents import SAMPLES

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from flask import Flask

    from app.catalogue.schema import Format
    from app.domain.actor import Actor

CODE = "c3-9"


def _twelfth(folder: Path) -> Format:
    """Write a file that is like c3-1, with one field more, and load it with the rest."""
    copy = folder / "catalogue"
    shutil.copytree(PACKAGED, copy)
    data = yaml.safe_load((copy / "formats/c3-1.yaml").read_text(encoding="utf-8"))
    data.update(code=CODE, title_zh="兽医证书（示例）", title_en="VETERINARY CERTIFICATE (EXAMPLE)")
    data["fields"].append(
        {"key": "catching_area", "zh": "捕捞海域", "en": "Catching area", "kind": "text", "max_length": 60}
    )
    data["layout"]["blocks"][0]["rows"].append(["catching_area"])
    (copy / f"formats/{CODE}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    types = yaml.safe_load((copy / "types.yaml").read_text(encoding="utf-8"))
    next(row for row in types if row["code"] == "14")["formats"].append(CODE)
    (copy / "types.yaml").write_text(yaml.safe_dump(types, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load(copy).formats[CODE]


def test_a_format_from_a_file_is_drafted_reviewed_and_printed(context: Flask, now: datetime, tmp_path: Path) -> None:
    spec = _twelfth(tmp_path)
    factory.act_as("admin")
    with transaction():
        formats.take_in(spec, now=now, reason="new file")
    actor = factory.act_as(factory.CLERK)
    assert CODE in [row.code for row in formats.of_type("14", code_part="c3")]
    application = _draft(actor, spec, now)
    for action in (Action.SUBMIT, Action.ACCEPT):
        factory.lead(application.id, action)
    reviewer = factory.act_as(factory.REVIEWER)
    certificate = certificates.load(application.certificates[0].id)
    values = {k: v for k, v in SAMPLES["c3-1"].values.items() if spec.field(k).entered_by == "customs"}
    _perform(reviewer, application.id, certificate.id, values, now)
    issued = factory.lead(application.id, Action.ISSUE)
    assert issued.status == Status.ISSUED
    files = gateways().files
    assert all(b"%PDF" in files.get(key)[:8] for key in files.keys("issued"))
    assert len(files.keys("issued")) == 2


def _draft(actor: Actor, spec: Format, now: datetime) -> Application:
    from app.services.applications import applications

    header = {**factory.HEADER, "inspection_no": factory.new_inspection_no()}
    application = applications.start(actor, type_code="14", format_code=CODE, header=header, now=now)
    certificate = application.certificates[0]
    content = factory.applicants_part(spec, SAMPLES["c3-1"])
    values = {**content.values, "catching_area": "FAO 61"}
    filled = type(content)(values=values, rows=content.rows, statements=content.statements)
    _, errors = certificates.save(actor, certificate.id, filled, version=certificate.version)
    assert errors_only(errors) == []
    return application


def _perform(actor: Actor, application_id: int, certificate_id: int, values: dict[str, str], now: datetime) -> None:
    from app.services.workflow import workflow

    workflow.perform(actor, Action.AMEND, application_id, now=now, certificate_id=certificate_id, customs_values=values)
    workflow.perform(actor, Action.APPROVE, application_id, now=now)
