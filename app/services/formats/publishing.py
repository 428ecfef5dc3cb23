"""Publish 同步到数据库: check a working copy, print its sample, freeze it as a version (manual 5.6.1)."""

from __future__ import annotations

from datetime import date, datetime

from app.catalogue.faults import Fault
from app.catalogue.loader import catalogue
from app.catalogue.samples import sample_content
from app.catalogue.schema import Format
from app.domain.actor import Actor
from app.domain.days import china_day
from app.domain.document.fields import FieldError
from app.domain.errors import InvalidError
from app.gateways.pdf import EngineName, PdfError, PdfUnavailable, engine
from app.models import CertificateFormat, FormatVersion
from app.reports.certificate import CertificatePages, certificate_html
from app.services.base import records
from app.services.base.names import Names
from app.services.base.transaction import transaction
from app.services.formats import copies, formats

ENGINES: tuple[EngineName, ...] = ("wkhtmltopdf", "weasyprint")


def sample_pages(spec: Format, *, nonce: str = "") -> CertificatePages:
    """Return the sheets of a format filled with sample contents; starts no PDF engine."""
    return certificate_html(spec, sample_content(spec), certificate_no="", names=Names(), nonce=nonce)


def faults(definition: object, *, is_printed: bool = False) -> list[Fault]:
    """Return what stands in the way of publishing a definition; printing its sample is asked for, it takes seconds."""
    found = catalogue().format_faults(definition)
    if found or not is_printed:
        return found
    spec = catalogue().parse_format(definition)
    return [fault for name in ENGINES if (fault := _print_fault(spec, name))]


def publish(
    actor: Actor, format_id: int, *, reason: str, effective_date: date | None, version: int, now: datetime
) -> FormatVersion:
    """Freeze the working copy as a version in force from a day on, today or later.

    Raises InvalidError (faults of the definition have paths into it), StaleError, DomainError when nothing changed.
    """
    records.require(actor, "publish", copies.RESOURCE)
    wrong = [records.error("reason", "required")] if not reason.strip() else []
    if effective_date and effective_date < china_day(now):
        wrong.append(records.error("effective_date", "date_in_the_past"))
    records.refuse(wrong)
    # the engines print before the transaction begins, so that nobody waits for them
    row = copies.find(format_id)
    refuse(faults(row.definition, is_printed=True))
    with transaction():
        row = records.load(CertificateFormat, format_id, version=version)
        refuse(faults(row.definition))
        return formats.publish(
            row, now=now, reason=reason.strip(), user_id=actor.user_id, effective_date=effective_date
        )


def refuse(found: list[Fault]) -> None:
    """Raise InvalidError when there is any fault."""
    if found:
        raise InvalidError(
            [FieldError(path=f.place, code=f"format.{f.code}", params=f.params, severity="error") for f in found]
        )


def _print_fault(spec: Format, name: EngineName) -> Fault | None:
    pages = sample_pages(spec)
    try:
        engine(name).render(pages.html, pages=pages.pages)
    except PdfUnavailable:
        return None  # this installation prints with the other one
    except PdfError as error:
        return Fault("layout", "renders_not", {"engine": name, "reason": str(error)})
    return None
