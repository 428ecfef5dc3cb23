# What we use of flask_wtf.csrf, which comes without types.
from collections.abc import Callable
from typing import TypeVar

from flask import Flask
from werkzeug.exceptions import BadRequest

_View = TypeVar("_View", bound=Callable[..., object])

class CSRFError(BadRequest): ...

class CSRFProtect:
    def init_app(self, app: Flask) -> None: ...
    def exempt(self, view: _View | str) -> _View | str: ...
    def protect(self) -> None: ...

def generate_csrf() -> str: ...
