"""Importing declarations and packaging applications: choose a file, look at the dry run, confirm."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import DomainError, NotPermittedError, StaleError
from app.domain.imports import files as rules
from app.domain.imports.files import ImportRefusedError
from app.models.base import utc_now
from app.services.declarations import imports, layouts
from app.services.declarations.imports import DryRun
from app.services.declarations.layouts import KINDS
from app.views.declarations.import_words import STATES, Words, told
from app.views.frame.actor import current_actor
from app.views.frame.context import Renderer
from app.views.frame.routes import route
from app.views.words.formatting import name_language
from app.views.words.refusals import worded

SHOWN_ROWS = 20
SHOWN_ERRORS = 200


class ImportScreens:
    """Add importing to a list of what was declared; the list's resource names the kind."""

    class_permission_name: str
    import_template = "declarations/import.html"
    render_template: Renderer
    url: Any
    may: Any

    def new_url(self) -> str | None:
        """Return the address of the import, for those who may import."""
        address: str = self.url("import_file")
        return address if self.may("import") else None

    @route("/import", methods=["GET", "POST"], right="import")
    def import_file(self) -> ResponseReturnValue:
        """Show the form, or the dry run of the file that was sent."""
        if request.method == "GET":
            return self._import_form()
        try:
            return self.dry_run(_sent())
        except NotPermittedError:
            raise
        except DomainError as error:
            return self._import_form(refusal=error), error.status

    @route("/import/confirm", methods=["POST"], right="import")
    def confirm_import(self) -> ResponseReturnValue:
        """Import the file of the dry run, or show the dry run again when its outcome would be another one."""
        sha256 = request.form.get("sha256", "")
        try:
            counts = self.confirm(sha256)
        except StaleError as error:
            kind = self.class_permission_name
            found = imports.again(current_actor(), kind, sha256, organisation_id=_organisation())
            return self._dry_run(found, refusal=error), error.status
        except NotPermittedError:
            raise
        except DomainError as error:
            return self._import_form(refusal=error), error.status
        flash(_("Imported: %(new)s new, %(changed)s changed.", new=counts["new"], changed=counts["changed"]), "success")
        return redirect(self.url("list"), 303)

    @route("/import/template.<string:extension>", right="import")
    def template(self, extension: str) -> ResponseReturnValue:
        """Send a template file."""
        kind = self.class_permission_name
        notes = list(Words(KINDS[kind].layout()).notes())
        data, media_type = layouts.template_file(
            current_actor(), kind, extension, language=name_language(), notes=notes
        )
        name = f"{kind}.{extension}"
        return send_file(io.BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name)

    def dry_run(self, data: bytes) -> str:
        """Say what the import of a file would do."""
        actor, kind = current_actor(), self.class_permission_name
        return self._dry_run(imports.dry_run(actor, kind, data, organisation_id=_organisation(), now=utc_now()))

    def confirm(self, sha256: str) -> Mapping[str, int]:
        """Import the file of a dry run and count what it did."""
        plan, wanted = request.form.get("plan", ""), _organisation()
        actor, kind = current_actor(), self.class_permission_name
        counts = imports.confirm(actor, kind, sha256, plan=plan, organisation_id=wanted, now=utc_now())
        return {str(state): count for state, count in counts.items()}

    def _import_form(self, *, refusal: DomainError | None = None) -> str:
        actor = current_actor()
        return self.render_template(
            self.import_template,
            view=self,
            rules=rules,
            extensions=layouts.EXTENSIONS,
            enterprises=imports.enterprises(actor) if actor.sees_all else [],
            chosen=_organisation(),
            refusal=worded(refusal) if refusal else "",
        )

    def _dry_run(self, found: DryRun, *, refusal: DomainError | None = None) -> str:
        layout = KINDS[self.class_permission_name].layout()
        words = Words(layout)
        return self.render_template(
            "declarations/dry_run.html",
            view=self,
            found=found,
            states=STATES,
            rows=found.judged[:SHOWN_ROWS],
            names={one.key: words.column(one.key) for one in layout.header.fields},
            errors=told(layout, found.errors[:SHOWN_ERRORS]),
            refusal=worded(refusal) if refusal else "",
        )


def _sent() -> bytes:
    """Return the file of the request, read no further than one byte past the limit."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise ImportRefusedError("import_missing")
    return file.stream.read(rules.MAX_BYTES + 1)


def _organisation() -> int | None:
    return request.form.get("organisation", type=int)
