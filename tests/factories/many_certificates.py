"""Many certificates at once, written past the services: for lists, counts and exports, not for the workflow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from app.extensions import db
from app.models import Application, Certificate, CertificateFormat, Organisation

if TYPE_CHECKING:
    from sqlalchemy.sql.dml import ReturningInsert

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
    applications = [_application(n, organisation_id) for n in range(count)]
    db.session.rollback()
    connection = db.session.connection(execution_options={"writes": True})
    numbers = connection.scalars(_numbered(Application), applications).all()
    certificates = [
        _certificate(numbers[n], n, application)
        | {
            "type_code": type_code,
            "format_code": row.code,
            "format_version_id": row.current_version_id,
            "goods_name": goods_name,
        }
        for n, application in enumerate(applications)
    ]
    made = connection.scalars(_numbered(Certificate), certificates).all()
    db.session.commit()
    return list(made)


def _numbered(model: type[Application | Certificate]) -> ReturningInsert[tuple[int]]:
    """Return an insert that tells the ids that the database gave, in the order of the rows."""
    return insert(model.__table__).returning(model.__table__.c.id, sort_by_parameter_order=True)


def _application(n: int, organisation_id: int) -> dict[str, Any]:
    status = STATUSES[n % len(STATUSES)]
    moment = NOW + timedelta(minutes=n)
    return {
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


def _certificate(application_id: int, n: int, application: dict[str, Any]) -> dict[str, Any]:
    mirrored = (
        "organisation_id", "status", "inspection_no", "declaring_customs", "destination_country", "producer",
        "consignee_name_foreign", "consignee_name_zh", "submitted_at", "declaration_date", "created_at", "changed_at",
    )  # fmt: skip
    return {name: application[name] for name in mirrored} | {
        "application_id": application_id,
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
