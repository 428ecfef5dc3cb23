"""Template files for imports, for whoever may import."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.reports.import_template import WRITERS, Note
from app.services.base import records
from app.services.declarations.layouts import KINDS

EXTENSIONS = tuple(WRITERS)


def make(actor: Actor, kind: str, extension: str, *, language: str, notes: Sequence[Note]) -> tuple[bytes, str]:
    """Return a template file and its media type; raises NotFoundError for another extension."""
    records.require(actor, "import", kind)
    if extension not in WRITERS:
        raise NotFoundError
    media_type, write = WRITERS[extension]
    return write(KINDS[kind].layout(), language, kind, notes), media_type
