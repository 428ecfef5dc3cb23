"""What a sheet prints: contents with names for codes, in the official layout; drafts get their watermark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.catalogue.schema import Format
from app.domain.actor import Actor
from app.domain.days import china_day
from app.gateways.typesetting import Sheet
from app.models import Certificate
from app.reports.certificate import CopyMark, Marking, Preview, Printout, sheet_of
from app.reports.certificate_head import Note, change_note, replacement_note, second_original_note, supplement_note
from app.reports.certificate_values import PaperSettings
from app.services.base import parameters
from app.services.base.names import Names
from app.services.base.paper import as_sheet


def printed_notes(certificate: Certificate) -> list[Note]:
    """Return the sentences that a reissued document prints (domain §4.5)."""
    origin = reissued_from(certificate)
    if origin is None:
        return []
    number = origin.certificate_no or ""
    kind = certificate.application.reissue_kind
    if kind == "supplement":
        return [supplement_note(number)]
    if kind == "second_original":
        return [second_original_note(number)]
    issued_on = origin.values.get("date_of_issue", "") or str(origin.making_date or "")
    if kind == "change":
        return [change_note(number, issued_on=issued_on)]
    return [replacement_note(number, issued_on=issued_on)]


def reissued_from(certificate: Certificate) -> Certificate | None:
    """Return the issued certificate that this one supplements, changes or replaces."""
    from app.services.certificates import certificates

    origin_id = certificate.application.reissue_of_id
    return certificates.load(origin_id) if origin_id else None


def draft(certificate: Certificate, actor: Actor, *, now: datetime) -> Sheet:
    """Return the sheet as it would print now, with the reader's name and the date across it."""
    return sheet(certificate, preview=Preview(login=actor.login, on=china_day(now)))


def sheet(
    certificate: Certificate,
    *,
    copy_mark: CopyMark = "original",
    preview: Preview | None = None,
    markings: Sequence[Marking] = (),
    spec: Format | None = None,
) -> Sheet:
    """Return what a certificate prints; without `preview` it is the final paper, `spec` tries another version."""
    printout = Printout(
        format=spec or certificate.format_version.spec,
        content=certificate.content,
        certificate_no=certificate.certificate_no or "",
        copy_mark=copy_mark,
        notes=printed_notes(certificate),
        markings=markings,
    )
    settings = PaperSettings(filler=parameters.text("printed_number_prefix"))
    return as_sheet(sheet_of(printout, preview=preview, names=Names(), settings=settings))
