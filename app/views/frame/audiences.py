"""Audiences of routes: everybody, whoever has logged in, officials abroad, holders of a right, or a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from app.domain.actor import Actor
from app.domain.permissions import workflow_permission
from app.domain.workflow import TRANSITIONS, Action, Side

PUBLIC: Literal["public"] = "public"
LOGGED_IN: Literal["logged_in"] = "logged_in"
#: Officials abroad: they use the portal and nothing else, and nobody else uses its inside.
OVERSEAS: Literal["overseas"] = "overseas"

#: what a route takes out of an address
Arguments: TypeAlias = Mapping[str, str | int]
Condition: TypeAlias = Callable[[Actor, Arguments], bool]
#: (permission, resource), or a question asked of the actor and the route's arguments
Audience: TypeAlias = str | tuple[str, str] | Condition


def described(audience: Audience) -> str:
    """Write an audience as one word for tables and tests."""
    if isinstance(audience, tuple):
        return f"{audience[0]} on {audience[1]}"
    return audience if isinstance(audience, str) else getattr(audience, "__name__", repr(audience))


def certificate_permission(permission: str) -> Condition:
    """Return the question whether the actor has a permission on the document type that the route names.

    Routes name it by `type_key`; where they name a row instead, any type will do and the service asks for the row's.
    """

    def _may(actor: Actor, arguments: Arguments) -> bool:
        type_key = arguments.get("type_key")
        if type_key is not None:
            return actor.may(permission, f"certificate_{type_key}")
        return any(verb == permission and name.startswith("certificate_") for verb, name in actor.permissions)

    _may.__name__ = f"certificate:{permission}"
    return _may


def certificate_step(actor: Actor, arguments: Arguments) -> bool:
    """Tell whether the actor may take the enterprise's step that the route names, on any document type."""
    steps = [action for action, row in TRANSITIONS.items() if row.side is Side.ENTERPRISE]
    if "step" in arguments:
        steps = [Action(str(arguments["step"]))]
    return any(certificate_permission(workflow_permission(step))(actor, {}) for step in steps)


def any_of(*audiences: Audience) -> Condition:
    """Return the question whether at least one of the audiences holds."""

    def _may(actor: Actor, arguments: Arguments) -> bool:
        return any(admits(audience, actor, arguments) for audience in audiences)

    _may.__name__ = " or ".join(described(audience) for audience in audiences)
    return _may


def admits(audience: Audience, actor: Actor, arguments: Arguments) -> bool:
    """Tell whether the actor belongs to the audience."""
    if audience == PUBLIC:
        return True
    if actor.user_id is None:
        return False
    if audience == OVERSEAS or actor.is_overseas:
        return audience == OVERSEAS and actor.is_overseas and actor.may("can_search", "overseas_portal")
    if audience == LOGGED_IN:
        return True
    if isinstance(audience, tuple):
        return actor.may(*audience)
    if callable(audience):
        return audience(actor, arguments)
    raise ValueError(f"{audience!r} is no audience")
