"""Cloud issuance 云签发应用情况 (manual 5.9.3): table and chart by customs office, downloads, drill-down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import format_percent
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.models.base import utc_now
from app.models.total import APPROVED, CLOUD, MEASURES, PRINTED
from app.reports.list_sheet import Cell as SheetCell
from app.reports.list_sheet import ColumnHead, ListSheet
from app.services.queries import exports
from app.services.statistics import cloud_issuance
from app.services.statistics.cloud_issuance import CloudIssuance, Office
from app.views.frame.context import Arguments
from app.views.frame.routes import route
from app.views.lists.export import answer
from app.views.statistics import periods
from app.views.statistics.periods import AskedPeriod
from app.views.words import entry_modes
from app.views.words.formatting import customs_label, number
from app.views.words.punctuation import sentences
from app.views.words.writing import moment

LABELS = {
    PRINTED: _l("Printed by the customs system"),
    CLOUD: _l("Issued by cloud"),
    APPROVED: _l("Approved in the period"),
}
COMPARISONS = {
    "previous": _l("The same number of days before"),
    "last_year": _l("The same days a year ago"),
    "none": _l("No comparison"),
}
MAX_OFFICES = 1000


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Hold one number of the table: now, before, by how much it changed, and the list of what was counted."""

    now: int
    before: int
    change: str
    url: str


class CloudIssuanceView(BaseView):
    route_base = "/cloud-issuance"
    class_permission_name = "cloud_issuance"
    default_view = "index"

    @route("/", right="list")
    def index(self) -> ResponseReturnValue:
        """Show the counts of each office as a table, or as a chart with its data table."""
        asked = periods.read(request.args)
        found = _found(asked)
        return self.render_template(
            "statistics/cloud_issuance.html",
            view=self,
            asked=asked,
            found=found,
            rows=[(one, office_name(one.customs_code), cells(one, asked)) for one in found.offices],
            total=cells(found.total, asked),
            labels=LABELS,
            measures=MEASURES,
            comparisons=COMPARISONS,
            entry_modes=entry_modes.choices(),
            entry_mode=entry_modes.label(asked.entry_mode),
            summary=summary(found),
            url=lambda **changed: url_for("CloudIssuanceView.index", **asked.arguments(**changed)),
            export_url=lambda kind: url_for("CloudIssuanceView.export", kind=kind, **asked.arguments()),
        )

    @route("/export/<string:kind>")
    def export(self, kind: str) -> ResponseReturnValue:
        """Send the table as Excel or PDF 下载."""
        if kind not in exports.KINDS:
            abort(404)
        return answer(exports.make(kind, _sheet(_found(periods.read(request.args)))), send_file)


def _found(asked: AskedPeriod) -> CloudIssuance:
    return cloud_issuance.report(asked.period, entry_mode=asked.entry_mode, comparison=asked.comparison)


def office_name(code: str) -> str:
    """Return what lists write behind an office's code; the code where there is no name."""
    return customs_label(code).partition(" - ")[2] or code


def cells(office: Office, asked: AskedPeriod) -> list[Cell]:
    """Return the numbers of an office, or of all of them, with the lists that they count."""
    found = []
    for measure in MEASURES:
        part = office.change(measure)
        found.append(
            Cell(
                now=office.now.get(measure, 0),
                before=office.before.get(measure, 0),
                change="—" if part is None else f"{'+' if part > 0 else ''}{format_percent(part, '#,##0.0%')}",
                url=_list_url(measure, office.customs_code, asked),
            )
        )
    return found


def _list_url(measure: str, code: str, asked: AskedPeriod) -> str:
    """Return the address of the list whose rows a number counts."""
    first, last = asked.period.first.isoformat(), asked.period.last.isoformat()
    office: Arguments = {"declaring_customs": code or None}
    if measure == PRINTED:
        return url_for("CustomsPrintsView.list", received_from=first, received_to=last, **office)
    mode: Arguments = {"entry_mode": asked.entry_mode or None}
    if measure == CLOUD:
        return url_for("IssuedCertificatesView.list", received_from=first, received_to=last, **office, **mode)
    return url_for("CertificateQueryView.list", approved_from=first, approved_to=last, **office, **mode)


def summary(found: CloudIssuance) -> str:
    """Say in sentences what the chart shows."""
    if not found.offices:
        return _("Nothing was counted in this period.")
    first = found.offices[0]
    sums = {measure: number(found.total.now[measure]) for measure in MEASURES}
    text: str = _(
        "%(offices)s offices: %(printed)s documents printed by the customs system, %(cloud)s issued by cloud, "
        "%(approved)s approved in the period.",
        offices=len(found.offices),
        **sums,
    )
    most = _(
        "Most were printed at %(office)s: %(count)s.",
        office=customs_label(first.customs_code),
        count=number(first.now.get(PRINTED, 0)),
    )
    return sentences([text, most]) if first.now.get(PRINTED) else text


def _sheet(found: CloudIssuance) -> ListSheet:
    heads = [ColumnHead(_("Customs code"), 12), ColumnHead(_("Unit"), 26)]
    for measure in MEASURES:
        heads.append(ColumnHead(str(LABELS[measure]), 18, is_number=True))
        if found.compared:
            heads.append(ColumnHead(_("%(label)s, before", label=LABELS[measure]), 18, is_number=True))
    period = found.period
    return ListSheet(
        title=f"{_('Cloud issuance')} {period.first} – {period.last}",
        heads=heads,
        rows=_rows(found),
        note=_("Exported at %(moment)s (China time).", moment=moment(utc_now())),
        limit=MAX_OFFICES,
    )


def _rows(found: CloudIssuance) -> Iterator[list[SheetCell]]:
    for one in (*found.offices, found.total):
        row: list[SheetCell] = [one.customs_code, office_name(one.customs_code) if one.customs_code else _("Total")]
        for measure in MEASURES:
            row += [one.now.get(measure, 0), *([one.before.get(measure, 0)] if found.compared else [])]
        yield row
