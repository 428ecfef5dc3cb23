"""Operation history 操作历史 of everything: who changed what, when, from where; read only."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort
from flask_babel import lazy_gettext as _l

from app.domain.actor import SYSTEM
from app.models import ActorName, OperationRecord
from app.views.frame.context import Context
from app.views.history import record_words
from app.views.lists.base import ReadOnlyView
from app.views.lists.columns import Column, chips
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text, WordedText
from app.views.words.labels import RECORDS, table_label
from app.views.words.told import OPERATIONS, person
from app.views.words.value_words import row_name

COLOURS = {"insert": "ok", "update": "info", "delete": "bad"}


def _system(text: str) -> Iterator[str]:
    """Yield the stored name of the program where its name in the reader's language was typed."""
    if text.casefold() in person(SYSTEM.name).casefold():
        yield SYSTEM.name


class OperationHistoryView(ReadOnlyView[OperationRecord]):
    route_base = "/operation-history"
    class_permission_name = screen = "operation_history"
    datamodel = FastInterface(OperationRecord)
    list_title = _l("Operation history")
    empty_text = _l("The history begins with the first change.")
    show_template = "history/operation.html"
    columns = (
        Column(key="id", wording="list", kind="number", sort=OperationRecord.id, is_link=True),
        Column(key="happened_at", kind="second"),
        Column(key="actor_name", value=lambda row: person(row.actor_name), width=16),
        Column(key="table_name", value=lambda row: table_label(row.table_name), width=18),
        Column(key="row_id", kind="official", width=10),
        Column(key="operation", kind="status", chip=chips(COLOURS, OPERATIONS)),
        Column(key="fields", value=record_words.fields, width=40),
        Column(key="address", kind="official", width=16),
        Column(key="request_id", label=_l("Request"), kind="official", is_chosen=False, width=14),
    )
    query = (
        Choice(name="table", column=OperationRecord.table_name, choices=RECORDS),
        Text(name="record", columns=(OperationRecord.row_id,), match="exact"),
        WordedText(name="who", columns=(OperationRecord.actor_name,), known=ActorName.name, stored=_system),
        Choice(column=OperationRecord.operation, choices=OPERATIONS),
        DateRange(column=OperationRecord.happened_at),
    )

    def record(self, row: OperationRecord) -> Context:
        return {
            "view": self,
            "row": row,
            "facts": self.columns,
            "changes": [record_words.entry(row, with_keys=True)],
            "organisation": row_name("organisation", row.organisation_id) if row.organisation_id else "",
            "title": record_words.record_name(row),
        }

    def found(self, pk: int) -> OperationRecord:
        return self.datamodel.one(pk) or abort(404)
