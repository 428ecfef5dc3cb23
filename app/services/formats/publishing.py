"""Publish 同步到数据库: check a working copy, print its sample, freeze it as a version (manual 5.6.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import get_args

from app.catalogue.faults import Fault
from app.catalogue.loader import catalogue
from app.catalogue.sample_contents import Contents, content_of
from app.catalogue.schema import Format
from app.domain.actor import Actor
from app.domain.days import china_day
from app.domain.document.content import Content
from app.domain.document.fields import FieldError
from app.domain.errors import InvalidError
from app.gateways import gateways
from app.gateways.typesetting import FontsMissingError, Sheet, TypesettingError
from app.models import CertificateFormat, FormatVersion
from app.reports.certificate import Printout, sheet_of
from app.reports.inspection import Finding
from app.services.base import inspecting, records
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


#: findings of the inspection that have a sentence for whoever makes the format; all others are the system's
_FAULTS = {"paper_value_missing": "sample_lacks", "paper_value_outside": "sample_outside"}


def _print_faults(spec: Format) -> list[Fault]:
    """Print the samples and read them back; the first that is wrong is told."""
    for contents in get_args(Contents):
        if found := sample_faults(spec, content_of(spec, contents)):
            return found
    return []


def sample_faults(spec: Format, content: Content) -> list[Fault]:
    """Return what is wrong with a format filled with some contents, when it is printed and read back."""
    sheet = as_sheet(sheet_of(Printout(format=spec, content=content, certificate_no=""), names=Names()))
    try:
        found = inspecting.findings(gateways().typesetter.print(sheet), sheet)
    except FontsMissingError:
        raise  # the machine is at fault, not the format
    except TypesettingError as error:
        return [Fault("layout", "renders_not", {"reason": str(error.params.get("text") or error.code)})]
    return [_fault(finding) for finding in found]


def broken_samples() -> list[str]:
    """Tell which format of the catalogue does not print here as it is: the first one is tried, in a sentence each."""
    spec = next(iter(catalogue().formats.values()))
    return [
        f"The sample of {spec.code} is wrong: {fault.text}" for fault in sample_faults(spec, content_of(spec, "usual"))
    ]


def _fault(finding: Finding) -> Fault:
    params = {name: str(value) for name, value in finding.params.items()}
    return Fault("layout", _FAULTS.get(finding.code, "sample_faulty"), {"code": finding.code, **params})
