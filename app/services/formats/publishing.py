"""Publish 同步到数据库: check a working copy, print its sample, freeze it as a version (manual 5.6.1)."""

from __future__ import annotations

from datetime import date, datetime

from app.catalogue.faults import Fault
from app.catalogue.loader import catalogue
from app.catalogue.sample_contents import Contents, content_of
from app.catalogue.schema import Format
from app.domain.actor import Actor
from app.domain.days import china_day
from app.domain.document.fields import FieldError
from app.domain.errors import InvalidError
from app.gateways import gateways
from app.gateways.typesetting import FontsMissingError, Sheet, TypesettingError
from app.models import CertificateFormat, FormatVersion
from app.reports.certificate import Printout, sheet_of
from app.services.base import records
from app.services.base.names import Names
from app.services.base.paper import as_sheet
from app.services.base.transaction import transaction
from app.services.formats import copies, formats


def sample_sheet(spec: Format, contents: Contents = "usual") -> Sheet:
    """Return the sheet of a format filled with sample contents."""
    printout = Printout(format=spec, content=content_of(spec, contents), certificate_no="")
    return as_sheet(sheet_of(printout, names=Names()))


def faults(definition: object, *, is_printed: bool = False) -> list[Fault]:
    """Return what stands in the way of publishing a definition; printing its sample is asked for, it takes seconds."""
    found = catalogue().format_faults(definition)
    if found or not is_printed:
        return found
    return _print_faults(catalogue().parse_format(definition))


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
    # the engine prints before the transaction begins, so that nobody waits for it
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


def _print_faults(spec: Format) -> list[Fault]:
    try:
        gateways().typesetter.print(sample_sheet(spec))
    except FontsMissingError:
        raise  # the machine is at fault, not the format
    except TypesettingError as error:
        return [Fault("layout", "renders_not", {"reason": str(error.params.get("text") or error.code)})]
    return []
