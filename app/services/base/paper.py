"""What a report composed, as the typesetter takes it."""

from __future__ import annotations

from app.gateways.typesetting import Sheet
from app.reports.sheet_data import SheetData


def as_sheet(data: SheetData) -> Sheet:
    """Return the sheet of a document's data."""
    return Sheet(title=data["meta"]["title"], data=data)
