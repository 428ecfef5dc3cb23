"""Smart import 智能导入: field by field what would be filled, what is the same, what would be overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.domain.errors import StaleError
from app.models import Certificate
from app.services.applications import drafts
from app.services.certificates import certificates, shared_goods, smart_imports
from app.views.certificates.wizard_errors import path_label
from app.views.certificates.wizard_page import list_address
from app.views.frame.actor import current_actor
from app.views.frame.audiences import certificate_permission
from app.views.frame.routes import route
from app.views.words.content_words import place_text
from app.views.words.formatting import type_name
from app.views.words.labels import SOURCES
from app.views.words.refusals import worded


@dataclass(frozen=True)
class ImportRow:
    """One place that the import touches, with its label."""

    path: str
    label: str
    old: str
    new: str
    source: Any = ""


class ImportScreens:
    """Add smart import to the wizard's view."""

    render_template: Any

    @route("/<int:certificate_id>/import", methods=["GET", "POST"], audience=certificate_permission("can_edit"))
    def smart_import(self, certificate_id: int) -> Any:
        """Show what the declaration would change, or take over what was chosen."""
        certificate = certificates.find(current_actor(), certificate_id, permission="can_edit")
        if request.method == "GET":
            return self._page(certificate)
        try:
            drafts.require_version(certificate, request.form.get("version", ""))
            smart_imports.apply(
                current_actor(),
                certificate_id,
                version=certificate.version,
                overwrite=request.form.getlist("overwrite"),
                leave=_left(certificate),
            )
        except StaleError as error:
            return self._page(certificate, refusal=error), error.status
        flash(_("The declaration's data is taken over. Check it before you declare."), "success")
        return redirect(url_for("WizardView.edit", certificate_id=certificate_id))

    def _page(self, certificate: Certificate, *, refusal: StaleError | None = None) -> Any:
        found: dict[str, list[ImportRow]] = {"later": [], "overwritten": [], "new": [], "same": []}
        spec = certificate.format_version.spec
        later = {place.path for place in smart_imports.later_changes(certificate)}
        for place in smart_imports.differences(certificate):
            source = SOURCES.get(certificate.sources.get(place.path, ""), "") if place.old else ""
            old, new = (place_text(spec, place.path, text) if text else "" for text in (place.old, place.new))
            row = ImportRow(place.path, path_label(certificate, place.path), old, new, source)
            found["later" if place.path in later else place.state].append(row)
        return self.render_template(
            "certificates/import.html",
            certificate=certificate,
            rows=found,
            is_known=smart_imports.propose(certificate) is not None,
            spreads=_sharing(certificate),
            version=drafts.version_of(certificate),
            refusal=refusal,
            worded=worded,
            list_address=list_address(certificate),
        )


def _sharing(certificate: Certificate) -> list[str]:
    """Name the other documents that the imported goods are written into."""
    others = (other for other in certificate.application.certificates if other.id != certificate.id)
    if not certificate.application.shares_goods or not shared_goods.has_goods(certificate):
        return []
    return [f"{type_name(other.type_code)} {other.sub_certificate_no}".strip() for other in others]


def _left(certificate: Certificate) -> set[str]:
    """Return the empty places that the clerk unticked; a form without ticks takes all of them."""
    if "has_ticks" not in request.form:
        return set()
    new = {place.path for place in smart_imports.differences(certificate) if place.state == "new"}
    return new - set(request.form.getlist("take"))
