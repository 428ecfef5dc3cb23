"""What is wrong with a form, ready to show: the sentence, the place, and the fix where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from app.domain.document.fields import FieldError
from app.models import Certificate
from app.views.certificates.wizard_sections import field_id, labels
from app.views.words.columns import label_of
from app.views.words.formatting import name_language
from app.views.words.label import Label
from app.views.words.refusals import worded

HEADER_LABELS: dict[str, Label] = {
    "inspection_no": label_of("inspection_no"),
    "declaring_customs": label_of("declaring_customs"),
    "declaration_date": label_of("declaration_date"),
    "consignor_name_zh": _l("Consignor (Chinese)"),
    "consignor_name_foreign": _l("Consignor (foreign)"),
    "consignee_name_zh": _l("Consignee (Chinese)"),
    "consignee_name_foreign": _l("Consignee (foreign)"),
    "destination_country": label_of("destination_country", "long"),
    "producer": label_of("producer"),
    "needs_confirmation": _l("I want to confirm the draft before customs approves it"),
}
_OTHER_LABELS: dict[str, Label] = {
    "sub_certificate_no": label_of("sub_certificate_no"),
    "originals": label_of("originals"),
    "copies": label_of("copies"),
    "statements": label_of("statements", "texts"),
    "paper": _l("The printed sheet"),
}


@dataclass(frozen=True, kw_only=True)
class ErrorView:
    """One thing that is wrong; `certificate_id` names another document of the application, else it is this one."""

    path: str
    label: str
    text: str
    severity: str
    fix: str = ""
    certificate_id: int | None = None

    @property
    def id(self) -> str:
        return field_id(self.path)

    def as_json(self) -> dict[str, str]:
        """Return what the page's script needs."""
        return {"path": self.path, "label": self.label, "text": self.text, "severity": self.severity, "fix": self.fix}


def error_views(certificate: Certificate, errors: Iterable[FieldError]) -> list[ErrorView]:
    """Return the errors with their labels, errors first and warnings after them."""
    found = [_view(certificate, error) for error in errors]
    return sorted(found, key=lambda view: view.severity != "error")


def by_path(errors: Iterable[ErrorView]) -> Mapping[str, list[ErrorView]]:
    """Return the errors of this document by the path of their field."""
    found: dict[str, list[ErrorView]] = {}
    for error in errors:
        if error.certificate_id is None:
            found.setdefault(error.path, []).append(error)
    return found


def path_label(certificate: Certificate, path: str) -> str:
    """Name the place of a path in the words of the form."""
    head, _, rest = path.partition(".")
    if head in ("header", "application"):
        return str(HEADER_LABELS.get(rest, rest))
    if head in _OTHER_LABELS:
        return str(_OTHER_LABELS[head])
    return labels(certificate.format_version.spec, path, language=name_language())


def _view(certificate: Certificate, error: FieldError) -> ErrorView:
    path, document = error.path, certificate
    if path.startswith("certificates."):
        _, number, path = path.split(".", 2)
        document = next(c for c in certificate.application.certificates if str(c.id) == number)
    path = path.replace("application.", "header.", 1) if path.startswith("application.") else path
    is_other = document.id != certificate.id
    return ErrorView(
        path=path,
        label=f"{document.number} · {path_label(document, path)}" if is_other else path_label(document, path),
        text=worded(error),
        severity=error.severity,
        fix=str(error.params.get("corrected", "")),
        certificate_id=document.id if is_other else None,
    )
