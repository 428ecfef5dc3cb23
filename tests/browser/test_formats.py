"""A new format from nothing: edited without markup, published, synced to customs, written with, issued and printed."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.domain.document.content import Content
from app.domain.workflow import Action
from app.extensions import db
from app.models import CertificateFormat
from app.services.applications import applications
from app.services.certificates import certificates
from app.services.formats import formats
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.contents import ISSUE, OFFICER
from tests.support.chromium import enter, in_module
from tests.support.sandbox import sandbox_beside

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from flask import Flask


@pytest.mark.function("5.6-edit", "5.6-publish", "5.6-sync")
def test_a_format_is_made_from_nothing_synced_and_a_certificate_printed_with_it(
    page: Any, app: Flask, now: datetime, tmp_path: Path
) -> None:
    enter(page, "admin")
    page.goto("/formats/new")
    for name, text in {
        "code": "c3-9",
        "form_no": "c3-9",
        "title_zh": "兽医证书（示例）",
        "title_en": "EXAMPLE",
    }.items():
        page.fill(f"[name={name}]", text)
    page.check("[name=type_codes][value='14']")
    page.select_option("[name=scheme]", "veterinary")
    page.click("main button.pri")
    page.wait_for_url("**/editor")
    page.click("[data-part=fields] [data-add]")
    place = in_module(page, "formats/state.js", "(state) => `fields.${state.editor.definition.fields.length - 1}`")
    for name, text in {"zh": "捕捞海域", "en": "Catching area", "key": "catching_area", "max_length": "60"}.items():
        page.fill(f"[data-place='{place}.{name}']", text)
    page.click("[data-tab=faults]")
    page.wait_for_selector("[data-faults] li")
    page.click("[data-faults] li button")
    page.click("[data-focus='place.catching_area']")
    page.wait_for_selector("[data-count=faults]:empty", state="attached")
    page.wait_for_selector("[data-read] li:has-text('捕捞海域')", state="attached")
    page.click("[data-kind=form]")
    page.frame_locator("iframe:not([hidden])").get_by_label("捕捞海域").wait_for()
    page.click(".head a.btn:has-text('数据库')")
    page.wait_for_url("**/publish")
    page.fill("[name=reason]", "新格式（示例）")
    page.click("main button.pri")
    page.wait_for_url(re.compile(r"/formats/\d+$"))
    _sync(page, app, tmp_path)

    with app.app_context():
        assert formats.current("c3-9", type_code="14").number == 1
        clerk = factory.act_as(factory.CLERK)
        header = {"inspection_no": factory.new_inspection_no(), "declaring_customs": "0901"}
        application = applications.start(clerk, type_code="14", format_code="c3-9", header=header, now=now)
        certificate = application.certificates[0]
        content = Content(values={"consignor": "EXAMPLE CO.", "consignee": "***", "catching_area": "FAO 61"})
        certificates.save(clerk, certificate.id, content, version=certificate.version)
        number, certificate_id = application.id, certificate.id
        for action in (Action.SUBMIT, Action.ACCEPT):
            factory.lead(number, action)
        _issue(number, now)
    page.context.clear_cookies()
    enter(page, factory.CLERK)
    page.goto(f"/applications/{number}")
    page.select_option("[name=copy_kind]", "original")
    with page.context.expect_event("response", lambda r: r.url.endswith("/print")) as printed:
        page.click("form[action$='/print'] .btn.pri")
    assert printed.value.headers["content-type"] == "application/pdf"
    pdf = page.request.get(f"/applications/{number}/issued/{certificate_id}/original").body()
    text = "".join("".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(pdf)).pages)
    assert "Catchingarea" in text
    assert "FAO61" in text


def _sync(page: Any, app: Flask, folder: Path) -> None:
    """Send the format to a customs side by the button; its row says that both are in step."""
    with sandbox_beside(app, folder, rule="hand") as sandbox:
        page.goto("/format-sync/")
        row = page.locator("tr", has=page.locator("a[href^='/formats/']", has_text="c3-9"))
        assert row.locator(".chip.ok").count() == 0
        row.locator(".acts-row a").click()
        page.click("form[action$='/run'] .btn.pri")
        page.wait_for_url("**/format-sync/")
        assert row.locator(".chip.ok").inner_text() == "一致"
        assert [sent["subject"] for sent in sandbox.office.store.rows("SELECT subject FROM subject")] == ["format/c3-9"]


def _issue(application_id: int, now: datetime) -> None:
    """Fill in customs' part, approve and issue."""
    reviewer = factory.act_as(factory.REVIEWER)
    certificate = applications.find(application_id).certificates[0]
    values = {**ISSUE, "authorized_officer": OFFICER}
    workflow.perform(
        reviewer, Action.AMEND, application_id, now=now, certificate_id=certificate.id, customs_values=values
    )
    workflow.perform(reviewer, Action.APPROVE, application_id, now=now)
    factory.lead(application_id, Action.ISSUE)


@pytest.mark.bar("U7")
def test_what_was_edited_survives_a_closed_tab_and_a_second_administrator(page: Any, app: Flask, now: datetime) -> None:
    enter(page, "admin")
    with app.app_context():
        number = db.session.scalars(select(CertificateFormat.id).where(CertificateFormat.code == "c3-1")).one()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/formats/{number}/editor")
    page.click("[data-tab=head]")
    page.fill("[data-place=title_en]", "TYPED AND NOT SAVED")
    page.reload()
    page.click("[data-notes] button >> nth=0")
    page.click("[data-tab=head]")
    assert page.input_value("[data-place=title_en]") == "TYPED AND NOT SAVED"
    with app.app_context():
        from app.services.formats import copies as format_copies

        admin = factory.act_as("admin")
        row = format_copies.find(number)
        format_copies.save(admin, number, {**row.definition, "title_en": "SAVED BY THE OTHER"}, version=row.version)
    page.click("button[data-save]")
    page.click("[data-notes] .note.bad button >> nth=0")
    page.wait_for_selector("[data-notes]:empty", state="attached")
    with app.app_context():
        factory.act_as("admin")
        assert format_copies.find(number).title_en == "TYPED AND NOT SAVED"
