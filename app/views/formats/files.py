"""Formats as files: a working copy is saved as YAML and taken in again; the catalogue's own file likewise."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.domain.errors import DomainError
from app.services.formats import copies, files
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.base import BIGGEST_ID
from app.views.lists.forms import FormPage, tell


class FormatFilesView(BaseView):
    route_base = "/formats"
    class_permission_name = "formats"

    @route(f"/{BIGGEST_ID}/file", right="export")
    def file(self, pk: int) -> Response:
        """Send a working copy as a file of the catalogue."""
        row = copies.find(pk)
        answer = Response(files.written(row), mimetype="application/yaml")
        answer.headers["Content-Disposition"] = f'attachment; filename="{row.code}.yaml"'
        return answer

    @route("/upload", methods=["GET", "POST"], right="add")
    def upload(self) -> ResponseReturnValue:
        """Take a file in as a working copy, then open its editor."""
        problem, status = "", 200
        if request.method == "POST":
            sent = request.files.get("file")
            try:
                row, is_new = files.read(current_actor(), sent.read(copies.LARGEST + 1) if sent else b"")
            except DomainError as error:
                if error.status in (403, 404):
                    raise
                problem, status = tell(error), error.status
            else:
                said = _("%(name)s is added.") if is_new else _("The working copy of %(name)s is replaced by the file.")
                flash(said % {"name": str(row)}, "success")
                return redirect(url_for("FormatEditorView.editor", pk=row.id), code=303)
        return self.render_template("formats/upload.html", problem=problem), status

    @route(f"/{BIGGEST_ID}/packaged", methods=["POST"], right="edit")
    def take_packaged(self, pk: int) -> ResponseReturnValue:
        """Make the file that came with this installation the working copy."""
        try:
            version = FormPage.number(request.form.get("version", "")) or 0
            row = files.take_packaged(current_actor(), pk, version=version)
        except DomainError as error:
            if error.status in (403, 404):
                raise
            flash(tell(error), "danger")
        else:
            flash(_("The working copy of %(name)s is replaced by the file.", name=str(row)), "success")
        return redirect(url_for("FormatsView.show", pk=pk), code=303)
