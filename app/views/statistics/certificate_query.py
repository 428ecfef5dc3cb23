"""Certificates 证书查询 (manual 5.9.2): the documents of every type, by ten questions; a number opens the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from sqlalchemy.sql import ColumnElement

from app.domain.days import china_day
from app.domain.periods import month_before
from app.models import Application, ApplicationEvent, Certificate, ProducerName, User
from app.models.application import HEAVY
from app.models.base import utc_now
from app.views.lists.actions import Offer, RowAction, offer
from app.views.lists.base import WorkflowView
from app.views.lists.columns import Column
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, QueryField, Text
from app.views.statistics.filters import CountedInPeriod, reissued_for, returned_for
from app.views.statistics.words import format_label, reissue_label, type_choices, type_label
from app.views.words import entry_modes
from app.views.words.formatting import status_chip, status_options
from app.views.words.writing import country_choices, customs_choices


@dataclass(frozen=True, kw_only=True)
class Reviewer(QueryField):
    """Find documents by the name or login of who reviewed them."""

    def conditions(self, values: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
        text = values.get(self.name, "")
        if text:
            names = (User.username, User.first_name, User.last_name, User.last_name + User.first_name)
            found = or_(*(column.icontains(text, autoescape=True) for column in names))
            yield Certificate.reviewer_id.in_(select(User.id).where(found))


class CertificateQueryView(WorkflowView[Certificate]):
    route_base = "/certificate-query"
    class_permission_name = screen = "document_query"
    datamodel = FastInterface(Certificate, eager=HEAVY)
    list_title = _l("Certificate query")
    list_template = "statistics/certificates.html"
    empty_text = _l("There is no document yet. Every document of every enterprise will stand here.")
    columns = (
        Column(key="inspection_no", is_link=True),
        Column(key="sub_certificate_no", wording="short", width=8),
        Column(key="declaring_customs", width=20),
        Column(key="type_code", wording="coded", value=lambda row: type_label(row.type_code)),
        Column(key="format_code", value=lambda row: format_label(row.format_code)),
        Column(key="producer", width=30),
        Column(key="destination_country", wording="short", width=14),
        Column(key="submitted_at", kind="second", sort=Certificate.submitted_at),
        Column(key="reviewed_at", kind="second"),
        Column(key="status", wording="review", chip=status_chip, width=14),
        Column(key="entry_mode", wording="long", width=16),
    )
    query = (
        Text(columns=(Certificate.inspection_no,), match="starts"),
        Choice(column=Certificate.declaring_customs, choices=customs_choices),
        Choice(wording="coded", column=Certificate.type_code, choices=type_choices),
        Choice(wording="review", column=Certificate.status, choices=status_options),
        Text(columns=(Certificate.producer,), known=ProducerName.name),
        Choice(wording="short", column=Certificate.destination_country, choices=country_choices),
        Reviewer(name="reviewer", key="reviewer_name"),
        Choice(wording="long", column=Certificate.entry_mode, choices=entry_modes.choices),
        DateRange(label=_l("Declared"), column=Certificate.submitted_at, name="declared"),
        DateRange(label=_l("Reviewed"), column=Certificate.reviewed_at, name="reviewed"),
        DateRange(column=Certificate.approved_at, name="approved"),
        CountedInPeriod(
            name="returned_for", label=_l("Returned because"), found=returned_for, at=ApplicationEvent.happened_at
        ),
        CountedInPeriod(
            name="reissued_for",
            label=_l("Reissued because"),
            found=reissued_for,
            at=Application.created_at,
            words=reissue_label,
        ),
    )

    def first_query(self) -> Mapping[str, str]:
        """Begin with what was declared in the last month, today included."""
        month = month_before(china_day(utc_now()))
        return {"declared_from": month.first.isoformat(), "declared_to": month.last.isoformat()}

    def row_url(self, row: Certificate) -> str | None:
        return url_for("ApplicationView.show", application_id=row.application_id, certificate=row.id)

    def offers(self, rows: Sequence[Certificate]) -> Mapping[int, Offer]:
        """Offer to look at the document 查看 (manual 5.9.2)."""
        return {row.id: offer([RowAction(key="show", label=_("View"), url=self.row_url(row) or "")]) for row in rows}
