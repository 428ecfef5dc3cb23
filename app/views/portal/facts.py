"""What a certificate says, field by field: labels in the reader's language for information, values as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import pgettext

from app.catalogue.labels import CONTEXT, is_shown
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.domain.document import printed, texts
from app.domain.document.content import Content, Snapshot
from app.domain.document.presence import left_out
from app.models import IssuedDocument
from app.services.base.names import Names
from app.views.portal.page import country_name, portal_day


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Hold one field: label in the reader's language, official labels, and the value.

    lines   as the certificate prints them
    plain   the value in the reader's language, for days and countries
    """

    label: str
    zh: str
    en: str
    lines: list[str]
    plain: str = ""


def facts(document: IssuedDocument) -> Iterator[Fact]:
    """Yield the fields that a frozen document prints, in its own order."""
    spec: Format = document.certificate.format_version.spec
    content = _content(document.content)
    names, hidden = Names(), left_out(spec, content)
    for field in spec.fields:
        if not is_shown(field) or field.key in hidden:
            continue
        lines = printed.printed_lines(spec, field.key, content, names=names, filler="")
        if any(line.strip() for line in lines):
            value = content.values.get(field.key, "")
            yield Fact(label=label(field.en), zh=field.zh, en=field.en, lines=lines, plain=_plain(field.kind, value))


def label(official: str) -> str:
    """Return an official English label in the reader's language."""
    return pgettext(CONTEXT, official)


def type_label(type_code: str) -> tuple[str, str, str]:
    """Return the name of a document type in the reader's language, in Chinese and in English."""
    kind = catalogue().types[type_code]
    return label(kind.en), kind.zh, kind.en


def _plain(kind: str, value: str) -> str:
    if kind == "country":
        return country_name(value) if value else ""
    day = texts.read_date(value) if kind in ("date", "date_or_text") else None
    return portal_day(day)


def _content(snapshot: Snapshot) -> Content:
    return Content(
        values=snapshot.get("values", {}),
        rows=snapshot.get("rows", {}),
        statements=frozenset(snapshot.get("statements", ())),
        hidden=bool(snapshot.get("hidden")),
    )
