"""Which rows an actor may write: neither the row nor what it hangs on may be another enterprise's (traps F2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import MANYTOONE, Session

from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.models.application import Application, Certificate
from app.models.declaration import Declaration
from app.models.operation_record import OperationRecord
from app.models.packaging_application import PackagingApplication
from app.models.scan import Scan, ScanFile, ScanNumber
from app.models.scope import OWNED, actor_of
from app.models.template import DraftTemplate

#: Rows that only an enterprise makes; a customs office finds them and works on them.
MADE_BY_ENTERPRISES = (
    Application, Certificate, Declaration, DraftTemplate, PackagingApplication, Scan, ScanFile, ScanNumber,
)  # fmt: skip
#: Columns that decide whose a row is.
DECIDING = ("organisation_id", "declaring_customs", "submitted_at")
GUARDED = tuple(model for model in OWNED if model is not OperationRecord)


@event.listens_for(Session, "before_flush")
def _guard_writes(session: Session, *_: object) -> None:
    """Refuse to write a row of another enterprise, whatever form or route it came by."""
    actor = actor_of(session)
    if actor is None or actor.sees_all:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(row, GUARDED) or (row in session.dirty and not session.is_modified(row)):
            continue
        if not (_is_reached(row, actor) and _was_reached(session, row, actor) and _hangs_well(session, row, actor)):
            raise NotFoundError


def _is_reached(row: Any, actor: Actor) -> bool:
    """Tell whether the row, as it is about to be written, is the actor's enterprise's or his office's."""
    root = _root(row)
    if root is None:
        return True  # it hangs on an id only, which is looked up
    if _owner(root) in actor.organisation_ids:
        return True
    if _is_given_away(root):
        return False
    if inspect(row).key is None and isinstance(row, MADE_BY_ENTERPRISES):
        return False
    return _office(root) in actor.customs_codes


def _root(row: Any) -> Any | None:
    """Return the row that decides whose this row is: itself, or what it hangs on."""
    if isinstance(row, MADE_BY_ENTERPRISES):
        return row if _owner(row) is not None else getattr(row, "application", None) or row
    for name in ("application", "certificate", "document"):
        parent = getattr(row, name, None)
        if parent is not None:
            return _root(parent)
    return None


def _owner(row: Any) -> int | None:
    """Return whose the row will be: an organisation set by relation reaches the column only at the flush."""
    given = inspect(row).attrs.organisation.history.added if "organisation" in inspect(row).mapper.relationships else ()
    owner: int | None = given[0].id if given and given[0] is not None else row.organisation_id
    return owner


def _is_given_away(root: Any) -> bool:
    """Tell whether the row is about to change its enterprise, which no office may do either."""
    state = inspect(root)
    before = state.committed_state.get("organisation_id", root.organisation_id)
    return state.key is not None and _owner(root) != before


def _office(root: Any) -> str | None:
    if isinstance(root, Application | Certificate) and root.submitted_at is None:
        return None  # a draft is nobody's but the enterprise's
    office: str | None = getattr(root, "declaring_customs", None)
    return office


def _was_reached(session: Session, row: Any, actor: Actor) -> bool:
    """Tell whether the row was already the actor's before he changed what decides that."""
    state = inspect(row)
    if state.key is None or not isinstance(row, MADE_BY_ENTERPRISES):
        return True
    if not any(name in state.committed_state for name in DECIDING):
        return True
    model = type(row)
    with session.no_autoflush:
        found = session.scalar(select(model.id).where(model.id == state.key[1][0], model.visible_to(actor)).limit(1))
    return found is not None


def _hangs_well(session: Session, row: Any, actor: Actor) -> bool:
    """Tell whether every owned row that this one points at by id is one that the actor sees."""
    state = inspect(row)
    for relation in state.mapper.relationships:
        if relation.direction is not MANYTOONE or not issubclass(relation.mapper.class_, GUARDED):
            continue
        parent = state.dict.get(relation.key)
        if parent is not None and not _is_reached(parent, actor):
            return False
    for model, column in _references(state.mapper):
        value = state.dict.get(column)
        is_new = state.key is None or column in state.committed_state
        if is_new and value is not None and not _is_seen(session, model, value, actor):
            return False
    return True


def _references(mapper: Any) -> list[tuple[Any, str]]:
    """Return (model, attribute) for each column that refers to an owned table."""
    by_table = {model.__table__: model for model in GUARDED}
    return [
        (by_table[key.column.table], mapper.get_property_by_column(column).key)
        for column in mapper.local_table.columns
        for key in column.foreign_keys
        if key.column.table in by_table
    ]


def _is_seen(session: Session, model: Any, row_id: int, actor: Actor) -> bool:
    with session.no_autoflush:
        statement = select(model.id).where(model.id == row_id, model.visible_to(actor)).limit(1)
        return session.scalar(statement) is not None
