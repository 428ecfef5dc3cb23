# What we use of flask_migrate, which comes without types.
from flask import Flask
from flask_appbuilder.models.sqla.base import SQLA

class Migrate:
    def init_app(self, app: Flask, db: SQLA, directory: str = ..., **options: object) -> None: ...

def upgrade(directory: str | None = ..., revision: str = ...) -> None: ...
