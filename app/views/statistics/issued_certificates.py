"""Issued certificates 发证信息查询 (manual 5.9.1): every issued document, with how often it was printed."""

from __future__ import annotations

from collections.abc import Mapping

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import undefer

from app.domain.days import china_day
from app.domain.periods import month_before
from app.models import Certificate
from app.models.application import HEAVY
from app.models.base import utc_now
from app.views.lists.base import WorkflowView
from app.views.lists.columns import Column
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, DateRange, Text
from app.views.statistics.filters import Counted, of_enterprise
from app.views.statistics.words import format_label, type_label
from app.views.words import entry_modes
from app.views.words.columns import label_of
from app.views.words.formatting import country_name
from app.views.words.writing import customs_choices


class IssuedCertificatesView(WorkflowView[Certificate]):
    route_base = "/issued-certificates"
    class_permission_name = screen = "issued_certificates"
    datamodel = FastInterface(
        Certificate,
        eager=(*HEAVY, undefer(Certificate.print_count)),
        conditions=(Certificate.issued_at.is_not(None),),
    )
    list_title = _l("Issued certificates")
    empty_text = _l("No document has been issued yet. Every issued document will stand here.")
    columns = (
        Column(key="inspection_no", is_link=True),
        Column(key="sub_certificate_no", wording="short", width=8),
        Column(key="certificate_no", sort=Certificate.certificate_no),
        Column(key="type_code", wording="coded", value=lambda row: type_label(row.type_code)),
        Column(key="format_code", value=lambda row: format_label(row.format_code)),
        Column(key="declaring_customs"),
        Column(key="receipt_date"),
        Column(key="making_date", wording="certificate", sort=Certificate.making_date),
        Column(key="issued_at", label=label_of("issue_date"), kind="day", value=lambda row: china_day(row.issued_at)),
        Column(key="print_count", label=_l("Times printed")),
    )
    query = (
        Text(columns=(Certificate.inspection_no,), match="starts"),
        DateRange(wording="certificate", column=Certificate.making_date, is_timestamp=False, name="made"),
        DateRange(column=Certificate.receipt_date, is_timestamp=False, name="received"),
        Choice(column=Certificate.declaring_customs, choices=customs_choices),
        Choice(wording="long", column=Certificate.entry_mode, choices=entry_modes.choices),
        Counted(
            name="country",
            wording="region",
            condition=lambda code: Certificate.destination_country == code,
            words=country_name,
        ),
        Counted(name="goods", key="goods_lines", condition=lambda name: Certificate.goods_name == name),
        Counted(name="enterprise", condition=of_enterprise),
    )

    def first_query(self) -> Mapping[str, str]:
        """Begin with the last month's documents."""
        month = month_before(china_day(utc_now()))
        return {"made_from": month.first.isoformat(), "made_to": month.last.isoformat()}

    def row_url(self, row: Certificate) -> str | None:
        return url_for("ApplicationView.show", application_id=row.application_id, certificate=row.id)
