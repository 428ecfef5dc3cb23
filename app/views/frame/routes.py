"""A route of a view says in one place its address, its methods and who it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask.typing import ResponseReturnValue
from flask_appbuilder import expose, has_access
from flask_appbuilder.security.decorators import permission_name

from app.views.frame.audiences import Audience

Method = TypeVar("Method", bound=Callable[..., ResponseReturnValue])


def route(
    address: str, *, methods: Sequence[str] = ("GET",), right: str = "", audience: Audience | None = None
) -> Callable[[Method], Method]:
    """Answer an address with a method of a view, for those who have a right on the view's screen.

    right     the verb (default: the method's name)
    audience  who it is for instead, where no right on this one screen decides
    """

    def mark(method: Method) -> Method:
        if audience is None:
            guarded = has_access(permission_name(right or method.__name__)(method))
            return expose(address, methods)(guarded)
        method.__dict__["audience"] = audience
        return expose(address, methods)(method)

    return mark
