# What we use of flask_appbuilder.security.decorators, which comes without types.
from collections.abc import Callable
from typing import TypeVar

_Method = TypeVar("_Method", bound=Callable[..., object])

def has_access(f: _Method) -> _Method: ...
def permission_name(name: str) -> Callable[[_Method], _Method]: ...
