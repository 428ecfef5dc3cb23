"""The list of applications 申领填报 (manual 5.8.1): every one of the enterprise, whichever way it came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload

from app.models import Application
from app.models.application import HEAVY
from app.models.base import utc_now
from app.services.applications import starts
from app.services.exchange import refreshes
from app.views.certificates.actions import of_applications
from app.views.exchange import refresh_words
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.actions import Offer
from app.views.lists.base import WorkflowView
from app.views.lists.columns import Column
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.lists.tabs import TabSpec
from app.views.words.formatting import status_chip, status_options


def _both(zh: str, foreign: str) -> str:
    """Write a party in both languages, as the manual's column (中/外) does."""
    return " / ".join(name for name in (zh, foreign) if name)


COLUMNS = (
    Column(key="inspection_no", sort=Application.inspection_no, is_link=True),
    # the manual ends with it; here it stands where it is seen without scrolling
    Column(key="status", wording="review", chip=status_chip),
    Column(
        key="consignor",
        label=_l("Consignor (Chinese/foreign)"),
        value=lambda row: _both(row.consignor_name_zh, row.consignor_name_foreign),
        width=16,
    ),
    Column(
        key="consignee",
        label=_l("Consignee (Chinese/foreign)"),
        value=lambda row: _both(row.consignee_name_zh, row.consignee_name_foreign),
        width=16,
    ),
    Column(key="destination_country", wording="long", width=14),
    Column(key="declaration_date", sort=Application.declaration_date),
    Column(key="declaring_customs", width=16),
    Column(key="submitted_at", label=_l("Applied at"), sort=Application.submitted_at),
    Column(key="reviewed_at", sort=Application.reviewed_at),
    Column(key="review_opinion", width=16),
    Column(
        key="documents",
        label=_l("Documents of the application"),
        kind="number",
        value=lambda row: len(row.certificates),
        is_chosen=False,
    ),
    Column(key="created_at", wording="entered", sort=Application.id, is_chosen=False),
)

QUERY = (
    Text(columns=(Application.inspection_no,), match="starts"),
    Choice(name="review_status", wording="review", column=Application.status, choices=status_options),
    DateRange(name="declared", column=Application.declaration_date, is_timestamp=False),
    DateRange(label=_l("Applied"), column=Application.submitted_at, name="applied"),
)


class ApplicationsView(WorkflowView[Application]):
    """List applications with what can be done with each."""

    route_base = "/applications"
    class_permission_name = screen = "applications"
    datamodel = FastInterface(Application, eager=(selectinload(Application.certificates).options(*HEAVY),))
    list_title = _l("Document applications")
    columns = COLUMNS
    query = QUERY
    tabs = TabSpec(column=Application.status, options=status_options)
    empty_text = _l("Make the first one with “Apply for documents”: blank, like an earlier one, or from a template.")
    list_template = "applications/list.html"
    new_label = _l("Apply for documents")

    def row_url(self, row: Application) -> str | None:
        return url_for("ApplicationView.show", application_id=row.id)

    def new_url(self) -> str | None:
        """Return the address of the chooser, for those who may make an application."""
        is_allowed = self.may("add") and starts.may_start(current_actor())
        return url_for("ApplicationView.new") if is_allowed else None

    def offers(self, rows: Sequence[Application]) -> Mapping[int, Offer]:
        """Return the actions of each row of a page."""
        return of_applications(self, rows)

    @route("/<int:application_id>/refresh", methods=["POST"], right="list")
    def refresh(self, application_id: int) -> ResponseReturnValue:
        """Ask customs for this row's state 刷新; the desk of this application answers with what stands there now."""
        now = utc_now()
        flash(*refresh_words.told(refreshes.refresh(current_actor(), application_id, now=now), now=now))
        kept = self._kept(request.form.get("kept", ""))
        return redirect(self.url("list", **kept), code=303)
