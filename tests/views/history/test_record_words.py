"""Whatever a recorded column holds, histories tell it in words: no code, no structure, no stored moment, no True."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import CheckConstraint

from app.domain.actor import SYSTEM
from app.domain.workflow import Status
from app.extensions import db
from app.models import ApplicationEvent, Certificate, OperationRecord, OutboxMessage
from app.models.audit import SILENT
from app.services.base.transaction import transaction
from app.views.history.json_words import teller_of
from app.views.words.value_words import kind_of
from tests.support import desk
from tests.views.words.test_columns import recorded

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="words of the catalogue; no query of its own")


MOMENT, DAY = "2026-11-23T01:41:05.000000+00:00", "2026-11-23"


DEFINITION = {
    "bilingual": True,
    "fields": [{"key": "consignor", "zh": "发货人", "en": "Consignor", "kind": "textarea"}],
    "layout": {"label": 40, "blocks": [{"rows": [["consignor"]]}]},
}


#: column → a code or a structure as it is stored, where no check constraint lists the codes
STORED: dict[str, Any] = {
    "ab_permission.name": "can_export",
    "ab_role.name": "enterprise_administrator",
    "ab_role.side": "enterprise",
    "ab_view_menu.name": "overseas_portal",
    "certificate_format.scheme": "phytosanitary",
    "certificate_format.type_codes": ["13", "14"],
    "certificate_type": "14",
    "copy_kind": "original",
    "country": "KOR",
    "customs_code": "0901",
    "declaring_customs": "0901",
    "default_country": "KOR",
    "destination_country": "KOR",
    "draft_template.type_codes": ",13,14,",
    "format_code": "c3-1",
    "format_version.reason": "catalogue",
    "entry_mode": "api",
    "from_status": "under_review",
    "inbox_message.error": "customs_cannot_connect",
    "inbox_message.kind": "review_result",
    "inbox_message.subject": "application/1",
    "action": "ask_confirmation",
    "locale": "zh_Hans",
    "notice.organisation_ids": [1],
    "original_place": "with_consignee",
    "notice.text": "<p>维护</p>",
    "outbox_message.error": "customs_cannot_connect",
    "outbox_message.kind": "printed_counts",
    "outbox_message.subject": "format/c3-1",
    "review_remark.path": "goods_lines.0.weight",
    "roles": ["clerk", "enterprise_administrator"],
    "size": 75093,
    "status": "under_review",
    "system_parameter.value": "yes",
    "theme": "dark",
    "time_zone": "Asia/Seoul",
    "to_status": "awaiting_confirmation",
    "type_code": "14",
    "validity": "supplemented",
    # structures, as a change of the column holds them: key → value, or the value itself
    "certificate.values": {"country_of_destination": "VNM", "certificate_subtitle": "quality", "date_of_issue": DAY},
    "certificate.rows": {"containers": [{"container_no": "HAEU3001281", "seal_no": "CN0051201"}]},
    "certificate.statements": ["no_financial_liability"],
    "certificate.sources": {"values.consignee": "imported", "goods_lines.0.weight": "typed"},
    "issued_document.content": {
        "values": {"country_of_destination": "VNM"},
        "rows": {"goods_lines": [{"goods_name_zh": "冻明太鱼片", "weight": "12000", "weight_unit": "kg"}]},
        "statements": ["no_financial_liability"],
        "hidden": False,
    },
    "draft_template.header": {"destination_country": "KOR", "needs_confirmation": True},
    "draft_template.documents": [
        {"type_code": "14", "format_code": "c3-1", "values": {"consignee": "HANBIT (EXAMPLE)"}, "statements": []}
    ],
    "declaration.header": {
        "destination_country": "VNM",
        "trade_mode": "0110",
        "requested_certificates": [{"type_code": "16", "originals": 1}],
        "attached_documents": [{"document_code": "101001", "document_no": "HA-1"}],
    },
    "declaration.goods_lines": [{"goods_name_zh": "冻明太鱼片", "quantity": "200", "quantity_unit": "035"}],
    "declaration.containers": [{"container_no": "HAEU3001281", "lcl_flag": "0"}],
    "packaging_application.entries": {"state": "liquid", "goods_class": "dangerous", "type_code": "P1"},
    "dictionary_entry.extra": {"short_zh": "大连港湾"},
    "application_event.details": {
        "changes": [{"certificate": 1, "path": "values.country_of_destination", "old": "", "new": "VNM"}],
        "remarks": [{"certificate": 1, "path": "goods_lines.0.weight", "opinion": "请核对", "suggested": None}],
        "certificates": ["226000004177316001"],
        "entry_mode": "blank",
    },
    "certificate_format.definition": DEFINITION,
    "format_version.definition": DEFINITION,
}  # fmt: skip


#: texts whose column is called like one of codes, but holds a number or a name as people write it
PLAIN = {"credit_code", "post_code", "code"}


CODED = re.compile(r"(?:^|_)(?:status|state|kind|mode|side|code|codes|country|customs|scheme|action|locale)$")


#: what no page may show: structures, stored moments, Python's yes and no, keys of contents and codes with underscores
RAW = re.compile(r"[{}]|\[(?!\d{4}\] - )|'|\d{4}-\d\d-\d\dT|\bTrue\b|\bFalse\b|\bNone\b|\b[a-z]+(?:_[a-z]+)+\b")


CELL = re.compile(r"<(?:del|ins)>(.*?)</(?:del|ins)>|<th scope=\"row\">(.*?)</th>", re.DOTALL)


def columns(model: Any) -> list[str]:
    return [one.key for one in model.__mapper__.column_attrs if one.key not in {*SILENT, "id"}]


def codes_of(model: Any, column: str) -> list[str]:
    """Return the codes that the database lets a column hold."""
    checks = [str(one.sqltext) for one in model.__table__.constraints if isinstance(one, CheckConstraint)]
    lists = [found[1] for check in checks if (found := re.search(rf"\b{column} in \((.*?)\)", check))]
    return [code for listed in lists for code in re.findall(r"'([^']+)'", listed)]


def sample(model: Any, column: str) -> Any:
    """Return a value as the database holds it."""
    table = model.__tablename__
    if (own := STORED.get(f"{table}.{column}")) is not None:
        return own
    if codes := codes_of(model, column):
        return codes[0]
    if column in STORED:
        return STORED[column]
    plain = {"moment": MOMENT, "day": DAY, "yes_no": True, "row": 1, "text": "TEXT", "key": "KEY"}
    return plain[kind_of(table, column)]


def test_every_column_of_codes_or_structures_says_how_it_is_told() -> None:
    silent = []
    for model in recorded():
        for column in columns(model):
            kind, table = kind_of(model.__tablename__, column), model.__tablename__
            looks_coded = bool(codes_of(model, column)) or (CODED.search(column) and column not in PLAIN)
            if (looks_coded and kind not in ("code", "row")) or (kind == "json" and not told(table, column)):
                silent.append(f"{table}.{column}")
    assert not silent


def told(table: str, column: str) -> bool:
    return teller_of(table, column) is not None or f"{table}.{column}" == "dictionary_entry.extra"


@pytest.mark.function("5.2.1-c")
@pytest.mark.function("5.2.3-c")
def test_no_recorded_value_reaches_a_page_as_it_is_stored(app: Flask, login: Login) -> None:
    with app.app_context():
        first = 1_000_000
        for number, model in enumerate(recorded()):
            changes: dict[str, Any] = {}
            for column in columns(model):
                changes |= _recorded(column, sample(model, column))
            _keep(first + number, model.__tablename__, changes)
        db.session.commit()
    admin, raw = login("admin"), {}
    for number, model in enumerate(recorded()):
        page = admin.get(f"/operation-history/{first + number}").text
        cells = [html.unescape(one or other) for one, other in CELL.findall(page)]
        assert cells, model
        if found := [cell for cell in cells if RAW.search(cell)]:
            raw[model.__tablename__] = found
        assert "2026-11-23 09:41:05" in page or not any(
            kind_of(model.__tablename__, column) == "moment" for column in columns(model)
        )
    assert not raw


def _recorded(column: str, value: Any) -> dict[str, Any]:
    """Return a value as the history keeps it: structures key by key."""
    if isinstance(value, dict):
        return {f"{column}.{key}": [None, part] for key, part in value.items()}
    return {column: [None, value]}


def _keep(number: int, table: str, changes: dict[str, Any]) -> None:
    db.session.add(
        OperationRecord(
            id=number, table_name=table, row_id="1", operation="update", changes=changes, actor_name=SYSTEM.name,
            happened_at=datetime(2026, 11, 23, tzinfo=UTC), previous_hash="0" * 64, hash="0" * 64,
        )
    )  # fmt: skip


@pytest.mark.function("5.8.1-history")
def test_the_timeline_of_an_application_tells_statements_and_codes_in_words(app: Flask, login: Login) -> None:
    made = desk.make(app, status=Status.RETURNED)
    with app.app_context(), transaction():
        document = db.session.scalars(db.select(Certificate).where(Certificate.application_id == made.id)).one()
        changed = [
            {"certificate": document.id, "path": "statements", "old": "", "new": "no_financial_liability"},
            {"certificate": document.id, "path": "values.certificate_subtitle", "old": "quality", "new": ""},
        ]
        db.session.add(
            ApplicationEvent(
                application_id=made.id, action="save", side="enterprise", from_status="returned", to_status="returned",
                happened_at=datetime(2026, 11, 23, tzinfo=UTC), actor_name="林海", details={"changes": changed},
            )
        )  # fmt: skip
    page = login("haian.clerk").get(f"/applications/{made.id}").text.partition('id="timeline"')[2]
    assert "不承担签发本证书的任何财经责任" in page
    assert "<del>品质</del>" in page
    assert "no_financial_liability" not in page


@pytest.mark.parametrize(
    ("address", "typed", "missed"),
    [
        ("/messages/sent/?about=", "申请 1", "申请 999"),
        ("/operation-history/?who=", "系统", "无此人"),
    ],
)
def test_a_filter_finds_what_its_list_shows(app: Flask, login: Login, address: str, typed: str, missed: str) -> None:
    with app.app_context(), transaction():
        db.session.add(
            OutboxMessage(
                message_id="m-1", kind="application", subject="application/1", subject_version=1, payload={},
                sha256="0" * 64, written_at=datetime(2026, 11, 23, tzinfo=UTC),
            )
        )  # fmt: skip
    admin = login("admin")
    assert typed in admin.get(address + typed).text.partition("<tbody>")[2]
    assert missed not in admin.get(address + missed).text.partition("<tbody>")[2]
