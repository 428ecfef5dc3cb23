"""A new certificate 新增: basic data, looked up by its number, and the format, found by its code."""

from __future__ import annotations

import uuid

from flask import abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.catalogue.loader import catalogue
from app.catalogue.schema import CertificateType
from app.domain.document.application_header import HeaderValue
from app.domain.document.fields import FieldError
from app.domain.document.numbering import normalised_no
from app.domain.errors import DomainError, InvalidError
from app.models.base import utc_now
from app.services.applications import applications, drafts
from app.services.applications.documents import scheme_of
from app.services.base.names import Names
from app.services.declarations import declarations
from app.services.formats import formats
from app.views.certificates.forms import posted_header
from app.views.certificates.wizard_errors import HEADER_LABELS
from app.views.certificates.wizard_page import choices
from app.views.frame.actor import current_actor
from app.views.frame.audiences import certificate_permission
from app.views.frame.context import Renderer
from app.views.frame.routes import route
from app.views.words.formatting import name_language
from app.views.words.refusals import worded


class NewScreens:
    """Add the first steps to the wizard's view."""

    render_template: Renderer

    @route("/<type_key>/new", methods=["GET", "POST"], audience=certificate_permission("can_add"))
    def new(self, type_key: str) -> ResponseReturnValue:
        """Show basic data and formats, or make the draft and go on to its form."""
        kind = document_type(type_key)
        applications.require_registration(current_actor())  # before anything is typed
        header = posted_header(request.values)
        if request.method == "POST" and request.form.get("do") == "start":
            return self._start(kind, header)
        if header.get("inspection_no"):
            header = {**header, **_filled(kind, header)}
        return self._new_page(kind, header)

    @route("/<type_key>/declared", audience=certificate_permission("can_add"))
    def declared(self, type_key: str) -> ResponseReturnValue:
        """Tell what a number fills; a number of another enterprise is like one that nobody knows."""
        kind = document_type(type_key)
        number = normalised_no(request.args.get("number", ""))
        header = declarations.header(number, scheme=scheme_of(kind.code))
        return jsonify({"number": number, "is_known": header is not None, "header": header or {}})

    def _start(self, kind: CertificateType, header: dict[str, HeaderValue]) -> ResponseReturnValue:
        try:
            certificate = drafts.start(
                current_actor(),
                type_code=kind.code,
                format_code=request.form.get("format_code", ""),
                header=header,
                now=utc_now(),
                client_token=request.form.get("client_token", "")[:40],
                wants_import="wants_import" in request.form,
            )
        except InvalidError as error:
            return self._new_page(kind, header, refusal=error, errors=error.errors), error.status
        except DomainError as error:
            if error.code == "no_such_format":
                return self._new_page(kind, header, refusal=error), error.status
            raise
        return redirect(url_for("WizardView.edit", certificate_id=certificate.id))

    def _new_page(
        self,
        kind: CertificateType,
        header: dict[str, HeaderValue],
        *,
        refusal: DomainError | None = None,
        errors: tuple[FieldError, ...] = (),
    ) -> str:
        number = header.get("inspection_no", "")
        is_packaging = scheme_of(kind.code) == declarations.PACKAGING_SCHEME
        destination = str(header.get("destination_country") or "")
        found = formats.of_type(kind.code, code_part=request.values.get("code", ""), destination=destination)
        return self.render_template(
            "certificates/new.html",
            kind=kind,
            header=header,
            header_labels=HEADER_LABELS,
            is_packaging=is_packaging,
            is_known=declarations.source(normalised_no(str(number)), scheme=scheme_of(kind.code)) is not None,
            formats=[(row, formats.suits(row, destination)) for row in found],
            code=request.values.get("code", ""),
            chosen=request.values.get("format_code") or (found[0].code if len(found) == 1 else ""),
            client_token=request.values.get("client_token") or uuid.uuid4().hex,
            wants_import="wants_import" in request.form if request.method == "POST" else True,
            refusal=refusal,
            worded=worded,
            errors={error.path.rpartition(".")[2]: worded(error) for error in errors},
            **choices(Names(), name_language()),
        )


def document_type(type_key: str) -> CertificateType:
    """Return the document type that an address names; answers 404 for one that is off."""
    for kind in catalogue().types.values():
        if kind.key == type_key and kind.enabled:
            return kind
    return abort(404)


def _filled(kind: CertificateType, header: dict[str, HeaderValue]) -> dict[str, HeaderValue]:
    """Return what the declaration fills in where nothing was typed."""
    known = declarations.header(normalised_no(str(header["inspection_no"])), scheme=scheme_of(kind.code)) or {}
    return {name: str(value)[:10] if name == "declaration_date" else value for name, value in known.items()
            if value and not header.get(name)}  # fmt: skip
