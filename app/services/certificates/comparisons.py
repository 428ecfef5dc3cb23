"""Comparisons 核对: a document beside its inspection declaration, with what was changed on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.catalogue.schema import Format, FormatField, RowColumn
from app.domain.document import comparing, smart_import
from app.domain.document.comparing import Compared, Place
from app.domain.document.content import Content
from app.domain.event_details import ChangedField, EventDetails
from app.domain.workflow import Action
from app.models import Application, Certificate, ReviewRemark
from app.services.base.names import Names
from app.services.declarations import declarations


@dataclass(frozen=True, kw_only=True)
class Change:
    """Tell what a place said before, and what it says since."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """Hold one line of the desk: the box compared, its labels, its remarks, and who changed it last.

    amended       what the reviewer changed since the applicant declared
    resubmitted   what the applicant changed since the last return
    """

    field: FormatField
    compared: Compared
    columns: Mapping[str, RowColumn]
    remarks: Sequence[ReviewRemark]
    amended: Sequence[Change]
    resubmitted: Sequence[Change]

    @property
    def is_noteworthy(self) -> bool:
        """Tell whether the line stays when only what differs or carries a remark is shown."""
        return self.compared.state == "different" or bool(self.remarks or self.amended or self.resubmitted)

    def column(self, place: Place) -> RowColumn | None:
        """Return the column of a place in rows, whose labels name it."""
        return self.columns.get(place.column or "")


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Hold a document's lines, and whether its declaration is known."""

    certificate: Certificate
    is_declared: bool
    lines: Sequence[Line]

    @property
    def differing(self) -> int:
        """Count the boxes that differ from the declaration."""
        return sum(line.compared.state == "different" for line in self.lines)


def of(certificate: Certificate, *, names: Names | None = None) -> Comparison:
    """Compare a document with the declaration of its own enterprise."""
    spec = certificate.format_version.spec
    declared = declared_content(certificate, names=names or Names())
    compared = comparing.compare(spec, certificate.content, declared, names=names or Names())
    amended, resubmitted = _changes(certificate)
    return Comparison(
        certificate=certificate,
        is_declared=declared is not None,
        lines=[_line(certificate, spec, box, amended, resubmitted) for box in compared],
    )


def declared_content(certificate: Certificate, *, names: Names) -> Content | None:
    """Return what the declaration gives this document; None when its own enterprise has none of that number."""
    application, spec = certificate.application, certificate.format_version.spec
    if declarations.is_foreign(application.inspection_no, application.organisation_id):
        return None
    declared = declarations.source(application.inspection_no, scheme=spec.scheme)
    return smart_import.propose(spec, declared, names=names) if declared is not None else None


def _line(
    certificate: Certificate, spec: Format, box: Compared, amended: Sequence[Change], resubmitted: Sequence[Change]
) -> Line:
    paths = {place.path for place in box.places} | {f"values.{box.key}"}
    keys = {place.column for place in box.places}
    return Line(
        field=spec.field(box.key),
        compared=box,
        columns={column.key: column for column in spec.columns if column.key in keys},
        remarks=[
            remark
            for remark in certificate.application.remarks
            if remark.certificate_id == certificate.id and remark.path in paths and remark.state != "resolved"
        ],
        amended=[change for change in amended if change.path in paths],
        resubmitted=[change for change in resubmitted if change.path in paths],
    )


def _changes(certificate: Certificate) -> tuple[list[Change], list[Change]]:
    """Return the reviewer's changes since the last submission, and the applicant's in that submission."""
    amended: dict[str, Change] = {}
    resubmitted: list[Change] = []
    for event in certificate.application.events:
        if event.action == Action.SUBMIT:
            amended = {}
            resubmitted = [_change(row) for row in _rows(event.details, certificate)]
        elif event.action == Action.AMEND:
            for row in _rows(event.details, certificate):
                first = amended.get(row["path"])
                amended[row["path"]] = Change(path=row["path"], old=first.old if first else row["old"], new=row["new"])
    return [change for change in amended.values() if change.old != change.new], resubmitted


def _rows(details: EventDetails, certificate: Certificate) -> list[ChangedField]:
    return [row for row in details.get("changes", ()) if row.get("certificate") == certificate.id]


def _change(row: ChangedField) -> Change:
    return Change(path=row["path"], old=row["old"], new=row["new"])


def of_all(application: Application, *, names: Names) -> dict[int, Comparison]:
    """Return the comparison of every document of an application, by the document's id."""
    return {certificate.id: of(certificate, names=names) for certificate in application.certificates}
