"""The form beside a query's text: what it offers, and what of it was sent."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from app.domain.query_forms import COMPARISONS, TOTALS, Condition, QueryForm, Total
from app.domain.report_tables import REPORT_TABLES, is_number
from app.views.frame.context import Context
from app.views.queries import labels

MAX_PARTS = 30


def offered() -> Context:
    """Return tables, columns, comparisons and totals with their words, for the form's script."""
    return {
        "tables": [
            {
                "name": name,
                "label": str(labels.TABLES[name]),
                "columns": [
                    {"name": one, "label": str(labels.COLUMNS[one]), "number": is_number(one)} for one in table.columns
                ],
            }
            for name, table in REPORT_TABLES.items()
        ],
        "comparisons": [{"name": name, "label": str(labels.COMPARISONS[name])} for name in COMPARISONS],
        "totals": [{"name": name, "label": str(labels.TOTALS[name])} for name in TOTALS],
    }


def read_form(form: MultiDict[str, str]) -> QueryForm:
    """Read what the form beside the text sends: lists of equal length for conditions and for totals."""
    conditions = zip(form.getlist("condition_column"), form.getlist("comparison"), form.getlist("value"), strict=False)
    totals = zip(form.getlist("total"), form.getlist("total_column"), strict=False)
    return QueryForm(
        table=form.get("table", ""),
        columns=form.getlist("columns")[: 2 * MAX_PARTS],
        conditions=[Condition(*one) for one in conditions if one[0]][:MAX_PARTS],
        totals=[Total(*one) for one in totals if one[0]][:MAX_PARTS],
        order=form.get("order", ""),
        direction=form.get("direction", "asc") or "asc",
    )
