"""What the paper's fonts have, for the checks of what is typed."""

from __future__ import annotations

from app.domain.document.unprintable import Covers
from app.gateways import gateways
from app.gateways.typesetting import FontsMissingError


def covers() -> Covers | None:
    """Return what asks the fonts, or None where the paper's fonts are not installed: then printing says so."""
    typesetter = gateways().typesetter
    try:
        typesetter.covers("A")
    except FontsMissingError:
        return None
    return typesetter.covers
