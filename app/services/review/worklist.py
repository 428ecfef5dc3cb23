"""The reviewer's worklist 审核工作台: applications declared to his offices, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from app.domain.actor import Actor
from app.domain.days import CHINA
from app.domain.workflow import CLOSED, WAITS_FOR, Side, Status, is_editable
from app.extensions import db
from app.models import Application, Certificate, Organisation, scope

#: what waits for customs
WAITING = tuple(status for status, side in WAITS_FOR.items() if side is Side.CUSTOMS)


def _order(status: Status) -> tuple[bool, bool]:
    """Put what customs has before what it gave back, and what is over at the end."""
    return status in CLOSED, is_editable(status)


#: tab → statuses, in the order of the tabs; drafts are the enterprise's own
TABS: Mapping[str, tuple[Status, ...]] = {
    "todo": WAITING,
    **{one.value: (one,) for one in sorted(Status, key=_order) if one is not Status.DRAFT},
}
PAGE_SIZES = (20, 50, 100)
#: applications of a status are counted up to here: nobody pages through more
COUNTED = 10_000
#: positions in the queue are counted up to here
LONGEST_QUEUE = 2000


@dataclass(frozen=True, kw_only=True)
class Query:
    """Hold what the query row asks; empty texts ask nothing."""

    tab: str = "todo"
    inspection_no: str = ""
    applicant: str = ""
    country: str = ""
    submitted_from: date | None = None
    submitted_to: date | None = None
    is_mine: bool = False
    page: int = 1
    page_size: int = PAGE_SIZES[0]


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """Hold one page of applications, the counts of all tabs, and how many the tab has."""

    query: Query
    rows: Sequence[Application]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return how many rows the chosen tab has, counted up to COUNTED + 1."""
        return min(self.counts[self.query.tab], COUNTED + 1)

    @property
    def pages(self) -> int:
        """Return how many pages the chosen tab has, at least one."""
        return max(1, -(-min(self.total, COUNTED) // self.query.page_size))


@dataclass(frozen=True, kw_only=True)
class Position:
    """Say where an application stands among those that wait for customs."""

    number: int | None = None
    total: int = 0
    previous_id: int | None = None
    next_id: int | None = None
    ids: Sequence[int] = field(default=(), repr=False)


def page(actor: Actor, query: Query) -> Worklist:
    """Return a page of the worklist: three SQL statements, and two for related rows."""
    filtered = _filtered(actor, query)
    by_status = _counts(filtered)
    counts = {tab: sum(by_status.get(status.value, 0) for status in statuses) for tab, statuses in TABS.items()}
    rows = db.session.scalars(
        select(Application)
        .where(Application.id.in_(_ids(filtered, query)))
        .options(
            joinedload(Application.organisation),
            joinedload(Application.reviewer),
            selectinload(Application.certificates).load_only(
                Certificate.application_id, Certificate.type_code, Certificate.goods_name, Certificate.position
            ),
        )
        .order_by(Application.submitted_at, Application.id)
    )
    return Worklist(query=query, rows=rows.unique().all(), counts=counts)


def _counts(filtered: Select[Application]) -> Mapping[str, int]:
    """Count by status, each up to COUNTED + 1: an office has issued more than anybody wants to know."""
    seen = filtered.where(scope.visible(Application, db.session())).with_only_columns(Application.id)
    each = [
        select(literal(status.value), func.count()).select_from(
            seen.where(Application.status == status.value).limit(COUNTED + 1).subquery()
        )
        for status in Status
    ]
    return dict(db.session.execute(union_all(*each)).tuples().all())


def _ids(filtered: Select[Application], query: Query) -> Sequence[int]:
    """Return the ids of a page's applications, the oldest first."""
    start = (query.page - 1) * query.page_size
    return db.session.scalars(_oldest_first(filtered, TABS[query.tab]).limit(query.page_size).offset(start)).all()


def _oldest_first(filtered: Select[Application], statuses: Sequence[Status]) -> Select[int]:
    """Return the SELECT of ids in the order of the queue.

    What is open is found first and sorted then (OFFSET 0 keeps PostgreSQL from mixing the two): told to sort, it would
    walk through all that was ever declared, oldest first, to meet the few that are open.
    """
    found = filtered.where(Application.status.in_([status.value for status in statuses]))
    columns = found.with_only_columns(Application.id, Application.submitted_at)
    if set(statuses) & set(CLOSED):
        return columns.with_only_columns(Application.id).order_by(Application.submitted_at, Application.id)
    few = columns.where(scope.visible(Application, db.session())).offset(0).subquery()
    return select(few.c.id).order_by(few.c.submitted_at, few.c.id)


def position(actor: Actor, application_id: int) -> Position:
    """Return the place of an application in the queue of what waits for customs, with its neighbours."""
    ids = list(db.session.scalars(_oldest_first(_filtered(actor, Query()), WAITING).limit(LONGEST_QUEUE)))
    if application_id not in ids:
        return Position(total=len(ids), next_id=ids[0] if ids else None, ids=ids)
    at = ids.index(application_id)
    return Position(
        number=at + 1,
        total=len(ids),
        previous_id=ids[at - 1] if at else None,
        next_id=ids[at + 1] if at + 1 < len(ids) else None,
        ids=ids,
    )


def _filtered(actor: Actor, query: Query) -> Select[Application]:
    """Return the declared applications of the actor's offices that the query row asks for."""
    statement = select(Application).where(
        Application.declaring_customs.in_(sorted(actor.customs_codes)), Application.submitted_at.is_not(None)
    )
    if query.inspection_no:
        statement = statement.where(Application.inspection_no.startswith(query.inspection_no, autoescape=True))
    if query.applicant:
        named = or_(
            Organisation.name.contains(query.applicant, autoescape=True),
            Organisation.name_en.icontains(query.applicant, autoescape=True),
        )
        statement = statement.where(
            Application.organisation_id.in_(select(Organisation.id).where(named).scalar_subquery())
        )
    if query.country:
        statement = statement.where(Application.destination_country == query.country)
    if query.is_mine:
        statement = statement.where(Application.reviewer_id == actor.user_id)
    if query.submitted_from:
        statement = statement.where(Application.submitted_at >= _start_of(query.submitted_from))
    if query.submitted_to:
        statement = statement.where(Application.submitted_at < _start_of(query.submitted_to + timedelta(days=1)))
    return statement


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=CHINA)
