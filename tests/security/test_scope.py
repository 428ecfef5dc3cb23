"""Row scope under attack: nothing asked shows a foreign row, nothing written reaches one (traps F1, F2; bar S1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, exists, func, insert, literal, select, union_all, update
from sqlalchemy.orm import aliased, joinedload, selectinload, subqueryload, with_loader_criteria

from app.domain.errors import NotFoundError, NotPermittedError
from app.extensions import db
from app.models import (
    Application,
    ApplicationEvent,
    Certificate,
    Declaration,
    IssuedDocument,
    OperationRecord,
    Organisation,
    OutboxMessage,
    PackagingApplication,
    PrintRecord,
    ReviewRemark,
    Role,
    User,
)  # fmt: skip
from app.models.audit import UnrecordedChangeError
from app.models.immutable import AppendOnlyError
from app.models.scope import OWNED
from app.services.base import accounts

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.actor import Actor

pytestmark = pytest.mark.bar("S1")
MINE, THEIRS = "haian.clerk", "beifang.clerk"
ActorOf = Callable[[str], "Actor"]


@pytest.fixture(autouse=True)
def rows_of_both(request: pytest.FixtureRequest) -> None:
    """Give both enterprises applications: drafts, returned ones with remarks, approved and issued ones."""
    if "app" not in request.fixturenames:
        return
    request.getfixturevalue("both_sides")


@pytest.fixture
def me(actor: ActorOf) -> Iterator[Actor]:
    yield actor(MINE)
    db.session.rollback()


@pytest.fixture
def foreign(context: Flask) -> dict[str, Any]:
    """Return the ids of the other enterprise's rows, found with unlimited rights in a session of their own."""
    with context.app_context():
        owner = db.session.scalar(select(User.organisation_id).where(User.username == THEIRS))

        def _one(model: Any, *conditions: Any) -> Any:
            return db.session.scalar(select(model.id).where(model.organisation_id == owner, *conditions))

        found = {
            "organisation": owner,
            "application": _one(Application),
            "draft": _one(Application, Application.status == "draft"),
            "certificate": _one(Certificate),
            "declaration": _one(Declaration),
            "document": _one(IssuedDocument),
        }
    assert all(found.values())
    return found


def foreign_of(statement: Any) -> set[int]:
    """Return the owners of the rows that a statement gives."""
    return {row.organisation_id for row in db.session.scalars(statement).unique()}


#: Ways of asking for certificates; each must give own rows only. (name, number of rows or set of owners)
ASKING: dict[str, Callable[[], Any]] = {
    "select": lambda: foreign_of(select(Certificate)),
    "columns only": lambda: set(db.session.scalars(select(Certificate.organisation_id))),
    "legacy query": lambda: {row.organisation_id for row in db.session.query(Certificate)},
    "alias": lambda: foreign_of(select(aliased(Certificate))),
    "alias columns": lambda: set(db.session.scalars(select(aliased(Certificate).organisation_id))),
    "join from another table": lambda: set(
        db.session.scalars(
            select(Certificate.organisation_id)
            .select_from(Organisation)
            .join(Certificate, Certificate.organisation_id == Organisation.id)
        )
    ),
    "outer join": lambda: (
        set(
            db.session.scalars(
                select(Certificate.organisation_id)
                .select_from(User)
                .outerjoin(Certificate, Certificate.organisation_id == User.organisation_id)
            )
        )
        - {None}
    ),
    "cartesian": lambda: set(db.session.scalars(select(Certificate.organisation_id).where(User.id > 0))),
    "subquery": lambda: set(db.session.scalars(select(select(Certificate).subquery().c.organisation_id))),
    "alias of subquery": lambda: foreign_of(select(aliased(Certificate, select(Certificate).subquery()))),
    "cte": lambda: set(db.session.scalars(select(select(Certificate).cte().c.organisation_id))),
    "union": lambda: set(
        db.session.scalars(union_all(select(Certificate.organisation_id), select(Certificate.organisation_id)))
    ),
    "scalar subquery": lambda: {
        db.session.scalar(select(select(func.max(Certificate.organisation_id)).scalar_subquery()))
    },
    "lateral": lambda: (
        set(
            db.session.scalars(
                select(
                    select(Certificate.organisation_id)
                    .where(Certificate.organisation_id == Organisation.id)
                    .limit(1)
                    .correlate(Organisation)
                    .scalar_subquery()
                ).select_from(Organisation)
            )
        )
        - {None}
    ),
    "exists": lambda: set(
        db.session.scalars(
            select(Organisation.id).where(exists().where(Certificate.organisation_id == Organisation.id))
        )
    ),
    "in": lambda: set(
        db.session.scalars(select(Organisation.id).where(Organisation.id.in_(select(Certificate.organisation_id))))
    ),
    "group": lambda: set(db.session.scalars(select(Certificate.organisation_id).group_by(Certificate.organisation_id))),
    "stream": lambda: {
        row.organisation_id for row in db.session.scalars(select(Certificate).execution_options(yield_per=2))
    },
    "own loader criteria": lambda: foreign_of(
        select(Certificate).options(with_loader_criteria(Certificate, literal(value=True)))
    ),
    "relationship of own application": lambda: {
        c.organisation_id for a in db.session.scalars(select(Application)) for c in a.certificates
    },
    "selectinload": lambda: {
        c.organisation_id
        for a in db.session.scalars(select(Application).options(selectinload(Application.certificates)))
        for c in a.certificates
    },
    "joinedload": lambda: {
        c.organisation_id
        for a in db.session.scalars(select(Application).options(joinedload(Application.certificates))).unique()
        for c in a.certificates
    },
    "subqueryload": lambda: {
        c.organisation_id
        for a in db.session.scalars(select(Application).options(subqueryload(Application.certificates)))
        for c in a.certificates
    },
}
COUNTING: dict[str, Callable[[], Any]] = {
    "count": lambda: db.session.scalar(select(func.count(Certificate.id))),
    "count from": lambda: db.session.scalar(select(func.count()).select_from(Certificate)),
    "count of subquery": lambda: db.session.scalar(select(func.count()).select_from(select(Certificate).subquery())),
    "count of limited subquery": lambda: db.session.scalar(
        select(func.count()).select_from(select(Certificate.id).limit(100).subquery())
    ),
    "legacy count": lambda: db.session.query(Certificate).count(),
    "legacy count with join": lambda: db.session.query(Certificate).join(Certificate.application).count(),
}


def test_no_way_of_asking_shows_a_foreign_certificate(me: Actor) -> None:
    told = {name: ask() for name, ask in ASKING.items()}
    assert {name: owners for name, owners in told.items() if owners != me.organisation_ids} == {}


def test_no_count_tells_of_foreign_certificates(actor: ActorOf) -> None:
    actor("admin")
    everything = len(db.session.scalars(select(Certificate)).all())
    actor(MINE)
    own = len(db.session.scalars(select(Certificate)).all())
    assert 0 < own < everything
    told = {name: count() for name, count in COUNTING.items()}
    assert {name: number for name, number in told.items() if number != own} == {}


def ids_seen(model: Any) -> set[Any]:
    db.session.expunge_all()
    return {row.id for row in db.session.scalars(select(model))}


#: What officials abroad see besides their own look-ups: what is issued for them.
ISSUED_ABROAD = (Certificate, IssuedDocument)


def test_every_owned_table_is_scoped(actor: ActorOf) -> None:
    for model in OWNED:
        actor("admin")
        everything = ids_seen(model)
        seen = {}
        for login in (MINE, THEIRS, "xiaogang.admin", "overseas.jpn", "overseas.kor", "customs.0901"):
            actor(login)
            seen[login] = ids_seen(model)
            assert seen[login] <= everything, (model, login)
        assert not seen[MINE] & seen[THEIRS], model
        if model not in ISSUED_ABROAD:
            assert seen["overseas.jpn"] == seen["overseas.kor"] == set(), model
    actor("overseas.kor")
    assert all(row.issued_at and row.destination_country == "KOR" for row in db.session.scalars(select(Certificate)))


@pytest.mark.parametrize("login", ["customs.0901", "customs.0908"])
def test_a_reviewer_sees_what_is_declared_to_his_offices_and_no_drafts(actor: ActorOf, login: str) -> None:
    reviewer = actor(login)
    for model in (Application, Certificate):
        rows = db.session.scalars(select(model)).all()
        assert all(row.declaring_customs in reviewer.customs_codes and row.submitted_at for row in rows)
    events = db.session.scalars(select(ApplicationEvent)).all()
    assert {event.application.declaring_customs for event in events} <= reviewer.customs_codes


def test_a_request_without_an_actor_sees_nothing(app: Flask) -> None:
    with app.test_request_context():
        for model in OWNED:
            assert db.session.scalars(select(model)).all() == []


def test_a_foreign_row_in_memory_is_not_given_out(actor: ActorOf, foreign: dict[str, Any]) -> None:
    actor("admin")
    assert db.session.get(Certificate, foreign["certificate"]) is not None
    actor(MINE)
    assert db.session.get(Certificate, foreign["certificate"]) is None
    assert db.session.query(Certificate).filter_by(id=foreign["certificate"]).first() is None


def test_joining_own_to_foreign_rows_gives_none(me: Actor, foreign: dict[str, Any]) -> None:
    statement = select(PrintRecord).join(IssuedDocument).where(IssuedDocument.id == foreign["document"])
    assert db.session.scalars(statement).all() == []
    assert (
        db.session.scalars(select(ReviewRemark).where(ReviewRemark.application_id == foreign["application"])).all()
        == []
    )


def _own(model: Any) -> Any:
    return db.session.scalars(select(model)).first()


def _stolen(model: Any, row_id: int) -> Any:
    """Return a foreign row as a careless service would have it in hand."""
    row = db.session.scalar(select(model).where(model.id == row_id).execution_options(unscoped=True))
    assert row is not None
    return row


def _new_certificate(**columns: Any) -> Certificate:
    origin = _own(Certificate)
    return Certificate(
        type_code=origin.type_code,
        format_code=origin.format_code,
        format_version_id=origin.format_version_id,
        **columns,
    )


def add(row: Any) -> None:
    db.session.add(row)


# ruff: noqa: ARG005 every attempt takes the same two arguments

#: Attempts to write where one may not; (me: the actor, f: ids of foreign rows).
WRITING: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "a new row for the other enterprise": lambda me, f: add(
        Declaration(organisation_id=f["organisation"], inspection_no="226000009999999", declaring_customs="0901")
    ),
    "an own row given to the other enterprise": lambda me, f: setattr(
        _own(Declaration), "organisation_id", f["organisation"]
    ),
    "an own row given by relation": lambda me, f: setattr(
        _own(Declaration), "organisation", db.session.get(Organisation, f["organisation"])
    ),
    "a foreign row changed": lambda me, f: setattr(_stolen(Declaration, f["declaration"]), "goods_name", "stolen"),
    "a foreign row taken": lambda me, f: setattr(
        _stolen(Declaration, f["declaration"]), "organisation_id", me.organisation_id
    ),
    "a foreign row deleted": lambda me, f: db.session.delete(_stolen(Declaration, f["declaration"])),
    "a foreign application deleted": lambda me, f: setattr(_stolen(Application, f["draft"]), "review_opinion", "x"),
    "a certificate hung on a foreign application by id": lambda me, f: add(
        _new_certificate(application_id=f["draft"], organisation_id=me.organisation_id)
    ),
    "a certificate hung on a foreign application by relation": lambda me, f: add(
        _new_certificate(application=_stolen(Application, f["draft"]), organisation_id=me.organisation_id)
    ),
    "an own certificate moved to a foreign application": lambda me, f: setattr(
        _own(Certificate), "application_id", f["draft"]
    ),
    "a reissue of a foreign certificate": lambda me, f: setattr(_own(Application), "reissue_of_id", f["certificate"]),
    "an event on a foreign application": lambda me, f: add(
        ApplicationEvent(
            application_id=f["application"], action="save", side="enterprise", to_status="draft",
            happened_at=func.now(), actor_name="x",
        )
    ),
    "a remark on a foreign application": lambda me, f: add(
        ReviewRemark(application_id=f["application"], certificate_id=f["certificate"], path="x", opinion="x")
    ),
    "a remark of an own application at a foreign certificate": lambda me, f: add(
        ReviewRemark(application=_own(Application), certificate_id=f["certificate"], path="x", opinion="x")
    ),
    "a print of a foreign document": lambda me, f: add(
        PrintRecord(
            organisation_id=me.organisation_id, issued_document_id=f["document"], copy_kind="original", copy_number=9,
            printed_at=func.now(), actor_name="x",
        )
    ),
    "a message about a foreign application": lambda me, f: add(
        OutboxMessage(
            message_id="x", kind="application", application_id=f["application"], subject="application/1",
            subject_version=1, payload={}, sha256="", written_at=func.now(),
        )
    ),
}  # fmt: skip


def test_no_way_of_writing_reaches_a_foreign_row(me: Actor, foreign: dict[str, Any]) -> None:
    written = []
    for name, write in WRITING.items():
        try:
            write(me, foreign)
            db.session.flush()
            written.append(name)
        except (NotFoundError, AppendOnlyError):
            pass
        finally:
            db.session.rollback()
            db.session.expunge_all()
    assert written == []


def test_a_reviewer_cannot_draw_an_application_of_another_office_to_his_own(actor: ActorOf) -> None:
    actor("admin")
    other = db.session.scalar(select(Application.id).where(Application.declaring_customs == "0908"))
    actor("customs.0901")
    row = _stolen(Application, other)
    row.declaring_customs = "0901"
    with pytest.raises(NotFoundError):
        db.session.flush()


def test_a_reviewer_cannot_touch_a_draft_declared_to_his_office(actor: ActorOf) -> None:
    actor("admin")
    draft = db.session.scalar(
        select(Application.id).where(Application.submitted_at.is_(None), Application.declaring_customs == "0908")
    )
    reviewer = actor("customs.0908")
    row = _stolen(Application, draft)
    row.review_opinion = "x"
    assert row.declaring_customs in reviewer.customs_codes
    with pytest.raises(NotFoundError):
        db.session.flush()


def test_a_reviewer_makes_no_rows_for_enterprises(actor: ActorOf, foreign: dict[str, Any]) -> None:
    actor("customs.0901")
    db.session.add(
        Declaration(organisation_id=foreign["organisation"], inspection_no="226000009999998", declaring_customs="0901")
    )
    with pytest.raises(NotFoundError):
        db.session.flush()


@pytest.mark.parametrize(
    "statement",
    [
        update(Certificate).values(goods_name="x"),
        delete(Declaration),
        update(Organisation).values(name="x"),
        insert(PackagingApplication).values(application_no="x", organisation_id=1),
    ],
    ids=["update", "delete", "update of another table", "insert"],
)
def test_bulk_statements_are_refused(me: Actor, statement: Any) -> None:
    with pytest.raises(UnrecordedChangeError):
        db.session.execute(statement)


@pytest.mark.parametrize("write", ["bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"])
def test_the_bulk_doors_of_the_session_are_shut(me: Actor, write: str) -> None:
    with pytest.raises(NotImplementedError):
        getattr(db.session(), write)(Declaration, [{}])


@pytest.mark.parametrize("login", ["haian.admin", MINE, "customs.0901", "overseas.jpn"])
def test_nobody_gives_himself_or_others_a_role_beyond_his_own(actor: ActorOf, login: str) -> None:
    actor(login)
    for username in (login, "xiaogang.admin"):
        user = db.session.scalar(select(User).where(User.username == username))
        user.roles.append(db.session.scalar(select(Role).where(Role.name == "system_administrator")))
        with pytest.raises(NotPermittedError):
            db.session.flush()
        db.session.rollback()


def test_nobody_redefines_a_role_but_the_administrator(actor: ActorOf) -> None:
    actor(MINE)
    role = db.session.scalar(select(Role).where(Role.name == "clerk"))
    role.permissions = []
    with pytest.raises(NotPermittedError):
        db.session.flush()


def test_nobody_moves_to_another_enterprise(actor: ActorOf, foreign: dict[str, Any]) -> None:
    actor(MINE)
    user = db.session.scalar(select(User).where(User.username == MINE))
    user.organisation_id = foreign["organisation"]
    with pytest.raises(NotPermittedError):
        db.session.flush()


def test_a_clerk_may_change_his_own_language(actor: ActorOf) -> None:
    actor(MINE)
    user = db.session.scalar(select(User).where(User.username == MINE))
    user.locale = "en"
    db.session.flush()
    db.session.rollback()


def test_people_of_a_closed_enterprise_reach_nothing(app: Flask, context: Flask) -> None:
    user = db.session.scalar(select(User).where(User.username == MINE))
    user.organisation.status = "closed"
    found = accounts.actor_for(user)
    db.session.rollback()
    assert (found.organisation_ids, found.permissions) == (frozenset(), frozenset())


ROOT = Path(__file__).resolve().parents[2] / "app"
#: Statements on tables instead of models pass the scope by.
BESIDE_THE_SCOPE = re.compile(
    r"__table__|\btext\(\s*[\"'](?i:select|insert|update|delete|with)"
    r"|from_statement|unscoped|\.connection\(\)|raw_connection"
)
ALLOWED = {
    "models/audit.py": "writes the history itself",
    "models/base.py": "declares for mypy that a model has a table",
    "models/scope.py": "is the scope",
    "models/write_guard.py": "is the guard",
    "models/user.py": "adds columns to FAB's table",
    "services/base/transaction.py": "begins the transaction",
    "services/exchange/job_runs.py": "its table has no owner; jobs have no actor",
    "services/exchange/job_control.py": "its tables have no owner; the screen is the administrator's",
    "services/exchange/sending.py": "notes claims and attempts of messages; runs as a job or for the administrator",
    "services/doors/sessions.py": "its table has no owner; a connection of its own",
    "services/settings/evidence.py": "checks the whole chain, for the administrator's command",
    "services/base/health.py": "asks for 1",
    "services/home/home.py": "asks for the number of the last step of anybody, and shows none of them",
    "services/doors/logins.py": "takes an advisory lock",
    "services/declarations/declarations.py": "asks whether a number is somebody else's, and tells only yes or no",
    "services/declarations/imports.py": "asks which numbers are somebody else's, and refuses them like invalid ones",
    "services/settings/dictionaries.py": "asks whether an entry is in use anywhere",
    "services/people/organisations.py": "asks whether an organisation has documents",
    "services/queries/export_runs.py": "takes and renews claims; what is exported is read in the owner's scope",
    "services/statistics/totals.py": "adds up all certificates; only the administrator sees the sums",
    "services/demo/mass.py": "demo data",
    "gateways/report_database.py": "runs saved queries on reporting views, fenced for who does not see all",
    "services/certificates/freezing.py": "sweeps files that no document of anybody names; runs as a job",
    "services/demo/applications.py": "demo data",
    "services/portal/lookups.py": "counts wrong guesses of an account and an address, whoever sees them",
    "services/scans/scans.py": "sweeps files that no scan of anybody names; runs as a job",
    "services/scans/numbers.py": "asks whose a number is, and tells only whether it is free",
    "services/portal/documents.py": "finds the successor's id; the certificate itself is asked for in scope",
}


def test_nothing_passes_the_scope_by_unnoticed() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if BESIDE_THE_SCOPE.search(path.read_text(encoding="utf-8"))
    }
    assert found - ALLOWED.keys() == set(), "say in ALLOWED why it is safe, or ask the model in scope"


def test_operation_records_of_others_stay_unseen(actor: ActorOf) -> None:
    me = actor(MINE)
    rows = db.session.scalars(select(OperationRecord)).all()
    assert {row.organisation_id for row in rows} <= {me.organisation_id}
