"""The papers of an application before they are declared or approved: can the engine print each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.document.fields import FieldError
from app.domain.document.unprintable import CODES
from app.extensions import db
from app.models import Application
from app.services.certificates import printable, printing


def problems(application: Application, found: Sequence[FieldError]) -> list[FieldError]:
    """Return what the engine refuses, beside what `applications.check` has found, under the paths that it gives."""
    errors: list[FieldError] = []
    for certificate in application.certificates:
        prefix = f"certificates.{certificate.id}."
        is_named = any(error.path.startswith(prefix) and error.code in CODES for error in found)
        if not is_named:  # the engine would stop at the same character
            errors += [replace(error, path=prefix + error.path) for error in printable.problems(certificate)]
    return errors


def prepare(application: Application) -> None:
    """Lay every paper out outside the transaction that asks for `problems`; ends the transaction that is open."""
    sheets = [printing.sheet(certificate) for certificate in application.certificates]
    db.session.rollback()  # on SQLite a request that writes holds the only write lock from its first read on
    printable.prepare(sheets)
