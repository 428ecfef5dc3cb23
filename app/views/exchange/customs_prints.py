"""Documents printed by the customs' own system: the list of its records, and their import with a dry run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import abort, send_file
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.models import CustomsPrint
from app.models.base import utc_now
from app.reports.list_sheet import ColumnHead, ListSheet
from app.services.exchange import customs_prints
from app.services.queries import exports
from app.views.declarations.import_words import STATES
from app.views.declarations.imports import SHOWN_ERRORS, ImportScreens
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.actions import Offer
from app.views.lists.base import ReadOnlyView
from app.views.lists.columns import Column
from app.views.lists.export import answer
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.lists.view import NO_ROUTES
from app.views.words.columns import label_of
from app.views.words.writing import customs_choices

HEADS = {
    "customs_code": label_of("customs_code"),
    "document_no": label_of("document_no", "long"),
    "receipt_date": label_of("receipt_date"),
}
ALLOWED = {
    "customs_code": _l("the code of a customs office"),
    "document_no": _l("at most 40 characters, each number once"),
    "receipt_date": _l("a day such as 2026-11-23"),
}


class CustomsPrintsView(ImportScreens, ReadOnlyView[CustomsPrint]):
    route_base = "/customs-prints"
    class_permission_name = screen = "customs_prints"
    datamodel = FastInterface(CustomsPrint)
    list_title = _l("Printed by customs")
    empty_text = _l("Nothing has been reported yet. Import the records of the customs' own system.")
    new_label = _l("Import")
    import_template = "statistics/prints_import.html"
    exclude_route_methods = set(NO_ROUTES) | {"show", "add", "edit", "delete"}
    columns = (
        Column(key="customs_code", wording="unit"),
        Column(key="document_no", wording="long", sort=CustomsPrint.document_no),
        Column(key="receipt_date", sort=CustomsPrint.receipt_date),
        Column(key="created_at", wording="entered", is_chosen=False),
    )
    query = (
        Text(wording="long", columns=(CustomsPrint.document_no,), match="starts"),
        Choice(name="declaring_customs", wording="unit", column=CustomsPrint.customs_code, choices=customs_choices),
        DateRange(column=CustomsPrint.receipt_date, is_timestamp=False, name="received"),
    )

    def offers(self, rows: Sequence[CustomsPrint]) -> Mapping[int, Offer]:
        del rows
        return {}

    def row_url(self, row: CustomsPrint) -> str | None:
        del row
        return None

    def dry_run(self, data: bytes) -> str:
        found = customs_prints.dry_run(current_actor(), data, now=utc_now())
        return self.render_template(
            "statistics/prints_dry_run.html",
            view=self,
            found=found,
            states=STATES,
            heads=HEADS,
            allowed=ALLOWED,
            errors=found.errors[:SHOWN_ERRORS],
        )

    def confirm(self, sha256: str) -> Mapping[str, int]:
        return customs_prints.confirm(current_actor(), sha256, now=utc_now())

    @route("/import/template.<string:extension>", right="import")
    def template(self, extension: str) -> ResponseReturnValue:
        """Send an empty workbook with the three headings."""
        if extension != "xlsx":
            abort(404)
        heads = [ColumnHead(str(label), 24) for label in ("关区代码", "证单编号", "收单日期")]
        return answer(exports.make("xlsx", ListSheet(title="customs_prints", heads=heads, rows=[], limit=1)), send_file)
