# What we use of flask_appbuilder.models.sqla.interface, which comes without types.
from collections.abc import Callable
from typing import Any, ClassVar

from flask_appbuilder.models.sqla.base import ScopedSession

class SQLAInterface:
    obj: type[Any]
    session: ScopedSession
    get: ClassVar[Callable[..., object]]
    unchecked_get: ClassVar[Callable[..., object]]

    def __init__(self, obj: type[Any], session: ScopedSession | None = ...) -> None: ...
    def is_pk_composite(self) -> bool: ...
