"""The forms of a template: its head, and the contents of each of its documents through the wizard's own fields."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.catalogue.schema import Format
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, NotFoundError
from app.domain.json_values import JsonObject
from app.models import DraftTemplate
from app.services.applications import template_documents, template_records
from app.services.applications.documents import Wanted
from app.services.applications.template_documents import TEMPLATE_HEADER, Fit
from app.services.base import suggestions
from app.services.base.names import Names
from app.services.base.records import Columns, Values
from app.views.applications.new import document_choices, wanted
from app.views.certificates.forms import ORIGIN, Shown, posted, typed
from app.views.certificates.wizard_errors import HEADER_LABELS
from app.views.certificates.wizard_page import choices
from app.views.certificates.wizard_rows import altered
from app.views.certificates.wizard_sections import field_id, form_view, labels
from app.views.frame.actor import current_actor
from app.views.frame.context import Context, Renderer
from app.views.frame.routes import route
from app.views.lists.base import BIGGEST_ID
from app.views.lists.forms import FormPage
from app.views.words.formatting import name_language
from app.views.words.labels import SOURCES
from app.views.words.refusals import worded

PLACE = "<int(max=99):place>"
STAYING = ("add", "remove", "paste", "clause", "fix")


class DocumentScreens:
    """Add the documents of a template to its view."""

    render_template: Renderer
    url: Callable[..., str]

    @route(f"/{BIGGEST_ID}/documents", methods=["POST"], right="edit")
    def add_document(self, pk: int) -> ResponseReturnValue:
        """Add an empty document of a type and format."""
        return self._step(pk, lambda version: self._add(pk, version))

    @route(f"/{BIGGEST_ID}/documents/{PLACE}/remove", methods=["POST"], right="edit")
    def remove_document(self, pk: int, place: int) -> ResponseReturnValue:
        """Take a document out of a template."""
        return self._step(
            pk,
            lambda version: template_records.remove_document(current_actor(), pk, place, version=version),
        )

    @route(f"/{BIGGEST_ID}/documents/{PLACE}", methods=["GET", "POST"], right="edit")
    def document(self, pk: int, place: int) -> ResponseReturnValue:
        """Show the contents of one document in the form that its format defines, or keep what it sends."""
        row = template_records.find(current_actor(), pk, verb="edit")
        template_records.document(row, place)
        fit = template_documents.fits(row)[place]
        if fit.version is None:
            raise NotFoundError("no_such_format", format=fit.format_code)
        if request.method == "GET":
            return self._document_page(row, place, fit, _shown(fit), ())
        return self._keep(row, place, fit, fit.version.spec)

    def _keep(self, row: DraftTemplate, place: int, fit: Fit, spec: Format) -> ResponseReturnValue:
        wish = request.form.get("do", "save")
        shown = posted(request.form, spec, before=_shown(fit))
        try:
            shown = altered(wish, shown, spec)
            kept, wrong = typed(shown, spec)
            _template, more = template_records.save_document(
                current_actor(),
                row.id,
                place,
                kept.content,
                copies=kept.copies,
                version=FormPage.number(request.form.get("version", "")),
            )
        except DomainError as error:
            if error.status in (403, 404):
                raise
            return self._document_page(row, place, fit, shown, (), refusal=error), error.status
        if wrong or more:
            row = template_records.find(current_actor(), row.id)
            return self._document_page(row, place, fit, shown, [*wrong, *more]), 422
        verb, _sep, rest = wish.partition(":")
        if verb in STAYING:
            more_rows = rest if verb == "add" else None
            return redirect(self.url("document", pk=row.id, place=place, more=more_rows), code=303)
        flash(_("%(name)s is saved.", name=row.name), "success")
        return redirect(self.url("show", pk=row.id), code=303)

    def _document_page(
        self,
        row: DraftTemplate,
        place: int,
        fit: Fit,
        shown: Shown,
        errors: Iterable[FieldError],
        *,
        refusal: DomainError | None = None,
    ) -> str:
        context = document_context(row, fit, shown, errors)
        return self.render_template(
            "applications/template_document.html",
            view=self,
            place=place,
            refusal=worded(refusal) if refusal else "",
            **context,
        )

    def _add(self, pk: int, version: int | None) -> None:
        chosen = wanted()
        if not chosen:
            raise DomainError("no_documents_chosen")
        for number, one in enumerate(chosen):
            row = template_records.add_document(
                current_actor(), pk, Wanted(one.type_code, one.format_code), version=version
            )
            version = row.version if number + 1 < len(chosen) else version

    def _step(self, pk: int, act: Callable[[int | None], DraftTemplate | None]) -> ResponseReturnValue:
        template_records.find(current_actor(), pk, verb="edit")  # a foreign one is not there, whatever is sent
        try:
            act(FormPage.number(request.form.get("version", "")))
        except DomainError as error:
            if error.status in (403, 404) and error.code != "no_such_format":
                raise
            flash(worded(error), "danger")
        return redirect(self.url("show", pk=pk), code=303)


def posted_head() -> Columns:
    """Return what the head's form says."""
    form = request.form
    header: JsonObject = {name: form.get(f"header.{name}", "").strip() for name in TEMPLATE_HEADER}
    header["needs_confirmation"] = "header.needs_confirmation" in form
    return {
        "name": form.get("name", ""),
        "remark": form.get("remark", ""),
        "header": {name: value for name, value in header.items() if value},
        "is_default": "is_default" in form,
        "default_country": form.get("default_country", ""),
        "default_product": form.get("default_product", ""),
        "moves_default": "moves_default" in form,
        "documents": [(one.type_code, one.format_code) for one in wanted()],
    }


def head_form(row: DraftTemplate | None, values: Values, refusal: DomainError | None) -> Context:
    """Return what applications/template_form.html shows: what was typed, and what is wrong with it at its fields."""
    errors = {error.path.rpartition(".")[2]: worded(error) for error in getattr(refusal, "errors", ())}
    offered = choices(Names(), name_language())
    return {
        "values": values,
        "header": values.get("header", {}),
        "header_names": [name for name in TEMPLATE_HEADER if name != "needs_confirmation"],
        "header_labels": HEADER_LABELS,
        "errors": errors,
        "problem": worded(refusal) if refusal else "",
        "client_token": request.form.get("client_token") or uuid.uuid4().hex,
        "chosen": request.form.getlist("documents"),
        "offices": offered["offices"],
        "countries": offered["countries"],
        **({} if row else document_choices()),
    }


def document_context(row: DraftTemplate, fit: Fit, shown: Shown, errors: Iterable[FieldError]) -> Context:
    """Return what applications/template_document.html shows: the format's own form, as in the wizard."""
    assert fit.version is not None  # noqa: S101 asked before
    spec, language, names = fit.version.spec, name_language(), Names()
    found: dict[str, list[dict[str, str]]] = {}
    for error in errors:
        label = labels(spec, error.path, language=language)
        told = {"path": error.path, "text": worded(error), "severity": error.severity, "label": label, "fix": ""}
        found.setdefault(error.path, []).append({**told, "id": field_id(error.path)})
    return {
        "row": row,
        "fit": fit,
        "spec": spec,
        "form": form_view(spec, shown, sources={}),
        "errors_at": found,
        "suggestions": suggestions.for_format(spec, names),
        "code_choices": {f.code_list: names.choices(f.code_list, language) for f in spec.fields if f.code_list},
        "sources": SOURCES,
        "origin_key": ORIGIN,
        "more_group": request.args.get("more", ""),
        "document": {"format_version": fit.version},
        "lost": lost_lines(fit),
        **choices(names, language),
    }


def lost_lines(fit: Fit) -> list[tuple[str, str]]:
    """Return label and text of what a document's format has no place for any more."""
    if fit.version is None:
        return []
    spec, language = fit.version.spec, name_language()
    return [(labels(spec, misfit.path, language=language), misfit.text) for misfit in fit.lost]


def _shown(fit: Fit) -> Shown:
    rows = {
        group: [{**row, ORIGIN: str(number)} for number, row in enumerate(found)]
        for group, found in fit.content.rows.items()
    }
    return Shown(
        values=dict(fit.content.values),
        rows=rows,
        statements=fit.content.statements,
        hidden=fit.content.hidden,
        originals=str(fit.originals),
        copies=str(fit.copies),
    )
