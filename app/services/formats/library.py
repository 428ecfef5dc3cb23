"""Forms of the library: listed with where they come from, and switched on as formats of this installation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.catalogue.library import library
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.extensions import db
from app.models import CertificateFormat
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.formats import copies, formats

if TYPE_CHECKING:
    from app.catalogue.forms.definition import About

#: why the first version of a form of the library was published; screens say it in words
REASON = "library"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Hold what the library offers, and whether this installation has it."""

    code: str
    title: str
    about: About
    languages: tuple[str, ...]
    destinations: tuple[str, ...]
    is_installed: bool


def offers() -> Sequence[Offer]:
    """Return every form of the library by its code."""
    known = set(db.session.scalars(select(CertificateFormat.code).where(CertificateFormat.code.in_(library()))))
    return [
        Offer(
            code=code,
            title=spec.title_en,
            about=spec.form.about,
            languages=spec.form.languages,
            destinations=spec.form.destinations,
            is_installed=code in known,
        )
        for code, spec in library().items()
        if spec.form is not None and spec.form.about is not None
    ]


def install(actor: Actor, code: str, *, now: datetime) -> tuple[CertificateFormat, bool]:
    """Add a form of the library as a format with its first version; returns it and whether it is new.

    An installation that has the format keeps it as it is, changed or retired. Raises NotFoundError for an unknown code.
    """
    records.require(actor, "add", copies.RESOURCE)
    spec = library().get(code)
    if spec is None:
        raise NotFoundError("no_such_library_form", form=code, known=", ".join(library()))
    with transaction():
        row = db.session.scalar(select(CertificateFormat).where(CertificateFormat.code == code))
        if row is not None:
            return row, False
        return formats.take_in(spec, now=now, reason=REASON, user_id=actor.user_id), True
