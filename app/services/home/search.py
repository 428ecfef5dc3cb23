"""The search box: certificates in the actor's scope by number first, then by the names of the parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.extensions import db
from app.models import Application, Certificate

SHOWN = 50
MIN_LENGTH, MAX_LENGTH = 2, 60
#: numbers of any kind: digits, Latin letters, and what people write between them
NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z\-/ ]*[0-9][0-9A-Za-z\-/ ]*|[0-9]+")


@dataclass(frozen=True)
class Found:
    """Hold the certificates found, newest first; `is_cut` when there are more than are shown."""

    certificates: Sequence[Certificate] = field(default_factory=tuple)
    is_cut: bool = False
    is_exact: bool = False

    @property
    def only_one(self) -> Certificate | None:
        """Return the one certificate that bears the very number asked for."""
        return self.certificates[0] if self.is_exact and len(self.certificates) == 1 else None


def find(actor: Actor, text: str) -> Found:
    """Return the certificates with this number (or one that begins so), else those whose parties have this name."""
    wanted = text.replace("\0", "").strip()
    is_anybody = actor.organisation_ids or actor.customs_codes or actor.sees_all
    if not is_anybody or not MIN_LENGTH <= len(wanted) <= MAX_LENGTH:
        return Found()
    if NUMBER.fullmatch(wanted):
        exact = _certificates(or_(Certificate.certificate_no == wanted.upper(), Certificate.inspection_no == wanted))
        if exact.certificates:
            return Found(exact.certificates, exact.is_cut, is_exact=True)
        beginning = _certificates(
            or_(
                Certificate.certificate_no.startswith(wanted.upper(), autoescape=True),
                Certificate.inspection_no.startswith(wanted, autoescape=True),
            )
        )
        if beginning.certificates:
            return beginning
    return _certificates(
        or_(
            Application.consignor_name_zh.icontains(wanted, autoescape=True),
            Application.consignor_name_foreign.icontains(wanted, autoescape=True),
            Application.consignee_name_zh.icontains(wanted, autoescape=True),
            Application.consignee_name_foreign.icontains(wanted, autoescape=True),
        )
    )


def _certificates(condition: ColumnElement[bool]) -> Found:
    rows = db.session.scalars(
        select(Certificate)
        .join(Application, Certificate.application_id == Application.id)
        .where(condition)
        .order_by(Certificate.id.desc())
        .limit(SHOWN + 1)
    ).all()
    return Found(rows[:SHOWN], is_cut=len(rows) > SHOWN)
