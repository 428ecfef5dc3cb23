# What we use of gunicorn.app.base, which comes without types.
from collections.abc import Mapping

from flask import Flask

class _Config:
    settings: Mapping[str, object]

    def set(self, name: str, value: object) -> None: ...

class BaseApplication:
    cfg: _Config

    def __init__(self) -> None: ...
    def load_config(self) -> None: ...
    def load(self) -> Flask: ...
    def run(self) -> None: ...
