"""The eleven document lists 出境施检, 包装施检: one view a type of the catalogue, made by one loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy.orm import selectinload

from app.catalogue.loader import catalogue
from app.catalogue.schema import CertificateType
from app.domain.errors import DomainError
from app.domain.permissions import certificate_resource
from app.domain.workflow import Validity
from app.models import Application, Certificate
from app.models.application import HEAVY
from app.models.base import utc_now
from app.services.certificates import batches
from app.services.certificates.batches import Result
from app.services.statistics import standing
from app.views.certificates.actions import BATCHES, of_documents
from app.views.certificates.wizard_page import address_of
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.actions import Offer, read_ids
from app.views.lists.base import WorkflowView
from app.views.lists.columns import Column
from app.views.lists.forms import tell
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.lists.tabs import TabSpec
from app.views.words.columns import label_of
from app.views.words.formatting import status_chip, status_options, type_name
from app.views.words.writing import customs_choices

EAGER = (
    *HEAVY,
    selectinload(Certificate.application).selectinload(Application.certificates).options(*HEAVY),
)


def _state(row: Certificate) -> str:
    """Return the standing of an issued document that is not simply valid any more, else the status."""
    return row.status if row.validity in (None, Validity.VALID) else str(row.validity)


COLUMNS = (
    Column(key="inspection_no", sort=Certificate.inspection_no, is_link=True),
    Column(key="sub_certificate_no", wording="short", width=8),
    Column(key="certificate_no", is_chosen=False),
    Column(key="format_code", kind="official", width=9),
    Column(key="consignee", value=lambda row: row.consignee_name_foreign or row.consignee_name_zh, width=30),
    Column(key="goods_name", label=label_of("goods_lines")),
    Column(key="destination_country", wording="short", width=14),
    Column(key="declaring_customs", is_chosen=False),
    # rows get their numbers in the order of their entry, and only that order has an index
    Column(key="created_at", wording="entered", sort=Certificate.id),
    Column(key="submitted_at", is_chosen=False),
    Column(key="status", chip=status_chip, value=_state),
)

QUERY = (
    Text(columns=(Certificate.inspection_no,), match="starts"),
    Text(wording="short", columns=(Certificate.sub_certificate_no,), match="exact"),
    DateRange(label=_l("Entered"), column=Certificate.created_at),
    Choice(column=Certificate.declaring_customs, choices=customs_choices),
)

TABS = TabSpec(column=Certificate.status, options=status_options)


class CertificateView(WorkflowView[Certificate]):
    """List the documents of one type, with what can be done with each and with the chosen ones."""

    kind: CertificateType
    columns = COLUMNS
    query = QUERY
    tabs = TABS
    batches = BATCHES
    empty_text = _l("Make the first one with “New”: it begins with the inspection number and a format.")
    new_label = _l("New certificate")

    @property
    def list_title(self) -> str:
        """Return the document type's name in the reader's language."""
        return type_name(self.kind.code)

    @list_title.setter
    def list_title(self, _title: str) -> None:
        """Ignore the title that FAB makes of the model's name."""

    def row_url(self, row: Certificate) -> str | None:
        return address_of(row, certificate=row.id)

    def new_url(self) -> str | None:
        """Return the address of the form for a new document, for those who may make one."""
        return url_for("WizardView.new", type_key=self.kind.key) if self.may("add") else None

    def standing(self) -> Mapping[str, int]:
        """Return how many documents of the type stand in each status, from the running totals."""
        return standing.by_status(current_actor(), self.kind.code)

    def offers(self, rows: Sequence[Certificate]) -> Mapping[int, Offer]:
        """Return the actions of each row of a page."""
        return of_documents(self, rows)

    @route("/batch", methods=["POST"], right="list")
    def batch(self) -> ResponseReturnValue:
        """Do one action on the chosen rows and show the result of each; one row alone goes back to the list."""
        action = request.form.get("action", "")
        if action not in {one.key for one in self.batches}:
            raise DomainError("unknown_action", action=action)
        ids = self._own(read_ids(request.form))
        actor, now = current_actor(), utc_now()
        if action == "print":
            return self._results(action, batches.printable(actor, ids))
        act = batches.submit if action == "submit" else batches.delete
        results = act(actor, ids, now=now)
        if len(results) == 1:
            return self._back(action, results[0])
        return self._results(action, results)

    @route("/print", methods=["POST"])
    def print(self) -> ResponseReturnValue:
        """Send the chosen issued documents as one PDF; every print goes into the ledger."""
        ids = self._own(read_ids(request.form))
        reason = request.form.get("reason", "")
        file, results = batches.print_all(current_actor(), ids, now=utc_now(), reason=reason)
        if file is None:
            return self._results("print", results, reason=reason)
        answer = make_response(file.data)
        answer.headers["Content-Type"] = "application/pdf"
        answer.headers["Content-Disposition"] = f'inline; filename="{file.name}"'
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def _own(self, ids: list[int]) -> list[int]:
        """Keep the ids of this list's rows; any other one, foreign or of another type, becomes one that nobody has."""
        mine = {row.id for row in self.datamodel.chosen(ids)}
        return [number if number in mine else -number for number in ids]

    def _back(self, action: str, result: Result) -> ResponseReturnValue:
        if result.error is not None:
            flash(f"{result.number} {tell(result.error)}".strip(), "danger")
        elif action == "submit":
            flash(_("%(number)s is declared.", number=result.number), "success")
        else:
            flash(_("%(number)s is deleted.", number=result.number), "success")
        return redirect(self.url("list"), code=303)

    def _results(self, action: str, results: Sequence[Result], *, reason: str = "") -> str:
        done = [result for result in results if result.is_done]
        unreasoned = [result for result in results if result.error and result.error.code == "reason_for_reprint_needed"]
        return self.render_template(
            "lists/results.html",
            view=self,
            action=action,
            label=next(one.label for one in self.batches if one.key == action),
            results=[(result, tell(result.error) if result.error else "") for result in results],
            done=done,
            to_print=[result for result in results if result in done or result in unreasoned],
            wants_reason=bool(unreasoned),
            reason=reason,
            summary=ngettext("%(num)s document", "%(num)s documents", len(results)),
        )


def _view(kind: CertificateType) -> type[CertificateView]:
    """Make the list of one document type; its name is its endpoint."""
    name = "".join(part.capitalize() for part in kind.key.split("_"))
    return type(
        f"{name}ListView",
        (CertificateView,),
        {
            "__doc__": f"List the documents of type {kind.code}.",
            "kind": kind,
            "route_base": f"/certificates/{kind.key}",
            "class_permission_name": certificate_resource(kind.key),
            "screen": certificate_resource(kind.key),
            "datamodel": FastInterface(Certificate, eager=EAGER, conditions=(Certificate.type_code == kind.code,)),
        },
    )


CERTIFICATE_VIEWS: tuple[type[CertificateView], ...] = tuple(
    _view(kind) for kind in catalogue().types.values() if kind.enabled
)
