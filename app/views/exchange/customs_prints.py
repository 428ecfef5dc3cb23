"""Documents printed by the customs' own system: the list of its records, and their import with a dry run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.errors import DomainError, NotPermittedError
from app.domain.imports import files as rules
from app.domain.imports.files import ImportRefusedError
from app.models import CustomsPrint
from app.models.base import utc_now
from app.reports.list_sheet import ColumnHead, ListSheet
from app.services.exchange import customs_prints
from app.services.queries import exports
from app.views.declarations.import_words import STATES
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
from app.views.words.refusals import message
from app.views.words.writing import customs_choices

SHOWN_ERRORS = 200
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


class CustomsPrintsView(ReadOnlyView[CustomsPrint]):
    route_base = "/customs-prints"
    class_permission_name = screen = "customs_prints"
    datamodel = FastInterface(CustomsPrint)
    list_title = _l("Printed by customs")
    empty_text = _l("Nothing has been reported yet. Import the records of the customs' own system.")
    new_label = _l("Import")
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

    def new_url(self) -> str | None:
        """Return the address of the import, for those who may import."""
        return self.url("import_file") if self.may("import") else None

    def offers(self, rows: Sequence[CustomsPrint]) -> Mapping[int, Offer]:
        del rows
        return {}

    def row_url(self, row: CustomsPrint) -> str | None:
        del row
        return None

    @route("/import", methods=["GET", "POST"], right="import")
    def import_file(self) -> ResponseReturnValue:
        """Show the form, or the dry run of the file that was sent."""
        if request.method == "GET":
            return self._import_form()
        try:
            found = customs_prints.dry_run(current_actor(), _sent(), now=utc_now())
        except NotPermittedError:
            raise
        except DomainError as error:
            return self._import_form(refusal=error), error.status
        return self.render_template(
            "statistics/prints_dry_run.html",
            view=self,
            found=found,
            states=STATES,
            heads=HEADS,
            allowed=ALLOWED,
            errors=found.errors[:SHOWN_ERRORS],
        )

    @route("/import/confirm", methods=["POST"], right="import")
    def confirm_import(self) -> ResponseReturnValue:
        """Import the file of the dry run."""
        try:
            counts = customs_prints.confirm(current_actor(), request.form.get("sha256", ""), now=utc_now())
        except NotPermittedError:
            raise
        except DomainError as error:
            return self._import_form(refusal=error), error.status
        flash(_("Imported: %(new)s new, %(changed)s changed.", new=counts["new"], changed=counts["changed"]), "success")
        return redirect(self.url("list"), 303)

    @route("/import/template.xlsx", right="import")
    def template(self) -> ResponseReturnValue:
        """Send an empty workbook with the three headings."""
        heads = [ColumnHead(str(label), 24) for label in ("关区代码", "证单编号", "收单日期")]
        return answer(exports.make("xlsx", ListSheet(title="customs_prints", heads=heads, rows=[], limit=1)), send_file)

    def _import_form(self, *, refusal: DomainError | None = None) -> str:
        return self.render_template(
            "statistics/prints_import.html", view=self, rules=rules, refusal=message(refusal) if refusal else ""
        )


def _sent() -> bytes:
    """Return the file of the request, read no further than one byte past the limit."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise ImportRefusedError("import_missing")
    return file.stream.read(rules.MAX_BYTES + 1)
