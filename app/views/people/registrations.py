"""Registrations waiting 注册审核: approved or rejected with a reason by an administrator."""

from __future__ import annotations

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from app.domain.errors import DomainError
from app.models import Registration
from app.models.base import utc_now
from app.services.people import registration_decisions
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import RowAction
from app.views.lists.base import BIGGEST_ID, ReadOnlyView
from app.views.lists.columns import Column, chips
from app.views.lists.forms import FormPage, RecordForm, text_field, told
from app.views.lists.interface import FastInterface
from app.views.lists.query import DateRange, Text
from app.views.lists.tabs import TabSpec
from app.views.words.columns import label_of
from app.views.words.labels import REGISTRATION_KINDS as KINDS
from app.views.words.labels import REGISTRATION_STATES as STATES
from app.views.words.refusals import worded

COLOURS = {"pending": "warn", "approved": "ok", "rejected": "bad"}


class RejectionForm(RecordForm):
    reason = text_field(
        label_of("reason"),
        500,
        is_needed=True,
        kind=TextAreaField,
        note=_l("The applicant reads it: say what to put right."),
        rows=4,
    )


class RegistrationsView(ReadOnlyView[Registration]):
    route_base = "/registrations"
    class_permission_name = screen = "registrations"
    datamodel = FastInterface(Registration)
    list_title = _l("Registrations")
    empty_text = _l("Enterprises register on the login page; their requests then wait here.")
    columns = (
        Column(key="name", label=label_of("enterprise"), sort=Registration.name, is_link=True, width=30),
        Column(key="kind", label=_l("Asked for"), value=lambda row: str(KINDS[row.kind]), width=24),
        Column(key="credit_code"),
        Column(key="inspection_registration_no", wording="long"),
        Column(key="login"),
        Column(key="created_at", wording="sent", sort=Registration.created_at),
        Column(key="state", chip=chips(COLOURS, STATES)),
    )
    facts = (
        *columns,
        Column(key="name_en", wording="enterprise"),
        Column(key="contact_name"),
        Column(key="contact_phone", wording="registration"),
        Column(key="post_code"),
        Column(key="street_address"),
        Column(key="last_name"),
        Column(key="first_name"),
        Column(key="email"),
        Column(key="phone"),
        Column(key="address", label=_l("Sent from address"), kind="official"),
        Column(key="decided_at"),
        Column(key="decided_by"),
        Column(key="reason"),
    )
    query = (
        Text(label=_l("Enterprise or user"), columns=(Registration.name, Registration.login)),
        Text(columns=(Registration.credit_code,)),
        DateRange(wording="sent", column=Registration.created_at),
    )
    tabs = TabSpec(column=Registration.state, options=STATES)
    show_template = "people/registration.html"
    edit_template = "lists/form.html"

    def extras(self, row: Registration) -> Context:
        return {"obstacles": [worded(one) for one in registration_decisions.obstacles(row)]}

    def record_actions(self, row: Registration) -> list[RowAction]:
        """Offer approval and rejection while the request waits."""
        if not self.may("edit") or row.state != "pending":
            return []
        question = _("Approve the registration of %(name)s?", name=row.name)
        approve = self.button("approve", row, _("Approve"), question)
        return [approve, RowAction(key="reject", label=_("Reject"), url=self.url("reject", pk=row.id))]

    @route(f"/{BIGGEST_ID}/approve", methods=["POST"], right="edit")
    def approve(self, pk: int) -> ResponseReturnValue:
        """Approve a request."""
        row = self.found(pk)
        version = FormPage.number(request.form.get("version", ""))
        with told():
            registration_decisions.approve(current_actor(), pk, version=version, now=utc_now())
            flash(_("The registration of %(name)s is approved.", name=row.name), "success")
        return redirect(self.url("show", pk=pk), code=303)

    @route(f"/{BIGGEST_ID}/reject", methods=["GET", "POST"], right="edit")
    def reject(self, pk: int) -> ResponseReturnValue:
        """Ask for the reason, then reject a request."""
        row = self.found(pk)
        page = FormPage(RejectionForm())
        if page.is_sent():
            reason = page.form.values()["reason"]
            try:
                registration_decisions.reject(current_actor(), pk, reason, version=page.version, now=utc_now())
            except DomainError as error:
                page.refused(error)
                row = self.found(pk)
            else:
                flash(_("The registration of %(name)s is rejected.", name=row.name), "success")
                return redirect(self.url("show", pk=pk), code=303)
        return self._form(self.edit_template, page, row)
