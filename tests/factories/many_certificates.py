"""Many certificates at once, written past the services: for lists, counts and exports, not for the workflow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from app.extensions import db
from app.models import Application, Certificate, CertificateFormat, Organisation

NOW = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
STATUSES = ("draft", "submitted", "under_review", "returned")


def enterprise(short_name_part: str = "海岸") -> int:
    """Return the id of a demo enterprise."""
    found = select(Organisation.id).where(Organisation.short_name.contains(short_name_part))
    return int(db.session.scalar(found) or 0)


def fill(
    count: int, *, organisation_id: int, type_code: str = "14", goods_name: str = "冻明太鱼片（示例）"
) -> list[int]:
    """Write applications with one certificate each and return the certificates' ids; status by turns."""
    known = db.session.scalars(select(CertificateFormat)).all()
    row = next(one for one in known if type_code in one.type_codes)
    first = int(db.session.scalar(select(db.func.max(Application.id))) or 0) + 1
    first_certificate = int(db.session.scalar(select(db.func.max(Certificate.id))) or 0) + 1
    applications = [_application(first + n, n, organisation_id) for n in range(count)]
    certificates = [
        _certificate(first_certificate + n, n, application)
        | {
            "type_code": type_code,
            "format_code": row.code,
            "format_version_id": row.current_version_id,
            "goods_name": goods_name,
        }
        for n, application in enumerate(applications)
    ]
    db.session.rollback()
    connection = db.session.connection(execution_options={"writes": True})
    connection.execute(insert(Application.__table__), applications)
    connection.execute(insert(Certificate.__table__), certificates)
    db.session.commit()
    return [one["id"] for one in certificates]


def _application(number: int, n: int, organisation_id: int) -> dict[str, Any]:
    status = STATUSES[n % len(STATUSES)]
    moment = NOW + timedelta(minutes=n)
    return {
        "id": number,
        "organisation_id": organisation_id,
        "entry_mode": "single",
        "status": status,
        "inspection_no": f"2260000{n:08d}",
        "declaring_customs": ("0901", "0908")[n % 2],
        "declaration_date": None,
        "consignor_name_zh": "",
        "consignor_name_foreign": "",
        "consignee_name_zh": "",
        "consignee_name_foreign": f"BUYER {n} (EXAMPLE)",
        "destination_country": ("KOR", "JPN")[n % 2],
        "producer": "",
        "needs_confirmation": False,
        "submitted_at": None if status == "draft" else moment,
        "review_opinion": "",
        "review_round": 0,
        "reissue_reason": "",
        "created_at": moment,
        "changed_at": moment,
        "version": 1,
    }


def _certificate(number: int, n: int, application: dict[str, Any]) -> dict[str, Any]:
    mirrored = (
        "organisation_id", "status", "inspection_no", "declaring_customs", "destination_country", "producer",
        "consignee_name_foreign", "consignee_name_zh", "submitted_at", "declaration_date", "created_at", "changed_at",
    )  # fmt: skip
    return {name: application[name] for name in mirrored} | {
        "id": number,
        "application_id": application["id"],
        "position": 1,
        "values": {"consignor": "EXAMPLE"},
        "rows": {},
        "statements": [],
        "sources": {},
        "has_hidden_blocks": False,
        "originals": 1,
        "copies": 2,
        "sub_certificate_no": "001",
        "number_claim": f"2260000{n:08d}/1",
        "version": 1,
    }
