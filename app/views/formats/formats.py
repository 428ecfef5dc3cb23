"""Certificate formats 单证格式 (manual 5.6.1): the list, what each one holds, and new working copies."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import String, cast
from sqlalchemy.orm import defer, selectinload
from sqlalchemy.sql import ColumnElement
from werkzeug.wrappers import Response
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length

from app.catalogue.languages import paper_languages
from app.catalogue.loader import catalogue
from app.domain.errors import DomainError
from app.models import CertificateFormat, FormatVersion
from app.services.certificates import format_upgrades as upgrades
from app.services.formats import copies, files
from app.views.formats.words import ENTERED_BY, KINDS
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import RowAction
from app.views.lists.base import BIGGEST_ID, ReferenceView
from app.views.lists.columns import Column
from app.views.lists.forms import FormPage, RecordForm, Storable, tell
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, Text
from app.views.words.columns import label_of
from app.views.words.formatting import name_language, type_name
from app.views.words.writing import names


def _state(value: str) -> tuple[str, str]:
    return ("ok", str(_l("Active"))) if value == "active" else ("mute", str(_l("Retired")))


def language_choices() -> list[tuple[str, str]]:
    """Return the languages that a paper may have, named in the page's language."""
    return [(code, f"{name} ({code})") for code, name in paper_languages(name_language()).items()]


def _type_choices() -> list[tuple[str, str]]:
    return [(code, f"{code} {type_name(code)}") for code, kind in catalogue().types.items() if kind.formats]


def _has_type(code: str) -> ColumnElement[bool]:
    return cast(CertificateFormat.type_codes, String).contains(f'"{code}"', autoescape=True)


def _copy_state(value: bool) -> tuple[str, str]:  # noqa: FBT001 a column hands its value
    return ("warn", str(_l("Not published yet"))) if value else ("mute", str(_l("Published")))


class HeadForm(RecordForm):
    """The head of a new format; everything else is edited afterwards."""

    code = StringField(label_of("code", "format"), [DataRequired(), Length(max=20), Storable()])
    form_no = StringField(label_of("form_no"), [DataRequired(), Length(max=20), Storable()])
    title_zh = StringField(label_of("title_zh"), [DataRequired(), Length(max=120), Storable()])
    title_en = StringField(label_of("title_en"), [DataRequired(), Length(max=200), Storable()])
    type_codes = SelectMultipleField(label_of("type_codes"), [DataRequired()])
    scheme = SelectField(label_of("scheme"))
    paper_language = SelectField(_l("Language of the paper"))
    origin_id = SelectField(_l("Begin like"), coerce=lambda value: int(value) if value else None)


class FormatsView(ReferenceView[CertificateFormat]):
    route_base = "/formats"
    class_permission_name = screen = "formats"
    service = copies  # type: ignore[assignment]  # no route of this screen asks it for what it lacks
    add_form = edit_form = HeadForm
    new_label = _l("New format")
    datamodel = FastInterface(
        CertificateFormat,
        eager=(
            defer(CertificateFormat.definition),
            selectinload(CertificateFormat.current_version).options(defer(FormatVersion.definition)),
        ),
    )
    list_title = _l("Maintain formats")
    group_title = _l("Formats")
    empty_text = _l("Formats come with the catalogue: run the seed command.")
    show_template = "formats/format.html"
    base_sort = (CertificateFormat.code,)
    columns = (
        Column(key="code", wording="format", kind="official", sort=CertificateFormat.code, is_link=True, width=9),
        Column(key="title_zh", sort=CertificateFormat.title_zh, width=30),
        Column(key="title_en", sort=CertificateFormat.title_en, width=36),
        Column(key="type_codes", value=lambda row: [f"{code} {type_name(code)}" for code in row.type_codes]),
        Column(
            key="scheme",
            value=lambda row: names().code("schemes", row.scheme, "zh") or row.scheme,
            is_chosen=False,
        ),
        Column(
            key="current_version",
            label=_l("Version in force"),
            value=lambda row: row.current_version.number if row.current_version else None,
            kind="number",
        ),
        Column(key="is_changed", label=_l("In the database"), kind="status", chip=_copy_state),
        Column(key="status", label=label_of("state"), chip=_state),
    )
    query = (
        Text(name="code", label=label_of("code", "format"), columns=(CertificateFormat.code,)),
        Choice(name="type", label=label_of("type_codes"), choices=_type_choices, condition=_has_type),
        Text(name="title", label=label_of("title"), columns=(CertificateFormat.title_zh, CertificateFormat.title_en)),
    )

    @route(f"/{BIGGEST_ID}/edit")
    def edit(self, pk: int) -> ResponseReturnValue:
        """Open the editor, which saves by itself (views/formats/editor.py)."""
        return redirect(self.editor_url(self.found(pk).id))

    @route(f"/{BIGGEST_ID}/status", methods=["POST"], right="edit")
    def set_status(self, pk: int) -> Response:
        """Retire a format or bring it back into use."""
        act = copies.reinstate if request.form.get("status") == "active" else copies.retire
        try:
            act(current_actor(), pk, version=FormPage.number(request.form.get("version", "")) or 0)
        except DomainError as error:
            if error.status == 404:  # noqa: PLR2004
                raise
            flash(tell(error), "danger")
        return redirect(self.url("show", pk=pk), code=303)

    def editor_url(self, pk: int) -> str:
        """Return the address of a format's editor."""
        return url_for("FormatEditorView.editor", pk=pk)

    def prepare(self, form: RecordForm, row: CertificateFormat | None) -> None:
        del row
        schemes = catalogue().codes["schemes"]
        form.type_codes.choices = _type_choices()
        form.scheme.choices = [
            (code.code, names().code("schemes", code.code, "zh") or code.code) for code in schemes.entries
        ]
        form.paper_language.choices = [
            ("", _("Chinese and English, as customs' formats have them")),
            *language_choices(),
        ]
        form.origin_id.choices = [("", _("Nothing but what every certificate has")), *self._origins()]

    def after_add(self, row: CertificateFormat) -> Response:
        return redirect(self.editor_url(row.id), code=303)

    def record_actions(self, row: CertificateFormat) -> list[RowAction]:
        """Return edit, publish, file, retire and delete, with what each needs."""
        found = [RowAction(key="edit", label=_("Edit"), url=self.editor_url(row.id))] if self.may("edit") else []
        if self.may("publish"):
            url = url_for("FormatPublishingView.publish", pk=row.id)
            refusal = "" if row.is_changed else _("The working copy is the same as the published version.")
            found.append(RowAction(key="publish", label=_("Publish"), url=url, refusal=refusal))
        if self.may("sync") and row.current_version_id:
            found.append(RowAction(key="sync", label=_("Sync"), url=url_for("FormatSyncView.ask", pk=row.id)))
        if self.may("export"):
            url = url_for("FormatFilesView.file", pk=row.id)
            found.append(RowAction(key="file", label=_("Save as a file"), url=url))
        if self.may("edit"):
            found.append(self._status_action(row))
        if self.may("delete"):
            refusal = _("It was published and cannot be deleted. Retire it instead.") if row.current_version_id else ""
            question = _("Delete %(name)s? This cannot be undone.", name=str(row))
            found.append(
                RowAction(
                    key="delete",
                    label=_("Delete"),
                    post=self.url("delete", pk=row.id),
                    refusal=refusal,
                    confirm=question,
                    fields={"version": row.version},
                )
            )
        return found

    def extras(self, row: CertificateFormat) -> Context:
        """Return the fields of the version in force, the versions, and the drafts behind the one in force."""
        version = row.current_version
        return {
            "spec": version.spec if version else None,
            "versions": list(reversed(row.versions)),
            "behind": upgrades.behind(row.id),
            "is_behind_packaged": files.is_behind_packaged(row),
            "kind_words": KINDS,
            "entered_by_words": ENTERED_BY,
        }

    def _status_action(self, row: CertificateFormat) -> RowAction:
        is_active = row.status == "active"
        question = _("Retire %(name)s? New documents can no longer be written with it.", name=str(row))
        return RowAction(
            key="status",
            label=_("Retire") if is_active else _("Bring back into use"),
            post=self.url("set_status", pk=row.id),
            fields={"version": row.version, "status": "retired" if is_active else "active"},
            confirm=question if is_active else "",
        )

    @staticmethod
    def _origins() -> list[tuple[str, str]]:
        return [(str(row.id), str(row)) for row in copies.every()]
