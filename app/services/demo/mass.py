"""Many demo certificates 大量示例证单: realistic shares, written by COPY on PostgreSQL, in batches on SQLite."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError
from app.extensions import db
from app.models import Application, Certificate, CertificateFormat, CustomsPrint, Organisation, User
from app.models.base import Model
from app.services.base.records import Columns
from app.services.base.transaction import transaction
from app.services.statistics import totals

#: rows that are made and written at a time
BATCH = 20_000
DAYS = 3 * 365
OFFICES = {
    "0901": 17, "0908": 14, "0903": 22, "0915": 14, "0960": 12, "0911": 8, "0980": 5, "0930": 4, "0917": 3, "0950": 1,
}  # fmt: skip
STATUSES = {
    "issued": 86, "approved": 3, "draft": 4, "submitted": 1, "under_review": 2, "returned": 2,
    "awaiting_confirmation": 1, "withdrawn": 1,
}  # fmt: skip
#: shares of statuses for what is older than OLD: hardly anything old is still open
OLD_STATUSES = {"issued": 96, "draft": 1, "withdrawn": 3}
OLD = timedelta(days=60)
MODES = {"single": 50, "blank": 15, "similar": 18, "template": 12, "import": 4, "api": 1}
COUNTRIES = {"JPN": 30, "KOR": 24, "USA": 12, "DEU": 8, "RUS": 8, "THA": 5, "VNM": 5, "BHR": 2, "SAU": 3, "AUS": 3}
GOODS = {
    "冻明太鱼片（示例）": 25, "冷冻玉米粒（示例）": 12, "大豆粕（示例）": 8, "冻虾仁（示例）": 15,
    "蔬菜罐头（示例）": 10, "花生仁（示例）": 12, "木托盘（示例）": 6, "果汁（示例）": 7, "蜂蜜（示例）": 5,
}  # fmt: skip
BUYERS = ("OCEAN FOODS", "HANARO TRADING", "NORTH SEA IMPORT", "GULF PROVISIONS", "PACIFIC MARKET", "SAKURA SUISAN")
PRODUCERS = ("海产加工厂", "粮食加工有限公司", "食品有限公司", "水产有限公司", "木业有限公司")
PLACES = ("大连", "丹东", "庄河", "鞍山", "营口", "长海", "普兰店", "瓦房店")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Hold what the rows refer to."""

    owners: Sequence[int]
    reviewers: Sequence[int]
    formats: Sequence[tuple[str, str, int]]
    first_application: int
    first_certificate: int
    first_print: int


def fill(count: int, *, now: datetime, seed: int = 20261123) -> list[str]:
    """Add certificates, one an application, and the records of what customs printed; say in lines what was added.

    Past the services and the history: nobody did this work. Everything of it is committed at once or not at all.
    """
    ground = _ground()
    rng = random.Random(seed + ground.first_certificate)  # noqa: S311 made-up data
    write = _copied if db.engine.dialect.name == "postgresql" else _inserted
    with transaction():
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            pairs = [_pair(n, count, ground, rng, now) for n in numbers]
            write(Application, [application for application, _certificate in pairs])
            write(Certificate, [certificate for _application, certificate in pairs])
            write(CustomsPrint, list(_prints(pairs, ground.first_print + start, rng)))
        _raise_sequences()
    totals.fold(now)
    _analyse()
    return [f"{count} certificates"]


def _ground() -> Ground:
    owners = list(db.session.scalars(select(Organisation.id).where(Organisation.kind == "enterprise")))
    reviewers = list(db.session.scalars(select(User.id).where(User.username.startswith("customs."))))
    known = {row.code: row for row in db.session.scalars(select(CertificateFormat))}
    formats = [
        (kind.code, code, known[code].current_version_id)
        for kind in catalogue().types.values()
        if kind.enabled  # what has no menu item, nobody would find again
        for code in kind.formats[:1]
        if code in known and known[code].current_version_id is not None
    ]
    if not owners or not reviewers or not formats:
        raise DomainError("demo_data_needed")
    first, second, third = (
        int(db.session.scalar(select(func.max(model.id))) or 0) + 1
        for model in (Application, Certificate, CustomsPrint)
    )
    return Ground(
        owners=sorted(owners),
        reviewers=reviewers,
        formats=formats,  # type: ignore[arg-type]
        first_application=first,
        first_certificate=second,
        first_print=third,
    )


def _chosen(shares: Mapping[str, int], rng: random.Random) -> str:
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def _pair(n: int, count: int, ground: Ground, rng: random.Random, now: datetime) -> tuple[Columns, Columns]:
    """Make one application and its certificate; the older, the lower the number."""
    made_at = (now - timedelta(days=DAYS)) + timedelta(days=DAYS) * ((n + rng.random()) / count)
    status = _chosen(OLD_STATUSES if now - made_at > OLD else STATUSES, rng)
    shared = _header(ground.first_application + n, ground, rng, status) | _moments(made_at, status, ground, rng)
    application = shared | {
        "id": ground.first_application + n,
        "consignor_name_zh": "",
        "consignor_name_foreign": "",
        "needs_confirmation": status == "awaiting_confirmation",
        "shares_goods": False,
        "issued_at": None,
        "review_opinion": "请按附注更正后重新申报（示例）。" if status == "returned" else "",
        "review_round": int(status == "returned"),
        "reissue_reason": "",
    }
    is_issued = status == "issued"
    issued_at = shared["approved_at"] + timedelta(hours=2) if is_issued else None
    application["issued_at"] = issued_at
    certificate = shared | _document(n, ground, rng)
    number = shared["inspection_no"]
    certificate |= {
        "application_id": application["id"],
        "certificate_no": f"{number}001" if status in ("approved", "issued") else None,
        "number_claim": None if status == "withdrawn" else f"{number}/1",
        "validity": "valid" if is_issued else None,
        "issued_at": issued_at,
        "receipt_date": _day(issued_at) if issued_at else None,
        "making_date": _day(issued_at) if issued_at else None,
    }
    return application, certificate


def _header(number: int, ground: Ground, rng: random.Random, status: str) -> Columns:
    buyer = f"{rng.choice(BUYERS)} {rng.randrange(1, 400)} (EXAMPLE)"
    return {
        # few enterprises declare most: the first one half, the next a quarter …
        "organisation_id": ground.owners[min(int(rng.expovariate(0.7)), len(ground.owners) - 1)],
        "status": status,
        "entry_mode": _chosen(MODES, rng),
        "inspection_no": f"2{number % 90 + 10}{number:012d}",
        "declaring_customs": _chosen(OFFICES, rng),
        "destination_country": _chosen(COUNTRIES, rng),
        "consignee_name_foreign": buyer,
        "consignee_name_zh": "",
        "producer": f"{rng.choice(PLACES)}示例{rng.choice(PRODUCERS)}{rng.randrange(1, 60)}",
    }


def _moments(made_at: datetime, status: str, ground: Ground, rng: random.Random) -> Columns:
    submitted_at = None if status == "draft" else made_at + timedelta(minutes=rng.randrange(5, 600))
    is_reviewed = status in ("issued", "approved", "returned")
    reviewed_at = submitted_at + timedelta(hours=rng.lognormvariate(1.5, 0.9)) if submitted_at and is_reviewed else None
    return {
        "created_at": made_at,
        "changed_at": reviewed_at or submitted_at or made_at,
        "declaration_date": _day(made_at),
        "submitted_at": submitted_at,
        "reviewed_at": reviewed_at,
        "approved_at": reviewed_at if status in ("issued", "approved") else None,
        "reviewer_id": rng.choice(ground.reviewers) if is_reviewed else None,
        "version": 1,
    }


def _document(n: int, ground: Ground, rng: random.Random) -> Columns:
    type_code, format_code, version = rng.choices(ground.formats, weights=range(len(ground.formats), 0, -1))[0]
    goods = _chosen(GOODS, rng)
    return {
        "id": ground.first_certificate + n,
        "position": 1,
        "type_code": type_code,
        "format_code": format_code,
        "format_version_id": version,
        "values": {"consignor": "示例出口有限公司 EXAMPLE EXPORT CO., LTD."},
        "rows": {"goods_lines": [{"goods_name_zh": goods, "weight": str(rng.randrange(1, 900)), "weight_unit": "kg"}]},
        "statements": [],
        "sources": {},
        "has_hidden_blocks": False,
        "goods_name": goods,
        "originals": 1,
        "copies": 2,
        "sub_certificate_no": "001",
    }


def _prints(pairs: Sequence[tuple[Columns, Columns]], first: int, rng: random.Random) -> Iterator[Columns]:
    """Make the records of customs' own system: of most issued documents, and of some that are not ours."""
    for n, (_application, certificate) in enumerate(pairs):
        if certificate["receipt_date"] is None or rng.random() > 0.9:  # noqa: PLR2004
            continue
        yield {
            "id": first + n,
            "customs_code": certificate["declaring_customs"],
            "document_no": certificate["certificate_no"],
            "receipt_date": certificate["receipt_date"],
            "created_at": certificate["changed_at"],
            "changed_at": certificate["changed_at"],
        }


def _day(moment: datetime) -> date:
    return (moment.astimezone(UTC) + timedelta(hours=8)).date()


def _inserted(model: type[Model], rows: list[Columns]) -> None:
    if rows:
        db.session.connection().execute(insert(model.__table__), rows)


def _copied(model: type[Model], rows: list[Columns]) -> None:
    if not rows:
        return
    names = list(rows[0])
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(_written(row[name]) for name in names) + "\n")
    columns = ", ".join(f'"{name}"' for name in names)
    cursor = db.session.connection().connection.cursor()
    with cursor.copy(f"COPY {model.__tablename__} ({columns}) FROM STDIN") as copy:
        copy.write(text.getvalue())


def _written(value: Any) -> str:
    """Write a value as COPY reads it."""
    return _WRITERS[type(value)](value)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _as_json(value: Any) -> str:
    return _escaped(json.dumps(value, ensure_ascii=False))


#: found by type, since ten million certificates are some 700 million values
_WRITERS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: r"\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    str: _escaped,
    date: date.isoformat,
    datetime: datetime.isoformat,
    dict: _as_json,
    list: _as_json,
}


def _raise_sequences() -> None:
    """Let the next number follow the highest: COPY brought its own."""
    if db.engine.dialect.name != "postgresql":
        return
    for model in (Application, Certificate, CustomsPrint):
        table = model.__tablename__
        highest = select(func.max(model.id)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table, "id")
        db.session.connection().execute(select(func.setval(sequence, highest)))


def _analyse() -> None:
    """Tell the planner of the database about the new rows."""
    db.session.rollback()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for model in (Application, Certificate, CustomsPrint, *totals.TOTALS):
            verb = "VACUUM ANALYZE" if connection.dialect.name == "postgresql" else "ANALYZE"
            connection.exec_driver_sql(f"{verb} {model.__tablename__}")
