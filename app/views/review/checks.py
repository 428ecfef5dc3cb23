"""The cross-checks at the reviewer's desk: each warning with a link to the box that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from app.domain.document import fields
from app.models import Certificate
from app.services.applications import cross_checks
from app.services.base.names import Names
from app.services.certificates.comparisons import Comparison
from app.services.workflow.timelines import Label, label_of
from app.views.words.refusals import worded

#: what is no single place of the document
_LABELS: Mapping[str, Label] = {
    "goods_lines": Label(zh="货物", en="Goods"),
    "containers": Label(zh="集装箱", en="Containers"),
    "application.destination_country": Label(zh="输往国家（地区）", en="Destination country/region"),
}


@dataclass(frozen=True, kw_only=True)
class Warned:
    """Hold one warning: where it leads, what it is about, what it says."""

    address: str
    label: Label
    sentence: str


def warnings(certificate: Certificate, comparison: Comparison) -> list[Warned]:
    """Return the warnings about one document, those of its fields' form included."""
    spec, prefix = certificate.format_version.spec, f"certificates.{certificate.id}."
    boxes = {place.path: line.compared.key for line in comparison.lines for place in line.compared.places}
    own = fields.check(spec, certificate.content, by="draft", names=Names())
    found = [error for error in own if error.severity == "warning"]
    found += cross_checks.of(certificate.application, only=certificate)
    page = url_for("ReviewDeskView.show", application_id=certificate.application_id, certificate=certificate.id)
    told = []
    for warning in found:
        path = warning.path.removeprefix(prefix)
        box = boxes.get(path, path.removeprefix("values."))
        label = _LABELS.get(path) or label_of(spec, path)
        told.append(Warned(address=f"{page}#box-{box}", label=label, sentence=worded(warning)))
    return told
