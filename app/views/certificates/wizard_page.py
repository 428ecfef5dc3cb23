"""The wizard's form page: everything its template shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import request, url_for

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.domain.document.content import Snapshot
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError
from app.models import Application, Certificate, ReviewRemark
from app.services.applications import drafts
from app.services.base import suggestions
from app.services.base.names import Names
from app.services.certificates import certificates, smart_imports
from app.services.declarations import declarations
from app.views.certificates.forms import ORIGIN, Shown, stored
from app.views.certificates.wizard_documents import tabs
from app.views.certificates.wizard_errors import HEADER_LABELS, by_path, error_views, path_label
from app.views.certificates.wizard_sections import field_id, form_view
from app.views.frame.actor import current_actor
from app.views.frame.context import Arguments, Context
from app.views.words.content_words import place_text
from app.views.words.formatting import name_language
from app.views.words.labels import SOURCES
from app.views.words.refusals import worded
from app.views.words.value_words import value_text

#: What the template asks for by name, whatever the document.
WORDS: Context = {
    "sources": SOURCES,
    "header_labels": HEADER_LABELS,
    "worded": worded,
    "field_id": field_id,
    "path_label": path_label,
    "shell_class": "lone",
}
EMPTY_ROWS = 1
MORE_ROWS = 5


@dataclass(frozen=True)
class Change:
    """Tell one place where two versions differ."""

    label: str
    theirs: str
    mine: str


def form_context(
    certificate: Certificate,
    *,
    shown: Shown | None = None,
    errors: Iterable[FieldError] = (),
    refusal: DomainError | None = None,
    conflict: Sequence[Change] = (),
) -> Context:
    """Return what certificates/edit.html needs; without `shown` the form is filled from what is stored."""
    spec = certificate.format_version.spec
    shown = shown or stored(certificate)
    found = error_views(certificate, errors)
    return {
        "certificate": certificate,
        "application": certificate.application,
        "kind": catalogue().types[certificate.type_code],
        "spec": spec,
        "form": form_view(spec, shown, sources=certificate.sources),
        "errors": found,
        "errors_at": by_path(found),
        "refusal": refusal,
        "conflict": conflict,
        "version": drafts.version_of(certificate),
        "tabs": tabs(certificate),
        "is_declared": is_declared(certificate),
        "later_changes": later_changes(certificate),
        "remarks_at": remarks_at(certificate),
        "empty_rows": MORE_ROWS if request.args.get("more") else EMPTY_ROWS,
        "more_group": request.args.get("more", ""),
        "origin_key": ORIGIN,
        "header_errors": {e.path.removeprefix("header."): e.text for e in found if e.path.startswith("header.")},
        "user_id": current_actor().user_id,
        "list_address": list_address(certificate),
        **_offers(spec),
        **WORDS,
    }


def _offers(spec: Format) -> Context:
    """Return what the form offers to choose from: offices, countries, codes and texts used before."""
    names, language = Names(), name_language()
    return {
        "suggestions": suggestions.for_format(spec, names),
        "code_choices": {f.code_list: names.choices(f.code_list, language) for f in spec.fields if f.code_list},
        **choices(names, language),
    }


def choices(names: Names, language: str) -> Context:
    """Return the offices and countries that the header offers, in the page's language."""
    countries = catalogue().codes["countries"].entries
    return {
        "offices": [(code, names.customs(code, language)) for code, _ in names.choices("customs", language)],
        "countries": [(c.code, c.zh if language == "zh" else c.en) for c in countries],
        "name_language": language,
    }


def address_of(one: Certificate | Application, endpoint: str = "show", /, **more: str | int) -> str:
    """Return an address among the pages of an application, or of a document's application."""
    given: Arguments = {**more, "application_id": one.application_id if isinstance(one, Certificate) else one.id}
    return url_for(f"ApplicationView.{endpoint}", **given)


def list_address(certificate: Certificate) -> str:
    """Return the address of the list that a document stands in."""
    kind = catalogue().types[certificate.type_code]
    return url_for("WizardView.new", type_key=kind.key).removesuffix("new")


def is_declared(certificate: Certificate) -> bool:
    """Tell whether smart import has something to read."""
    spec = certificate.format_version.spec
    return declarations.source(certificate.application.inspection_no, scheme=spec.scheme) is not None


def later_changes(certificate: Certificate) -> list[Change]:
    """Return what the declaration says otherwise since it was imported."""
    spec = certificate.format_version.spec
    return [
        Change(
            path_label(certificate, place.path),
            *(place_text(spec, place.path, text) for text in (place.new, place.old)),
        )
        for place in smart_imports.later_changes(certificate)
    ]


def remarks_at(certificate: Certificate) -> Mapping[str, list[ReviewRemark]]:
    """Return the opinions that customs returned with this document, by the path of their field."""
    found: dict[str, list[ReviewRemark]] = {}
    for remark in certificate.application.remarks:
        if remark.certificate_id == certificate.id and remark.state == "returned":
            found.setdefault(remark.path, []).append(remark)
    return found


def differences(certificate: Certificate, mine: Shown) -> list[Change]:
    """Return where a form differs from what is stored by now."""
    theirs, spec = stored(certificate), certificate.format_version.spec
    changed = certificates.changes(_plain(theirs), _plain(mine))
    found = [
        Change(path_label(certificate, path), place_text(spec, path, old), place_text(spec, path, new))
        for path, old, new in changed
    ]
    for name, label in HEADER_LABELS.items():
        old, new = theirs.header.get(name), mine.header.get(name)
        if (old or "") != (new or ""):
            found.append(Change(str(label), *(value_text("application", name, value) for value in (old, new))))
    return found


def _plain(shown: Shown) -> Snapshot:
    rows = {
        group: [{key: text for key, text in row.items() if key != ORIGIN} for row in found]
        for group, found in shown.rows.items()
    }
    return {"values": shown.values, "rows": rows, "statements": sorted(shown.statements), "hidden": shown.hidden}
