"""The documents of an application as tabs above the form: which one is open, what is wrong with each."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.document.fields import FieldError, errors_only
from app.models import Application, Certificate
from app.services.applications import applications
from app.views.words.formatting import type_name


@dataclass(frozen=True, kw_only=True)
class DocumentTab:
    """One document beside the others of its application."""

    id: int
    label: str
    number: str
    is_current: bool
    wrong: int


def tabs(certificate: Certificate) -> list[DocumentTab]:
    """Return the documents of the certificate's application, each with the number of entries missing or wrong."""
    counts = wrong_counts(certificate.application)
    return [
        DocumentTab(
            id=document.id,
            label=type_name(document.type_code),
            number=document.sub_certificate_no,
            is_current=document.id == certificate.id,
            wrong=counts[document.id],
        )
        for document in certificate.application.certificates
    ]


def wrong_counts(application: Application) -> dict[int, int]:
    """Return the number of entries missing or wrong in each document of an application."""
    found = errors_only(applications.check(application))
    return {document.id: sum(is_of(error, document) for error in found) for document in application.certificates}


def is_of(error: FieldError, document: Certificate) -> bool:
    """Tell whether an error of a whole application is one of this document."""
    return error.path.startswith(f"certificates.{document.id}.")
