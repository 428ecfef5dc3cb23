"""The words of copies: what a document like an earlier one does not take over."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from app.models import Certificate
from app.services.applications import starts as application_starts
from app.views.certificates.wizard_errors import path_label
from app.views.words.punctuation import listed


def left_behind(documents: Iterable[Certificate]) -> list[str]:
    """Return the labels of what new documents like these do not take over."""
    labels = (
        path_label(document, path).partition(" · ")[2] or path_label(document, path)
        for document in documents
        for path in application_starts.left_behind(document)
    )
    return list({label.casefold(): label for label in labels}.values())  # forms write the same name in two ways


def copy_told(documents: Iterable[Certificate]) -> str:
    """Say what to do with a copy of these documents, and what belonged to their consignment and stayed behind."""
    left = left_behind(documents)
    if not left:
        return _("This is the copy. Enter its inspection number, then check and declare it.")
    return _(
        "This is the copy. Enter its inspection number, then check and declare it. "
        "Not taken over from the old one: %(labels)s.",
        labels=listed(left),
    )
