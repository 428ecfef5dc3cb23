"""The format editor 格式维护: a working copy beside its live sheet and form, without markup (manual 5.6.1)."""

from __future__ import annotations

import json

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.catalogue.forms.definition import VERSION_WORD
from app.catalogue.forms.short import written_out
from app.catalogue.loader import catalogue
from app.catalogue.sample_contents import contents_named
from app.catalogue.samples import sample_content
from app.domain.errors import DomainError, StaleError
from app.domain.format_differences import Definition
from app.services.certificates import papers
from app.services.formats import copies, publishing
from app.views.certificates import paper_answers
from app.views.certificates.forms import Shown
from app.views.certificates.wizard_sections import form_view
from app.views.formats.words import RULE_WORDS, told, vocabulary
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.base import BIGGEST_ID
from app.views.lists.forms import FormPage
from app.views.words.formatting import language, type_name
from app.views.words.refusals import worded
from app.views.words.writing import names


def _language() -> str:
    return "zh" if language().startswith("zh") else "en"


def is_form(definition: Definition) -> bool:
    """Tell a form (format language 2) from the formats before it, finished or not."""
    return VERSION_WORD in definition


class FormatEditorView(BaseView):
    route_base = "/formats"
    class_permission_name = "formats"

    @route(f"/{BIGGEST_ID}/editor", right="edit")
    def editor(self, pk: int) -> ResponseReturnValue:
        """Show the editor of a working copy."""
        row = copies.find(pk)
        types = [(code, type_name(code)) for code, kind in catalogue().types.items() if kind.formats]
        schemes = [(c.code, names().code("schemes", c.code, _language())) for c in catalogue().codes["schemes"].entries]
        return self.render_template(
            "formats/editor.html",
            row=row,
            is_form=is_form(row.definition),
            state={
                "definition": written_out(row.definition) if is_form(row.definition) else row.definition,
                "version": row.version,
                "isChanged": row.is_changed,
            },
            rule_words={name: str(text) for name, text in RULE_WORDS.items()},
            vocabulary={**vocabulary(_language()), "types": types, "schemes": schemes},
        )

    @route(f"/{BIGGEST_ID}/definition", methods=["POST"], right="edit")
    def definition(self, pk: int) -> ResponseReturnValue:
        """Keep the working copy as it was edited, finished or not; answers in JSON."""
        version = FormPage.number(request.form.get("version", "")) or 0
        try:
            row = copies.save(current_actor(), pk, _sent(), version=version)
        except StaleError as error:
            row = copies.find(pk)
            return {"error": worded(error), "version": row.version, "definition": row.definition}, error.status
        except DomainError as error:
            if error.status in (403, 404):
                raise
            return {"error": worded(error)}, error.status
        return {"version": row.version, "isChanged": row.is_changed}

    @route("/faults", methods=["POST"], right="edit")
    def faults(self) -> ResponseReturnValue:
        """Tell what stands in the way of publishing what is being edited."""
        definition = _sent()
        found = publishing.faults(definition)
        return {"faults": told(found, definition), "isDrawn": catalogue().draft_format(definition) is not None}

    @route("/sheet", methods=["POST"], right="edit")
    def sheet(self) -> ResponseReturnValue:
        """Draw a page of what is being edited, filled with sample contents; 422 while it cannot be drawn."""
        spec = catalogue().draft_format(_sent())
        number = FormPage.number(request.form.get("page", "")) or 1
        contents = contents_named(request.form.get("sample", ""))
        try:
            if spec is not None:
                return paper_answers.page_answer(
                    papers.of_sample(spec, publishing.sample_sheet(spec, contents)), number
                )
        except (KeyError, ValueError, IndexError):
            pass  # a layout that names what is not there yet: the list of faults says it
        except DomainError as error:
            if error.code != "paper_failed":  # the engine stumbled over what is half done
                raise
        return {"error": {"message": _("This cannot be drawn yet. See what is to be mended.")}}, 422

    @route("/form", methods=["POST"], right="edit")
    def form(self) -> ResponseReturnValue:
        """Draw the clerk's form of what is being edited."""
        spec = catalogue().draft_format(_sent())
        if spec is None:
            return self.render_template("formats/undrawn.html")
        content = sample_content(spec)
        shown = Shown(
            values=dict(content.values), rows={key: [dict(row) for row in rows] for key, rows in content.rows.items()}
        )
        return self.render_template(
            "formats/form.html", form=form_view(spec, shown, sources={}), spec=spec, name_language=_language()
        )


def _sent() -> Definition:
    """Return the definition that the editor sends as a form field; answers 400 for what is none."""
    text = request.form.get("definition", "")
    if len(text) > copies.LARGEST:
        abort(413)
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or "\\u0000" in text:
        abort(400)
    return found
