"""Templates 模板管理 (manual 5.8.2): query, add, edit, delete, delete many, use, and keeping one of an application."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError, InvalidError
from app.models import DraftTemplate
from app.models.base import utc_now
from app.services.applications import template_records, templates
from app.services.base.records import Values
from app.views.applications.new import document_choices
from app.views.applications.template_forms import DocumentScreens, head_form, lost_lines, posted_head
from app.views.certificates.wizard_errors import HEADER_LABELS
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import BatchAction, RowAction, read_ids
from app.views.lists.base import BIGGEST_ID, ReferenceView
from app.views.lists.columns import Column
from app.views.lists.forms import FormPage, tell
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, Text
from app.views.words.columns import label_of
from app.views.words.formatting import country_name, type_name
from app.views.words.label import Label
from app.views.words.punctuation import listed


def _types() -> list[tuple[str, str]]:
    return [(code, type_name(code)) for code, kind in catalogue().types.items() if kind.enabled]


def _countries() -> list[tuple[str, str]]:
    return [(entry.code, country_name(entry.code)) for entry in catalogue().codes["countries"].entries]


def _default_for(row: DraftTemplate) -> str:
    """Write what a template is the default for; empty when it is none."""
    return " · ".join(filter(None, (country_name(row.default_country), row.default_product)))


class TemplatesView(DocumentScreens, ReferenceView[DraftTemplate]):
    route_base = "/templates"
    class_permission_name = screen = "templates"
    datamodel = FastInterface(DraftTemplate)
    service = template_records
    list_title = _l("Templates")
    new_label = _l("New template")
    empty_text = _l("Make the first one with “New template”, or with “Save as template” on an application.")
    show_template = "applications/template_show.html"
    batches = (BatchAction(key="delete", label=_l("Delete the chosen"), confirm=_l("Delete the chosen templates?")),)
    columns = (
        Column(key="name", wording="template", sort=DraftTemplate.name, is_link=True, width=30),
        Column(key="types", label=_l("Documents in it"), value=lambda row: listed(map(type_name, row.types)), width=34),
        Column(key="destination_country", wording="long", width=14),
        Column(key="default_for", label=_l("Default for"), value=_default_for, width=20),
        Column(key="maker_name", label=_l("Made by"), width=14),
        Column(key="last_user_name", label=label_of("last_used_by_id"), width=14),
        Column(key="last_used_at", label=_l("Last used"), kind="moment", sort=DraftTemplate.last_used_at),
        Column(key="created_at", wording="entry", sort=DraftTemplate.created_at, is_chosen=False),
        Column(key="remark", is_chosen=False),
    )
    query = (
        Text(wording="template", columns=(DraftTemplate.name,)),
        Choice(
            name="type",
            key="type_code",
            choices=_types,
            condition=lambda code: DraftTemplate.type_codes.contains(f",{code},", autoescape=True),
        ),
        Choice(name="country", wording="long", column=DraftTemplate.destination_country, choices=_countries),
        Text(
            name="who",
            label=_l("Made or last used by"),
            columns=(DraftTemplate.maker_name, DraftTemplate.last_user_name),
        ),
    )
    history_labels: Mapping[str, Label] = {
        "header": _l("Basic data"),
        "documents": _l("Documents in it"),
        "default_country": label_of("default_country"),
        "default_product": _l("Default for a product"),
        "is_default": _l("Default"),
    }

    @route("/new", methods=["GET", "POST"])
    def add(self) -> ResponseReturnValue:
        """Add a template: name, header, default, and the documents it begins with (manual 5.8.2 新增)."""
        values = posted_head() if request.method == "POST" else {}
        refusal: DomainError | None = None
        if request.method == "POST":
            token = request.form.get("client_token", "")[:40]
            try:
                row = template_records.create(current_actor(), values, now=utc_now(), client_token=token)
            except DomainError as error:
                _raise_hopeless(error)
                refusal = error
            else:
                flash(_("Template “%(name)s” is added. Its contents can be entered now.", name=row.name), "success")
                return redirect(self.url("show", pk=row.id), code=303)
        return self._head_page(None, values, refusal)

    @route(f"/{BIGGEST_ID}/edit", methods=["GET", "POST"])
    def edit(self, pk: int) -> ResponseReturnValue:
        """Change name, header and default of a template (manual 5.8.2 编辑)."""
        row = template_records.find(current_actor(), pk, verb="edit")
        if request.method == "GET":
            return self._head_page(row, _head_of(row), None)
        values = posted_head()
        try:
            version = FormPage.number(request.form.get("version", ""))
            template_records.change(current_actor(), pk, values, version=version, now=utc_now())
        except DomainError as error:
            _raise_hopeless(error)
            row = template_records.find(current_actor(), pk, verb="edit")
            return self._head_page(row, values, error)
        flash(_("%(name)s is saved.", name=values["name"]), "success")
        return redirect(self.url("show", pk=pk), code=303)

    @route("/batch", methods=["POST"], right="delete")
    def batch(self) -> ResponseReturnValue:
        """Delete the chosen templates and show the result of each (manual 5.8.2 批量删除)."""
        if request.form.get("action") != "delete":
            raise DomainError("unknown_action", action=request.form.get("action", ""))
        results = template_records.remove_many(current_actor(), read_ids(request.form), now=utc_now())
        if all(result.error is None for result in results):
            flash(ngettext("%(num)s template is deleted.", "%(num)s templates are deleted.", len(results)), "success")
            return redirect(self.url("list"), code=303)
        told = [(result, tell(result.error) if result.error else "") for result in results]
        return self.render_template("applications/template_results.html", view=self, results=told)

    @route(f"/{BIGGEST_ID}/use", methods=["POST"], right="show")
    def use(self, pk: int) -> ResponseReturnValue:
        """Begin an application with a template (manual 5.8.1 证稿模板录入 使用)."""
        made = templates.use(
            current_actor(),
            pk,
            now=utc_now(),
            client_token=request.form.get("client_token", "")[:40],
            inspection_no=request.form.get("inspection_no", "").strip(),
        )
        lost, skipped = templates.left_behind(made)
        flash(_("The draft is made. Enter its inspection number, then check and declare it."), "success")
        if lost:
            texts = listed(str(one["text"]) for one in lost)
            flash(_("The formats have changed; these texts have no place any more: %(texts)s", texts=texts), "warning")
        if skipped:
            codes = listed(skipped)
            flash(_("These formats are not in force and were left out: %(codes)s", codes=codes), "warning")
        return redirect(url_for("WizardView.edit", certificate_id=made.certificates[0].id), code=303)

    @route("/keep/<int:application_id>", methods=["POST"], right="add")
    def keep(self, application_id: int) -> Response:
        """Keep an application as a template under a name (manual 5.8.1 存为模板)."""
        name = request.form.get("name", "")
        back = url_for("ApplicationView.show", application_id=application_id)
        try:
            row = templates.keep(
                current_actor(),
                application_id,
                name=name,
                now=utc_now(),
                client_token=request.form.get("client_token", "")[:40],
            )
        except InvalidError as error:
            flash(_("Not kept as a template: %(reason)s", reason=tell(error)), "danger")
            return redirect(back, code=303)
        flash(_("It is kept as template “%(name)s”.", name=row.name), "success")
        return redirect(back, code=303)

    def extras(self, row: DraftTemplate) -> Context:
        """Return how each document fits the format in force, for the page of a template."""
        report = templates.report(current_actor(), row.id)
        first = row.types[0] if row.types else ""
        return {
            "report": report,
            "lost_lines": lost_lines,
            "header_labels": HEADER_LABELS,
            **document_choices(beside=first),
        }

    def record_actions(self, row: DraftTemplate) -> list[RowAction]:
        """Return use, edit and delete for those who may."""
        used = RowAction(
            key="use",
            label=_("Use"),
            post=self.url("use", pk=row.id),
            fields={"client_token": uuid.uuid4().hex},
        )
        return [*([used] if current_actor().organisation_ids else []), *super().record_actions(row)]

    def _head_page(self, row: DraftTemplate | None, values: Values, refusal: DomainError | None) -> tuple[str, int]:
        shown = head_form(row, values, refusal)
        page = self.render_template("applications/template_form.html", view=self, row=row, **shown)
        return page, refusal.status if refusal else 200


def _head_of(row: DraftTemplate) -> Values:
    names = ("name", "remark", "is_default", "default_country", "default_product")
    return {**{name: getattr(row, name) for name in names}, "header": row.header}


def _raise_hopeless(error: DomainError) -> None:
    """Raise what no form can mend."""
    if error.status in (403, 404) and error.code != "no_such_format":
        raise error
