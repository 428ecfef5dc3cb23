"""Who may give rights: no form and no route gives anybody a role that the giver does not hold himself (traps F13)."""

from __future__ import annotations

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.errors import NotPermittedError
from app.domain.permissions import SYSTEM_ADMINISTRATOR
from app.models.scope import actor_of
from app.models.user import Role, User


@event.listens_for(Session, "before_flush")
def _guard_roles(session: Session, *_: object) -> None:
    actor = actor_of(session)
    if actor is None or actor.is_system or SYSTEM_ADMINISTRATOR in actor.roles:
        return
    for row in (*session.new, *session.dirty):
        if isinstance(row, Role) and _is_redefined(row):
            raise NotPermittedError("role_not_yours_to_give", role=row.name)
        if isinstance(row, User):
            _guard_user(row, actor)


def _is_redefined(role: Role) -> bool:
    state = inspect(role).attrs
    return bool(state.name.history.has_changes() or state.permissions.history.has_changes())


def _guard_user(user: User, actor: Actor) -> None:
    """Refuse roles beyond the actor's rights, and the move of an account to another organisation."""
    state = inspect(user).attrs
    for role in (*(state.roles.history.added or ()), *(state.roles.history.deleted or ())):
        held = {(row.permission.name, row.view_menu.name) for row in role.permissions}
        if role.name == SYSTEM_ADMINISTRATOR or not held <= actor.permissions:
            raise NotPermittedError("role_not_yours_to_give", role=role.name)
    moved = state.organisation_id.history
    if moved.has_changes() and {*(moved.added or ()), *(moved.deleted or ())} - {actor.organisation_id, None}:
        raise NotPermittedError("organisation_not_yours")
