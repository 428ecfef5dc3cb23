"""The documents of a template: what is kept of each, and how it fits the format that is in force."""

from __future__ import annotations

from dataclasses import dataclass

from app.catalogue.loader import catalogue
from app.domain.document import fitting, printed, reuse, storing
from app.domain.document.content import Content, KeptDocument
from app.domain.document.fitting import Misfit
from app.domain.errors import NotFoundError
from app.models import Certificate, DraftTemplate, FormatVersion
from app.services.certificates import certificates
from app.services.formats import formats

#: Kept of a header: all but what names one declaration.
TEMPLATE_HEADER = (
    "declaring_customs", "consignor_name_zh", "consignor_name_foreign", "consignee_name_zh",
    "consignee_name_foreign", "destination_country", "producer", "needs_confirmation",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Tell how one document of a template fits today; `version` is None where its format cannot be used any more."""

    type_code: str
    format_code: str
    version: FormatVersion | None
    content: Content
    lost: tuple[Misfit, ...]
    originals: int
    copies: int

    @property
    def is_usable(self) -> bool:
        return self.version is not None


def kept(certificate: Certificate) -> KeptDocument:
    """Return a document as a template keeps it: no numbers, days, seals, states, and nothing that customs enters."""
    content = reuse.reusable(certificate.format_version.spec, certificate.content)
    return {
        "type_code": certificate.type_code,
        "format_code": certificate.format_code,
        "format_version": certificate.format_version.number,
        **certificates.snapshot(content),
        "originals": certificate.originals,
        "copies": certificate.copies,
    }


def empty(type_code: str, format_code: str) -> KeptDocument:
    """Return a document without contents; raises NotFoundError when the type has no such format in force."""
    kind = catalogue().types.get(type_code)
    if kind is None or not kind.enabled:
        raise NotFoundError("no_such_format", format=format_code)
    version = formats.current(format_code, type_code=type_code)
    content = Content(statements=frozenset(printed.initial_statements(version.spec)))
    return {
        "type_code": type_code,
        "format_code": format_code,
        "format_version": version.number,
        **certificates.snapshot(content),
        "originals": kind.originals,
        "copies": kind.copies,
    }


def content_of(document: KeptDocument) -> Content:
    """Return the contents that a template keeps of one document."""
    return Content(
        values=document.get("values", {}),
        rows=document.get("rows", {}),
        statements=frozenset(document.get("statements", ())),
        hidden=bool(document.get("hidden")),
    )


def fits(template: DraftTemplate) -> list[Fit]:
    """Return how each document of a template fits the format that is in force today."""
    return [_fit(document) for document in template.documents]


def _fit(document: KeptDocument) -> Fit:
    type_code, format_code = str(document["type_code"]), str(document["format_code"])
    lost: list[Misfit] = []
    content, version = content_of(document), _current(type_code, format_code)
    if version is not None:
        known = frozenset(statement.key for statement in version.spec.statements)
        content, lost = fitting.fitted(version.spec, content, statements=known)
    return Fit(
        type_code=type_code,
        format_code=format_code,
        version=version,
        content=content,
        lost=tuple(lost),
        originals=int(document.get("originals", 1)),
        copies=int(document.get("copies", 2)),
    )


def _current(type_code: str, format_code: str) -> FormatVersion | None:
    kind = catalogue().types.get(type_code)
    if kind is None or not kind.enabled:
        return None
    try:
        return formats.current(format_code, type_code=type_code)
    except NotFoundError:
        return None


def write(certificate: Certificate, fit: Fit) -> None:
    """Write a template's contents into a new document; commits nothing."""
    spec = certificate.format_version.spec
    plain = certificates.snapshot(storing.stored(spec, fit.content))
    certificate.values, certificate.rows = plain["values"], plain["rows"]
    certificate.statements = sorted(fit.content.statements or printed.initial_statements(spec))
    certificate.has_hidden_blocks = fit.content.hidden
    certificate.sources = dict.fromkeys((f"values.{key}" for key in fit.content.values), "template")
    certificate.originals, certificate.copies = fit.originals, fit.copies
