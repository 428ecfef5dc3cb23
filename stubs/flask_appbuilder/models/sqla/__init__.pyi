# What we use of flask_appbuilder.models.sqla, which comes without types.
from typing import ClassVar

from sqlalchemy import Table
from sqlalchemy.orm import DeclarativeBase, Mapped

class Model(DeclarativeBase):
    __table__: ClassVar[Table]
    # not FAB's, but every model that a list, a form or a number in an address leads to has one
    id: Mapped[int]
