"""More statistics: one page for all of them, made of the table in services/statistics/table.py."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.periods import Period, month_before
from app.models.base import utc_now
from app.reports.list_sheet import Cell, ColumnHead, ListSheet
from app.services.queries import exports
from app.services.statistics import table
from app.services.statistics.table import Record, Statistic
from app.views.frame.context import Arguments
from app.views.frame.routes import route
from app.views.lists.export import answer
from app.views.statistics import periods
from app.views.statistics.links import link
from app.views.statistics.words import REISSUE_KINDS, type_label
from app.views.words.columns import label_of
from app.views.words.formatting import country_name, customs_label, number
from app.views.words.writing import moment

TITLES = {
    "turnaround": _l("Turnaround"),
    "returns": _l("Returns and reasons"),
    "reissues": _l("Reissues and reasons"),
    "countries": _l("By country or region"),
    "products": _l("By product"),
    "enterprises": _l("By enterprise"),
    "weeks": _l("Trend by week"),
}
ABOUT = {
    "turnaround": _l("Hours from declaration to approval, of documents approved in the period."),
    "returns": _l("Returns in the period, with the reviewer's opinion."),
    "reissues": _l("Applications for a reissue entered in the period, with their reasons."),
    "countries": _l("Documents made in the period, by country or region of destination."),
    "products": _l("Documents made in the period, by product."),
    "enterprises": _l("Documents made in the period, by enterprise."),
    "weeks": _l("Documents issued by cloud, by receipt date, and approvals; each week begins on Monday."),
}
COLUMNS = {
    "customs": label_of("customs_code", "unit"),
    "type": label_of("type_code", "coded"),
    "country": label_of("country", "region"),
    "goods": label_of("goods_lines"),
    "enterprise": label_of("enterprise"),
    "reason": label_of("reason"),
    "reissue_kind": label_of("reissue_kind"),
    "week": _l("Week from"),
    "documents": _l("Documents"),
    "applications": _l("Applications"),
    "returned": _l("Returns"),
    "cloud": _l("Issued by cloud"),
    "approved": label_of("approved_at"),
    "median": _l("Median, hours"),
    "slowest": _l("95% within, hours"),
}
NUMBERS = frozenset({"number", "hours"})


class StatisticsView(BaseView):
    route_base = "/statistics"
    class_permission_name = "statistics"
    default_view = "index"

    @route("/", right="list")
    def index(self) -> ResponseReturnValue:
        """Show the statistic that the address names, else the first."""
        statistic = _statistic()
        asked = periods.read(request.args, begins=month_before)
        rows = table.count(statistic, asked.period)
        return self.render_template(
            "statistics/statistics.html",
            view=self,
            asked=asked,
            statistic=statistic,
            titles=TITLES,
            about=ABOUT[statistic.key],
            statistics=table.STATISTICS,
            heads=[(COLUMNS[key], kind in NUMBERS) for key, kind in statistic.columns],
            rows=[_cells(statistic, row, asked.period) for row in rows],
            max_rows=table.MAX_ROWS,
            url=lambda key: url_for("StatisticsView.index", **_arguments(key, asked)),
            export_url=lambda kind: url_for("StatisticsView.export", kind=kind, **_arguments(statistic.key, asked)),
        )

    @route("/export/<string:kind>")
    def export(self, kind: str) -> ResponseReturnValue:
        """Send the statistic as Excel or PDF."""
        if kind not in exports.KINDS:
            abort(404)
        statistic, asked = _statistic(), periods.read(request.args, begins=month_before)
        period = asked.period
        sheet = ListSheet(
            title=f"{TITLES[statistic.key]} {period.first} – {period.last}",
            heads=[ColumnHead(str(COLUMNS[key]), 24, is_number=kind in NUMBERS) for key, kind in statistic.columns],
            rows=(_exported(statistic, row) for row in table.count(statistic, period)),
            note=_("Exported at %(moment)s (China time).", moment=moment(utc_now())),
            limit=table.MAX_ROWS,
        )
        return answer(exports.make(kind, sheet), send_file)


def _cells(statistic: Statistic, row: Record, period: Period) -> list[tuple[str, str | None]]:
    """Return the cells of a row in words, numbers with the address of the list that they count."""
    named = {key: value for (key, _kind), value in zip(statistic.columns, row, strict=True)}
    return [(written(kind, named[key]), link(statistic.key, key, named, period)) for key, kind in statistic.columns]


def _statistic() -> Statistic:
    return table.of(request.args.get("of", "") or table.STATISTICS[0].key) or abort(404)


def _arguments(key: str, asked: periods.AskedPeriod) -> Arguments:
    return {"of": key, "from": asked.period.first.isoformat(), "to": asked.period.last.isoformat()}


def _exported(statistic: Statistic, row: Record) -> list[Cell]:
    return [
        value if kind in NUMBERS else written(kind, value)
        for (_key, kind), value in zip(statistic.columns, row, strict=True)
    ]


def written(kind: str, value: Any) -> str:
    """Write a value of a statistic in the reader's words."""
    if kind == "number":
        return number(value)
    if kind == "hours":
        return str(format_decimal(round(value, 1)))
    if isinstance(value, date):
        return value.isoformat()
    words = {"customs": customs_label, "type": type_label, "country": country_name}.get(kind)
    if kind == "reissue_kind":
        return str(REISSUE_KINDS.get(value, value))
    return words(value) if words else str(value or "—")
