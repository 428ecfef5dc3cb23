"""Tables that only grow: refused here with a clear error, and by triggers for whoever comes another way."""

from __future__ import annotations

from sqlalchemy import Connection, event
from sqlalchemy.orm import Mapper

from app.models.application import ApplicationEvent
from app.models.base import Model
from app.models.format import FormatVersion
from app.models.issued_document import IssuedDocument, PrintRecord
from app.models.operation_record import OperationRecord
from app.models.scan import ScanFile

APPEND_ONLY: tuple[type[Model], ...] = (
    OperationRecord,
    FormatVersion,
    IssuedDocument,
    PrintRecord,
    ApplicationEvent,
    ScanFile,
)


class AppendOnlyError(RuntimeError):
    """Refuse to change or delete a row of a table that only grows."""


def _refuse(_mapper: Mapper[Model], _connection: Connection, target: Model) -> None:
    raise AppendOnlyError(f"{type(target).__tablename__} only grows")


for _model in APPEND_ONLY:
    event.listen(_model, "before_update", _refuse)
    event.listen(_model, "before_delete", _refuse)
